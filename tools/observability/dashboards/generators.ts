import { firstTokenS, queueWaitS } from '../slos.ts'
import type { DashboardFacts } from './build/dashboard.ts'
import { stat, timeseries } from './build/panel.ts'
import { processRow } from './build/process-row.ts'
import { countOrZero, of, quantile, quantiles, rate, recorded, same, sum } from './build/promql.ts'

const waiting = 'queue="chat", state=~"wait|prioritized"'

export const generators: DashboardFacts = {
  uid: 'continuo-generators',
  title: 'Continuo / Queue and generators',
  description: 'How long messages wait, who works on them, and what the work meets.',
  jobs: '.*(generator|chat-api).*',
  rows: [
    {
      title: 'Are users hurt?',
      panels: [
        stat({
          title: 'Taken up in time',
          description: `Share of the last hour that waited at most ${queueWaitS} s. Normal: above 95 %. Below: runbook queue-slow.`,
          unit: 'percentunit',
          max: 1,
          steps: ['red', [0.7, 'orange'], [0.95, 'green']],
          queries: [
            { expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', 'slo="queue-wait"')}`, legend: '{{namespace}}' },
          ],
        }),
        stat({
          title: 'Begun in time',
          description: `Share of the last hour with their first text within ${firstTokenS} s. Below 95 %: runbook first-token-slow.`,
          unit: 'percentunit',
          max: 1,
          steps: ['red', [0.7, 'orange'], [0.95, 'green']],
          queries: [
            { expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', 'slo="first-token"')}`, legend: '{{namespace}}' },
          ],
        }),
        stat({
          title: 'Waiting answers',
          description: 'Jobs of the queue chat that nobody has taken. Normal: 0 or shortly a few.',
          unit: 'short',
          steps: ['green', [10, 'orange'], [100, 'red']],
          queries: [{ expr: `sum(${same('continuo_queue_jobs', 'state', waiting)}) or vector(0)`, legend: 'waiting' }],
        }),
        stat({
          title: 'Oldest waiting job',
          description: 'Normal: below 2 s. More than two minutes: runbook queue-too-old.',
          unit: 's',
          steps: ['green', [10, 'orange'], [120, 'red']],
          queries: [{ expr: `max(${same('continuo_queue_oldest_seconds', 'queue')}) or vector(0)`, legend: 'oldest' }],
        }),
        stat({
          title: 'Workers',
          description: 'Connected to the queue chat. Normal: one for each generator. 0: runbook no-workers.',
          unit: 'none',
          steps: ['red', [1, 'green']],
          queries: [{ expr: same('continuo_queue_workers', '', 'queue="chat"'), legend: 'workers' }],
        }),
        stat({
          title: 'Slots in use',
          description: 'Normal: below 80 %. At 100 % messages wait: add generators or GENERATOR_CONCURRENCY.',
          unit: 'percentunit',
          max: 1,
          steps: ['green', [0.8, 'orange'], [1, 'red']],
          queries: [
            {
              expr: `${sum('continuo_generator_active_generations')} / ${sum('continuo_generator_capacity')}`,
              legend: 'in use',
            },
          ],
        }),
      ],
    },
    {
      title: 'Queue',
      panels: [
        timeseries({
          title: 'Jobs by state',
          description:
            'wait and prioritized wait for a slot, delayed for a time, active are worked on, failed were given up by the queue (the reconciler still ends their message).',
          unit: 'short',
          queries: [{ expr: same('continuo_queue_jobs', 'queue, state'), legend: '{{queue}} {{state}}' }],
        }),
        timeseries({
          title: 'Age of the oldest waiting job',
          description: 'By queue. Normal: near zero. default holds titles: they may wait.',
          unit: 's',
          queries: [{ expr: `${same('continuo_queue_oldest_seconds', 'queue')} or vector(0)`, legend: '{{queue}}' }],
        }),
        timeseries({
          title: 'Wait for a generator',
          description:
            'From acceptance to the first claim. Normal: below 100 ms; those who send more at once than USER_CONCURRENCY wait for themselves.',
          unit: 's',
          queries: quantiles('continuo_queue_wait_seconds'),
        }),
        timeseries({
          title: 'Workers by queue',
          description: 'Normal: constant between deploys.',
          unit: 'short',
          queries: [{ expr: same('continuo_queue_workers', 'queue'), legend: '{{queue}}' }],
        }),
      ],
    },
    {
      title: 'Generators',
      panels: [
        timeseries({
          title: 'Answers being made',
          description: 'By pod, and the slots of all. Normal: evenly spread.',
          unit: 'short',
          queries: [
            { expr: of('continuo_generator_active_generations'), legend: '{{pod}}' },
            { expr: sum('continuo_generator_capacity'), legend: 'slots' },
          ],
        }),
        timeseries({
          title: 'Attempts by outcome',
          description:
            'completed; failed for good; retried later; drained by a deploy; fenced or stopped: somebody else decided; unsaved: chat-api could not be reached until the deadline.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_attempts_total', 'outcome'), legend: '{{outcome}}' }],
        }),
        timeseries({
          title: 'Time of an attempt, p95',
          description: 'From claim to end, by outcome. Follows the length of answers.',
          unit: 's',
          queries: [
            { expr: quantile(0.95, 'continuo_generator_generation_seconds', 'outcome'), legend: '{{outcome}}' },
          ],
        }),
        timeseries({
          title: 'Claims refused',
          description:
            'Jobs whose message had ended or had another owner. Normal after repairs. [may be empty] none has been refused yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_claims_refused_total', 'reason'), legend: '{{reason}}' }],
        }),
        timeseries({
          title: 'Leases renewed',
          description:
            'Normal: all renewed. failed: chat-api is away; lost: this generator was too late and has stopped its work.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_lease_renewals_total', 'outcome'), legend: '{{outcome}}' }],
        }),
        timeseries({
          title: 'Recovery',
          description:
            'Answers gone on with after a crash, begun again, written anew after Redis had lost them (epochs), and attempts that found a newer owner (fences). Normal: zero.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_generator_continuations_total'), legend: 'gone on with' },
            { expr: countOrZero('continuo_generator_resets_total'), legend: 'begun again' },
            { expr: countOrZero('continuo_generator_epochs_renewed_total'), legend: 'epochs renewed' },
            { expr: countOrZero('continuo_generator_fences_total'), legend: 'fences' },
            { expr: countOrZero('continuo_recoveries_total'), legend: 'recovered answers' },
          ],
        }),
        timeseries({
          title: 'Handed back',
          description:
            'Messages released, by reason: a deploy, or a wait that the provider asked for. [may be empty] none has been handed back yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_releases_total', 'reason'), legend: '{{reason}}' }],
        }),
        timeseries({
          title: 'Draining',
          description:
            '1 while a generator stops: it takes nothing new and finishes what it has, up to 90 s. Normal: during deploys only.',
          unit: 'none',
          max: 1,
          queries: [{ expr: of('continuo_generator_draining'), legend: '{{pod}}' }],
        }),
        timeseries({
          title: 'Titles',
          description: 'Of new sessions. failed ones are not repeated: the session keeps its first words.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_generator_titles_total', 'outcome'), legend: '{{outcome}}' }],
        }),
      ],
    },
    {
      title: 'Writing the log',
      panels: [
        timeseries({
          title: 'Appends',
          description:
            'Script calls to Redis, entries and repeats. Entries per append rise under load: that is how load is borne. Repeats: Redis is away or slow.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_generator_appends_total'), legend: 'appends' },
            { expr: rate('continuo_generator_log_entries_total'), legend: 'entries' },
            { expr: rate('continuo_generator_append_retries_total'), legend: 'repeats' },
          ],
        }),
        timeseries({
          title: 'Time of an append',
          description: 'Until Redis has it. Normal: below 5 ms; it bounds how soon text is seen.',
          unit: 's',
          queries: quantiles('continuo_generator_append_duration_seconds'),
        }),
        timeseries({
          title: 'Text written',
          description: 'Bytes of text in the log.',
          unit: 'Bps',
          queries: [{ expr: rate('continuo_generator_log_text_bytes_total', 'pod'), legend: '{{pod}}' }],
        }),
        timeseries({
          title: 'Commands of Redis, p95',
          description: 'Of generators and chat-api. Normal: below 5 ms.',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'continuo_redis_command_duration_seconds', 'job, command'),
              legend: '{{job}} {{command}}',
            },
          ],
        }),
      ],
    },
    processRow(),
  ],
}
