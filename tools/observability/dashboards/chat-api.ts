import type { DashboardFacts } from './build/dashboard.ts'
import { stat, timeseries } from './build/panel.ts'
import { processRow } from './build/process-row.ts'
import { countOrZero, of, quantile, quantiles, rate, recorded, same, sum } from './build/promql.ts'

export const chatApi: DashboardFacts = {
  uid: 'continuo-chat-api',
  title: 'Continuo / Chat API and stores',
  description: 'Where messages are accepted, ended and repaired, with PostgreSQL and Redis as chat-api sees them.',
  jobs: '.*chat-api.*',
  rows: [
    {
      title: 'Are users hurt?',
      panels: [
        stat({
          title: 'Sends accepted',
          description:
            'Share of the last hour, without refusals that the product means. Normal: above 99.9 %. Below: runbook messages-not-accepted.',
          unit: 'percentunit',
          decimals: 2,
          max: 1,
          steps: ['red', [0.994, 'orange'], [0.999, 'green']],
          queries: [{ expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', 'slo="accept"')}`, legend: '{{namespace}}' }],
        }),
        stat({
          title: 'Oldest due row of the outbox',
          description: 'Normal: below a second. More: jobs do not reach the queue; runbook outbox-stuck.',
          unit: 's',
          steps: ['green', [5, 'orange'], [30, 'red']],
          queries: [{ expr: same('continuo_outbox_oldest_due_seconds'), legend: 'oldest' }],
        }),
        stat({
          title: 'Since the last round of repair',
          description: 'Normal: 2 s. More than a minute: runbook reconciler-stopped.',
          unit: 's',
          steps: ['green', [15, 'orange'], [60, 'red']],
          queries: [{ expr: `time() - ${same('continuo_reconciler_last_round_timestamp_seconds')}`, legend: 'ago' }],
        }),
        stat({
          title: 'Connections waited for',
          description: 'Calls that wait for a connection of the pool. Normal: 0; runbook database-pool-exhausted.',
          unit: 'none',
          steps: ['green', [1, 'orange'], [10, 'red']],
          queries: [{ expr: sum('continuo_database_connections', '', 'state="waiting"'), legend: 'waiting' }],
        }),
        stat({
          title: 'Redis memory',
          description: 'Share of maxmemory; no limit shows as 0. Above 85 %: runbook redis-memory-high.',
          unit: 'percentunit',
          max: 1,
          steps: ['green', [0.7, 'orange'], [0.85, 'red']],
          queries: [
            {
              expr: `${same('continuo_redis_memory_bytes')} / (${same('continuo_redis_memory_limit_bytes')} > 0) or vector(0)`,
              legend: 'used',
            },
          ],
        }),
        stat({
          title: 'Schema',
          description:
            'Migrations that the schema lacks. Normal: 0 or less (a newer schema serves older pods); above: runbook schema-too-old.',
          unit: 'none',
          steps: ['green', [1, 'red']],
          queries: [
            {
              expr: `${same('continuo_schema_version_needed')} - ${same('continuo_schema_version')}`,
              legend: 'lacking',
            },
          ],
        }),
      ],
    },
    {
      title: 'Calls',
      panels: [
        timeseries({
          title: 'Calls by code',
          description:
            'Normal: OK, with NOT_FOUND and the like as people make mistakes. INTERNAL is a fault: its log line is "call failed".',
          unit: 'ops',
          queries: [{ expr: rate('continuo_rpc_duration_seconds_count', 'code'), legend: '{{code}}' }],
        }),
        timeseries({
          title: 'Calls by method, p95',
          description: 'Normal: below 50 ms. SendMessage slow: PostgreSQL, see below.',
          unit: 's',
          queries: [{ expr: quantile(0.95, 'continuo_rpc_duration_seconds', 'method'), legend: '{{method}}' }],
        }),
        timeseries({
          title: 'Accepted, dispatched',
          description: 'Both lines are the same in health; fewer dispatched: the outbox fills.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_messages_accepted_total', 'kind'), legend: 'accepted {{kind}}' },
            { expr: rate('continuo_dispatches_total', 'kind'), legend: 'dispatched {{kind}}' },
          ],
        }),
        timeseries({
          title: 'Outbox',
          description:
            'Rows that are due and the age of the oldest. Normal: near zero; retries and rate limits wait with a later due time and do not count.',
          unit: 'short',
          queries: [
            { expr: same('continuo_outbox_due_rows'), legend: 'rows' },
            { expr: same('continuo_outbox_oldest_due_seconds'), legend: 'oldest (s)' },
            { expr: countOrZero('continuo_relay_failures_total'), legend: 'failed rounds' },
          ],
        }),
        timeseries({
          title: 'Delay of the relay',
          description: 'From due to queued. Normal: milliseconds.',
          unit: 's',
          queries: quantiles('continuo_relay_delay_seconds'),
        }),
        timeseries({
          title: 'Time of an answer',
          description:
            'From acceptance to its end, 95 of 100 are shorter. Follows the length of answers and the speed of the model.',
          unit: 's',
          queries: [{ expr: quantile(0.95, 'continuo_answer_duration_seconds', 'status'), legend: '{{status}}' }],
        }),
        timeseries({
          title: 'First text',
          description: 'From acceptance to the first visible text. Normal: the model’s own first text and little more.',
          unit: 's',
          queries: quantiles('continuo_first_token_seconds'),
        }),
      ],
    },
    {
      title: 'Answers and their repair',
      panels: [
        timeseries({
          title: 'Messages under way',
          description: 'By status. Queued rising: Queue and generators.',
          unit: 'short',
          queries: [{ expr: `${same('continuo_messages_active', 'status')} or vector(0)`, legend: '{{status}}' }],
        }),
        timeseries({
          title: 'Oldest message under way',
          description:
            'By status; queued includes those that wait for their user’s own turn. Generating for minutes: a long answer or a stuck model.',
          unit: 's',
          queries: [
            { expr: `${same('continuo_messages_oldest_seconds', 'status')} or vector(0)`, legend: '{{status}}' },
          ],
        }),
        timeseries({
          title: 'Claims',
          description:
            'granted, or why refused. Refusals are normal after repairs: the job of a message that has ended or has another owner.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_claims_total', 'result'), legend: '{{result}}' }],
        }),
        timeseries({
          title: 'Leases',
          description:
            'Held now: answers that a generator works on. Expired ones were taken from a generator that stopped renewing: runbook lease-expiries.',
          unit: 'short',
          queries: [
            { expr: same('continuo_held_leases'), legend: 'held' },
            { expr: countOrZero('continuo_lease_expiries_total'), legend: 'expired' },
          ],
        }),
        timeseries({
          title: 'Repairs',
          description:
            'What the reconciler did, jobs that were lost, answers that went on after their generator was lost, writers that came back too late. Normal: zero; a few after a crash or a lost Redis.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_reconciler_actions_total'), legend: 'reconciler' },
            { expr: countOrZero('continuo_lost_jobs_total'), legend: 'lost jobs' },
            { expr: countOrZero('continuo_recoveries_total'), legend: 'recovered' },
            { expr: countOrZero('continuo_fenced_writers_total'), legend: 'fenced' },
          ],
        }),
        timeseries({
          title: 'Given back',
          description:
            'Messages that generators released: at a deploy, or to wait out a rate limit. [may be empty] nothing has been given back yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_releases_total', 'reason'), legend: '{{reason}}' }],
        }),
        timeseries({
          title: 'Ends announced',
          description: 'What the log said when an end was written into it. Normal: as many as answers end.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_announces_total', 'result'), legend: '{{result}}' }],
        }),
        timeseries({
          title: 'Janitor: since its last success',
          description:
            'By task. In the chart repair runs each minute and the others each hour; runbook janitor-not-run.',
          unit: 's',
          queries: [
            { expr: `time() - ${same('continuo_sweep_last_success_timestamp_seconds', 'task')}`, legend: '{{task}}' },
          ],
        }),
        timeseries({
          title: 'Janitor: what it did',
          description:
            'In its last run, by task. removed: keys or rows that nobody needed; repaired: messages that the reconciler had missed, normally none.',
          unit: 'short',
          queries: [{ expr: same('continuo_sweep_items', 'task, what'), legend: '{{task}} {{what}}' }],
        }),
        timeseries({
          title: 'Janitor: how long it took',
          description: 'Its last run. Longer than its limit in the chart (300 s, 50 s for repair) it is cut off.',
          unit: 's',
          queries: [{ expr: same('continuo_sweep_last_duration_seconds', 'task'), legend: '{{task}}' }],
        }),
      ],
    },
    {
      title: 'PostgreSQL',
      panels: [
        timeseries({
          title: 'Connections of the pool',
          description:
            'Used, free and waited for, by pod. Waiting above zero: DATABASE_POOL_MAX is too small or queries are slow.',
          unit: 'short',
          queries: [{ expr: of('continuo_database_connections'), legend: '{{pod}} {{state}}' }],
        }),
        timeseries({
          title: 'Queries, p95',
          description: 'By command. Normal: below 10 ms. Slow: locks, a missing vacuum, a full disk.',
          unit: 's',
          queries: [
            { expr: quantile(0.95, 'continuo_database_query_duration_seconds', 'command'), legend: '{{command}}' },
          ],
        }),
        timeseries({
          title: 'Connections of the server',
          description:
            'By state, of all its users, and what it allows. Near the limit: runbook postgres-connections-high.',
          unit: 'short',
          queries: [
            { expr: same('continuo_database_server_connections', 'state'), legend: '{{state}}' },
            { expr: same('continuo_database_server_connections_limit'), legend: 'limit' },
          ],
        }),
        timeseries({
          title: 'Size of the database',
          description: 'Grows with the chats. Compare with its volume.',
          unit: 'bytes',
          queries: [{ expr: same('continuo_database_size_bytes'), legend: 'size' }],
        }),
      ],
    },
    {
      title: 'Redis',
      panels: [
        timeseries({
          title: 'Memory',
          description:
            'Used, and maxmemory (0 = none). Streams expire after an hour; steady growth: jobs that nobody takes, or another user of this Redis.',
          unit: 'bytes',
          queries: [
            { expr: same('continuo_redis_memory_bytes'), legend: 'used' },
            { expr: same('continuo_redis_memory_limit_bytes'), legend: 'maxmemory' },
          ],
        }),
        timeseries({
          title: 'Evicted keys',
          description: 'Must be zero: the policy has to be noeviction; runbook redis-evicting.',
          unit: 'short',
          queries: [
            {
              expr: `max(increase(${of('continuo_redis_evicted_keys_total')}[$__rate_interval])) or vector(0)`,
              legend: 'evicted',
            },
          ],
        }),
        timeseries({
          title: 'Clients',
          description: 'Connections to Redis: a handful for each pod.',
          unit: 'short',
          queries: [{ expr: same('continuo_redis_clients'), legend: 'clients' }],
        }),
        timeseries({
          title: 'Commands of chat-api, p95',
          description: 'Normal: below 5 ms. Slow ones delay jobs and ends; see the CPU of Redis.',
          unit: 's',
          queries: [
            { expr: quantile(0.95, 'continuo_redis_command_duration_seconds', 'command'), legend: '{{command}}' },
          ],
        }),
      ],
    },
    processRow(),
  ],
}
