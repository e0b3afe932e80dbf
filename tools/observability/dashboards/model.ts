import type { DashboardFacts } from './build/dashboard.ts'
import { stat, timeseries } from './build/panel.ts'
import { countOrZero, of, quantile, quantiles, rate, rateOrZero, recorded } from './build/promql.ts'

const calls = 'continuo_generator_model_calls_total'

export const model: DashboardFacts = {
  uid: 'continuo-model',
  title: 'Continuo / Model provider',
  description: 'What the model server answers, how fast, what it costs, and what its failures do to answers.',
  jobs: '.*(generator|chat-api).*',
  rows: [
    {
      title: 'Are users hurt?',
      panels: [
        stat({
          title: 'Answers that complete',
          description:
            'Share of the last hour; stopped ones count as good, invalid requests and used-up budgets not at all. Below 99 %: runbook answers-failing.',
          unit: 'percentunit',
          decimals: 2,
          max: 1,
          steps: ['red', [0.94, 'orange'], [0.99, 'green']],
          queries: [
            { expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', 'slo="answers"')}`, legend: '{{namespace}}' },
          ],
        }),
        stat({
          title: 'Calls that fail',
          description:
            'By the provider or on the way there. Single ones are repeated and hurt nobody; above 30 %: runbook model-failing.',
          unit: 'percentunit',
          max: 1,
          steps: ['green', [0.05, 'orange'], [0.3, 'red']],
          queries: [
            {
              expr: `(${rate(calls, '', 'class=~"transient|rate_limit|protocol"')} or vector(0)) / (${rate(calls)} > 0)`,
              legend: 'failing',
            },
          ],
        }),
        stat({
          title: 'Refused until a person acts',
          description:
            'Generators that have stopped calling: wrong key, unpaid bill, spend limit. Normal: 0; runbook model-refuses-us.',
          unit: 'none',
          steps: ['green', [1, 'red']],
          queries: [{ expr: `sum(${of('continuo_generator_breaker_open')}) or vector(0)`, legend: 'open' }],
        }),
        stat({
          title: 'First byte, p95',
          description:
            'From the request to the first byte of the answer. Normal: one or two seconds, as the provider has it.',
          unit: 's',
          queries: [{ expr: quantile(0.95, 'continuo_generator_model_first_byte_seconds'), legend: 'p95' }],
        }),
        stat({
          title: 'Output',
          description: 'Tokens per second, of all answers together.',
          unit: 'short',
          queries: [{ expr: rate('continuo_generator_tokens_total', '', 'kind="output"'), legend: 'tokens/s' }],
        }),
        stat({
          title: 'Calls',
          description: 'That ended, per second.',
          unit: 'ops',
          queries: [{ expr: rate(calls), legend: 'calls' }],
        }),
      ],
    },
    {
      title: 'Calls',
      panels: [
        timeseries({
          title: 'Calls by outcome',
          description: 'completed; failed; aborted by us (stop, fence, drain); spared by the breaker.',
          unit: 'ops',
          stacked: true,
          queries: [{ expr: rate(calls, 'outcome'), legend: '{{outcome}}' }],
        }),
        timeseries({
          title: 'Failures by class',
          description:
            'transient: try again. rate_limit: the provider says when. protocol: it does not speak Messages just now. permanent: asking again is no use. [may be empty] no call has failed yet.',
          unit: 'ops',
          queries: [{ expr: rate(calls, 'class', 'class!="none"'), legend: '{{class}}' }],
        }),
        timeseries({
          title: 'Attempts given back to be repeated',
          description:
            'By class. Normal: as many as calls fail. Without them failures become errors that people see. [may be empty] none yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_retries_total', 'class'), legend: '{{class}}' }],
        }),
        timeseries({
          title: 'Answers by error',
          description:
            'What people saw. rate_limited, overloaded, upstream_…: the provider. config: our key or model name. worker_crash: lost generators. expired: no time was left. [may be empty] no answer has failed yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_messages_ended_total', 'code', 'status="error"'), legend: '{{code}}' }],
        }),
        timeseries({
          title: 'Attempts by code',
          description: 'How attempts ended at the generator, the good ones by their stop reason.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_generator_attempts_total', 'outcome, code'), legend: '{{outcome}} {{code}}' },
          ],
        }),
        timeseries({
          title: 'Alarms',
          description: 'Failures that only a person can mend, and generators that spare calls for it. Normal: zero.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_generator_model_alarms_total'), legend: 'alarms' },
            { expr: `sum(${of('continuo_generator_breaker_open')}) or vector(0)`, legend: 'breakers open' },
          ],
        }),
      ],
    },
    {
      title: 'Speed',
      panels: [
        timeseries({
          title: 'First byte',
          description: 'Of the model server. Rising while calls succeed: the provider is loaded.',
          unit: 's',
          queries: quantiles('continuo_generator_model_first_byte_seconds'),
        }),
        timeseries({
          title: 'First text',
          description: 'From claim to the first visible text, thinking included.',
          unit: 's',
          queries: quantiles('continuo_generator_first_token_seconds'),
        }),
        timeseries({
          title: 'Gap between two pieces of text',
          description: 'Normal: 20 to 100 ms. Seconds at p99: answers stand still in the middle.',
          unit: 's',
          queries: quantiles('continuo_generator_token_gap_seconds'),
        }),
        timeseries({
          title: 'Time of a call, p95',
          description: 'By outcome. Failures after 30, 45 or 120 s are our own time limits for silence.',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'continuo_generator_model_call_duration_seconds', 'outcome'),
              legend: '{{outcome}}',
            },
          ],
        }),
      ],
    },
    {
      title: 'Tokens',
      panels: [
        timeseries({
          title: 'Tokens by kind',
          description: 'As the provider counts them: what the bill will say.',
          unit: 'short',
          stacked: true,
          queries: [{ expr: rate('continuo_generator_tokens_total', 'kind'), legend: '{{kind}}' }],
        }),
        timeseries({
          title: 'Tokens as booked',
          description: 'In budgets. Normal: as above; more: ends without a report of usage are booked by estimate.',
          unit: 'short',
          stacked: true,
          queries: [{ expr: rate('continuo_tokens_total', 'kind'), legend: '{{kind}}' }],
        }),
        timeseries({
          title: 'Ended because of a budget',
          description:
            'Answers that met a used-up budget, of a user or at the provider. Users see when it starts again.',
          unit: 'ops',
          queries: [{ expr: rateOrZero('continuo_messages_ended_total', 'code="budget"'), legend: 'budget' }],
        }),
      ],
    },
  ],
}
