import { budgetOf } from '../rules/slo-rules.ts'
import { periodDays, slos } from '../slos.ts'
import type { DashboardFacts } from './build/dashboard.ts'
import { type Steps, bars, stat, table, timeseries } from './build/panel.ts'
import { processRow } from './build/process-row.ts'
import { of, quantile, quantiles, rate, rateOrZero, recorded, same, sum } from './build/promql.ts'

const promised = slos.map((slo) =>
  stat({
    title: slo.title,
    description: `Share of good events in the last hour; promised are ${slo.objective * 100} % over ${periodDays} days. ${slo.counts} Below the promise: open the runbook of ${slo.alert}.`,
    unit: 'percentunit',
    decimals: 2,
    max: 1,
    steps: ['red', [1 - 6 * budgetOf(slo), 'orange'], [slo.objective, 'green']],
    queries: [{ expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', `slo="${slo.name}"`)}`, legend: '{{namespace}}' }],
  }),
)

const firing: Steps = ['green', [1, 'red']]

export const overview: DashboardFacts = {
  uid: 'continuo-overview',
  title: 'Continuo / Overview',
  description: 'Are users hurt, since when, and where to look: promises, budgets, golden signals.',
  jobs: '.*(gateway|chat-api|generator).*',
  rows: [
    {
      title: 'Are users hurt?',
      panels: [
        ...promised,
        stat({
          title: 'Alerts',
          description: 'That fire now. Normal: none. Below they have names; each has a runbook in docs/runbooks.',
          unit: 'none',
          steps: firing,
          queries: [
            {
              expr: 'count(ALERTS{namespace=~"$namespace", alertname=~"Continuo.*", alertstate="firing"}) or vector(0)',
              legend: 'firing',
            },
          ],
        }),
        bars({
          title: `Error budget left of ${periodDays} days`,
          description:
            'What may still go wrong. Normal: above 25 %. At 0 the promise is broken: stop risky changes until it has recovered.',
          unit: 'percentunit',
          min: 0,
          max: 1,
          steps: ['red', [0.1, 'orange'], [0.25, 'green']],
          queries: [{ expr: recorded('slo:error_budget_remaining:ratio'), legend: '{{namespace}} {{slo}}' }],
        }),
        timeseries({
          title: 'Burn rate, one hour',
          description:
            'How many times faster than allowed the budget is used up. Normal: below 1. Above 14.4 for an hour, or 6 for six, somebody is paged.',
          unit: 'short',
          queries: [{ expr: recorded('slo:current_burn_rate:ratio'), legend: '{{namespace}} {{slo}}' }],
        }),
        table({
          title: 'What fires',
          description:
            'Name, severity and since when by its labels. Open docs/runbooks/<name>.md. [may be empty] in health nothing fires.',
          unit: 'none',
          width: 8,
          queries: [{ expr: 'ALERTS{namespace=~"$namespace", alertname=~"Continuo.*"}', legend: '{{alertname}}' }],
        }),
      ],
    },
    {
      title: 'Golden signals',
      panels: [
        timeseries({
          title: 'Traffic: messages accepted',
          description:
            'By kind. A repeat is the same message sent again after a lost reply: many of them mean that replies get lost.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_messages_accepted_total', 'kind'), legend: '{{kind}}' }],
        }),
        timeseries({
          title: 'Answers that ended',
          description:
            'By status. Normal: nearly all completed, as many as were accepted. Errors: see "Answers by error" of Model provider.',
          unit: 'ops',
          stacked: true,
          queries: [{ expr: rate('continuo_messages_ended_total', 'status'), legend: '{{status}}' }],
        }),
        timeseries({
          title: 'Errors',
          description:
            'Requests answered 5xx, and answers that ended in an error. Normal: zero. Open Chat API or Model provider.',
          unit: 'ops',
          queries: [
            { expr: rateOrZero('continuo_gateway_http_requests_total', 'status=~"5.."'), legend: '5xx' },
            { expr: rateOrZero('continuo_messages_ended_total', 'status="error"'), legend: 'answers' },
          ],
        }),
        timeseries({
          title: 'Latency: first text',
          description:
            'From acceptance to the first visible text. Normal: the first-byte time of the model and little more; with thinking on, seconds.',
          unit: 's',
          queries: quantiles('continuo_first_token_seconds'),
        }),
        timeseries({
          title: 'Latency: requests',
          description:
            '95 of 100 requests are faster, streams left out. Normal: below 100 ms; with background=false a request takes as long as its answer.',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'continuo_gateway_http_request_duration_seconds', 'method, route'),
              legend: '{{method}} {{route}}',
            },
          ],
        }),
        timeseries({
          title: 'Saturation: slots of the generators',
          description:
            'Answers being made, and how many could be. Normal: below 80 %; above, messages wait: add generators.',
          unit: 'short',
          queries: [
            { expr: sum('continuo_generator_active_generations'), legend: 'busy' },
            { expr: sum('continuo_generator_capacity'), legend: 'slots' },
          ],
        }),
      ],
    },
    {
      title: 'Where?',
      panels: [
        timeseries({
          title: 'Messages that wait or are answered',
          description:
            'By status, as PostgreSQL has it. Normal: queued near zero. Queued rising: Queue and generators.',
          unit: 'short',
          stacked: true,
          queries: [{ expr: `${same('continuo_messages_active', 'status')} or vector(0)`, legend: '{{status}}' }],
        }),
        timeseries({
          title: 'Open streams',
          description:
            'Readers, by how they are connected. Falls together with the deploys of the gateway and comes back at once.',
          unit: 'short',
          stacked: true,
          queries: [
            { expr: sum('continuo_gateway_open_streams', 'kind, transport'), legend: '{{kind}} {{transport}}' },
          ],
        }),
        timeseries({
          title: 'Outbox: age of the oldest due row',
          description:
            'Normal: below a second. Rising: the relay cannot reach Redis, or chat-api hangs; runbook outbox-stuck.',
          unit: 's',
          queries: [{ expr: same('continuo_outbox_oldest_due_seconds'), legend: 'oldest' }],
        }),
        timeseries({
          title: 'Model calls that failed',
          description:
            'By what the failure means. Normal: none, or single ones that were repeated. Many: Model provider.',
          unit: 'ops',
          queries: [{ expr: rateOrZero('continuo_generator_model_calls_total', 'outcome="failed"'), legend: 'failed' }],
        }),
        timeseries({
          title: 'Pods that answer',
          description:
            'By job. Normal: as many as are wanted. One missing: kubectl get pods; all of one job: runbook service-absent.',
          unit: 'short',
          queries: [{ expr: `count by (job) (${of('continuo_build_info')})`, legend: '{{job}}' }],
        }),
        timeseries({
          title: 'Redis memory',
          description: 'In use; the limit is on Chat API and stores. Normal: flat, streams expire after an hour.',
          unit: 'bytes',
          queries: [{ expr: same('continuo_redis_memory_bytes'), legend: 'used' }],
        }),
      ],
    },
    processRow(),
  ],
}
