import type { AlertFacts } from './rule.ts'
import type { Scale } from './scale.ts'

/**
 * What breaks promises soon or has begun to, and is known by its cause: few, because symptoms are what pages. What several
 * chat-api pods say of one global truth is the same number from each: `max`, never `sum`.
 */
export const causes = (scale: Scale): AlertFacts[] => [
  ...workAlerts(scale),
  ...modelAlerts(scale),
  ...repairAlerts(scale),
  ...storeAlerts(scale),
  ...processAlerts(scale),
]

const workAlerts = ({ seconds, wait }: Scale): AlertFacts[] => [
  {
    alert: 'ContinuoOutboxStuck',
    severity: 'page',
    summary: 'Accepted messages do not reach the queue',
    description:
      'The oldest row of the outbox in {{ $labels.namespace }} has been due for {{ $value | humanizeDuration }}; normal is below a second.',
    dashboard: 'continuo-chat-api',
    expr: `max by (namespace) (continuo_outbox_oldest_due_seconds) > ${seconds(30, 5)}`,
    for: wait('1m'),
  },
  {
    alert: 'ContinuoNoWorkers',
    severity: 'page',
    summary: 'Jobs wait and nobody takes them',
    description:
      '{{ $value }} jobs wait in queue {{ $labels.queue }} of {{ $labels.namespace }}, which no worker serves.',
    dashboard: 'continuo-generators',
    expr:
      'sum by (namespace, queue) (max by (namespace, queue, state) (continuo_queue_jobs{state=~"wait|prioritized|active"})) > 0 ' +
      'and on (namespace, queue) max by (namespace, queue) (continuo_queue_workers) == 0',
    for: wait('1m'),
  },
  {
    alert: 'ContinuoQueueTooOld',
    severity: 'ticket',
    summary: 'A job has waited too long',
    description:
      'The oldest job that waits in queue {{ $labels.queue }} of {{ $labels.namespace }} is {{ $value | humanizeDuration }} old.',
    dashboard: 'continuo-generators',
    expr: `max by (namespace, queue) (continuo_queue_oldest_seconds) > ${seconds(120, 8)}`,
    for: wait('1m'),
  },
]

const modelAlerts = ({ window, wait }: Scale): AlertFacts[] => {
  const calls = (classes: string) =>
    `sum by (namespace) (rate(continuo_generator_model_calls_total${classes}[${window('5m')}]))`
  const some = `sum by (namespace) (increase(continuo_generator_model_calls_total[${window('5m')}])) >= 10`
  return [
    {
      alert: 'ContinuoModelFailing',
      severity: 'page',
      summary: 'The model provider fails',
      description:
        '{{ $value | humanizePercentage }} of the model calls in {{ $labels.namespace }} failed by the provider or on the way there.',
      dashboard: 'continuo-model',
      expr: `${calls('{class=~"transient|rate_limit|protocol"}')} / ${calls('')} > 0.3 and on (namespace) ${some}`,
      for: wait('5m'),
    },
    {
      alert: 'ContinuoModelRefusesUs',
      severity: 'page',
      summary: 'The model provider refuses every call until a person acts',
      description:
        'The key, the bill or a spend limit: a generator in {{ $labels.namespace }} has stopped calling the model (the breaker is open).',
      dashboard: 'continuo-model',
      // a gauge that falls back between two tries; a counter of alarms would miss its own first one
      expr: `max by (namespace) (max_over_time(continuo_generator_breaker_open[${window('5m')}])) > 0`,
    },
  ]
}

const repairAlerts = ({ seconds, window, wait }: Scale): AlertFacts[] => {
  // before its first round it is 0; then the start counts
  const lastRound =
    'continuo_reconciler_last_round_timestamp_seconds > 0 or process_start_time_seconds{service="chat-api"}'
  const since = `time() - max by (namespace) (${lastRound})`
  const swept = 'max by (namespace, task) (continuo_sweep_last_success_timestamp_seconds)'
  const late = (tasks: string, limitS: number) =>
    `(time() - ${swept.replace('_seconds)', `_seconds${tasks})`)}) > ${limitS}`
  const known = 'group by (namespace) (continuo_build_info{service="chat-api"})'
  return [
    {
      alert: 'ContinuoLeaseExpiries',
      severity: 'ticket',
      summary: 'Generators lose their messages again and again',
      description:
        '{{ $value | humanize }} answers of {{ $labels.namespace }} were taken from generators that had stopped renewing, in 15 minutes.',
      dashboard: 'continuo-generators',
      expr: `sum by (namespace) (increase(continuo_lease_expiries_total[${window('15m')}])) >= 3`,
    },
    {
      alert: 'ContinuoReconcilerStopped',
      severity: 'page',
      summary: 'Nobody repairs what is left behind',
      description:
        'The last round of the reconciler in {{ $labels.namespace }} ended {{ $value | humanizeDuration }} ago; it runs every two seconds.',
      dashboard: 'continuo-chat-api',
      expr: `${since} > ${seconds(60, 15)}`,
      for: wait('1m'),
    },
    {
      alert: 'ContinuoJanitorNotRun',
      severity: 'ticket',
      summary: 'The janitor has not run',
      description:
        'Task {{ $labels.task }} of the janitor in {{ $labels.namespace }} has not succeeded for {{ $value | humanizeDuration }}.',
      dashboard: 'continuo-chat-api',
      expr:
        `${late('{task="repair"}', seconds(900, 40))} or ${late('{task!="repair"}', seconds(10_800, 40))} ` +
        `or (time() - max by (namespace) (process_start_time_seconds{service="chat-api"})) * on (namespace) (${known} unless on (namespace) ${swept}) > ${seconds(10_800, 120)}`,
      for: wait('5m'),
    },
    {
      alert: 'ContinuoSchemaTooOld',
      severity: 'page',
      summary: 'The database lacks a migration that this version needs',
      description:
        'The schema in {{ $labels.namespace }} is at {{ $value }}, and a chat-api there needs a later one and does not become ready.',
      dashboard: 'continuo-chat-api',
      expr: 'max by (namespace) (continuo_schema_version) < max by (namespace) (continuo_schema_version_needed)',
      for: wait('10m'),
    },
  ]
}

const storeAlerts = ({ window, wait }: Scale): AlertFacts[] => {
  const redisLimit = 'max by (namespace) (continuo_redis_memory_limit_bytes > 0)'
  const servers = 'sum by (namespace) (max by (namespace, state) (continuo_database_server_connections))'
  return [
    {
      alert: 'ContinuoRedisMemoryHigh',
      severity: 'ticket',
      summary: 'Redis is nearly full',
      description:
        'Redis of {{ $labels.namespace }} uses {{ $value | humanizePercentage }} of its maxmemory; full, it refuses writes.',
      dashboard: 'continuo-chat-api',
      expr: `max by (namespace) (continuo_redis_memory_bytes) / ${redisLimit} > 0.85`,
      for: wait('5m'),
    },
    {
      alert: 'ContinuoRedisEvicting',
      severity: 'page',
      summary: 'Redis throws keys away',
      description:
        'Redis of {{ $labels.namespace }} evicted {{ $value | humanize }} keys in 10 minutes: jobs and running answers may be among them.',
      dashboard: 'continuo-chat-api',
      expr: `max by (namespace) (increase(continuo_redis_evicted_keys_total[${window('10m')}])) > 0`,
    },
    {
      alert: 'ContinuoDatabasePoolExhausted',
      severity: 'ticket',
      summary: 'Calls wait for a database connection',
      description:
        '{{ $value }} calls wait for a connection of the pool of {{ $labels.instance }} in {{ $labels.namespace }}.',
      dashboard: 'continuo-chat-api',
      expr: `min_over_time(max by (namespace, instance) (continuo_database_connections{state="waiting"})[${window('1m')}:${wait('15s')}]) > 0`,
      for: wait('2m'),
    },
    {
      alert: 'ContinuoPostgresConnectionsHigh',
      severity: 'ticket',
      summary: 'PostgreSQL has hardly a connection left',
      description:
        '{{ $value | humanizePercentage }} of the connections that the server of {{ $labels.namespace }} allows are taken.',
      dashboard: 'continuo-chat-api',
      expr: `${servers} / max by (namespace) (continuo_database_server_connections_limit > 0) > 0.85`,
      for: wait('5m'),
    },
  ]
}

const processAlerts = ({ window, wait }: Scale): AlertFacts[] => [
  {
    alert: 'ContinuoGatewayCutOff',
    severity: 'page',
    summary: 'A gateway hears nothing from Redis',
    description:
      'The subscriber of {{ $labels.instance }} in {{ $labels.namespace }} is not connected: its readers see no live text.',
    dashboard: 'continuo-streams',
    expr: 'min by (namespace, instance) (continuo_gateway_hub_connected) == 0',
    for: wait('1m'),
  },
  {
    alert: 'ContinuoEventLoopBlocked',
    severity: 'ticket',
    summary: 'A process is busy all the time',
    description:
      'The event loop of {{ $labels.job }} {{ $labels.instance }} in {{ $labels.namespace }} was busy {{ $value | humanizePercentage }} of the time.',
    dashboard: 'continuo-overview',
    expr: `avg_over_time(max by (namespace, job, instance) (continuo_event_loop_utilization_ratio)[${window('5m')}:${wait('15s')}]) > 0.9`,
    for: wait('5m'),
  },
]

/** Anything of the release was there within the hour, and now nothing is left of this service. */
export const services = ['gateway', 'chat-api', 'generator'] as const
export const absenceOf = (service: (typeof services)[number], { window, wait }: Scale): AlertFacts => ({
  alert: 'ContinuoServiceAbsent',
  severity: 'page',
  summary: `No ${service} is to be seen`,
  description: `Not one ${service} of {{ $labels.namespace }} answers Prometheus: it is down, or is not scraped.`,
  dashboard: 'continuo-overview',
  expr:
    `group by (namespace) (last_over_time(continuo_build_info[${window('1h')}])) ` +
    `unless on (namespace) group by (namespace) (continuo_build_info{service="${service}"})`,
  for: wait('2m'),
})
