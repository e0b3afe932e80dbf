import type { AlertCase } from './case.ts'
import { type Series, clock, counter, gauge } from './timeline.ts'

const gb = 1_000_000_000

/** Most causes are seen within minutes, by one or two series. */
const cause = (
  alert: string,
  severity: AlertCase['severity'],
  series: (namespace: string) => Series[],
  { sickMinutes = 12, healMinutes = 12 } = {},
): AlertCase => ({ alert, severity, sickMinutes, healMinutes, stepMinutes: 1, series })

/** As two pods of chat-api say the same. */
const twice = (make: (instance: string) => Series[]) => ['a', 'b'].flatMap(make)

export const causeCases: AlertCase[] = [
  cause('ContinuoOutboxStuck', 'page', (namespace) =>
    twice((instance) => [
      gauge('continuo_outbox_oldest_due_seconds', { namespace, instance }, { healthy: 0, nearly: 29, sick: 45 }),
    ]),
  ),
  cause('ContinuoNoWorkers', 'page', (namespace) =>
    twice((instance) => {
      const of = { namespace, instance, queue: 'chat' }
      return [
        gauge('continuo_queue_workers', of, { healthy: 2, nearly: 0, sick: 0 }),
        gauge('continuo_queue_jobs', { ...of, state: 'wait' }, { healthy: 3, nearly: 0, sick: 3 }),
        gauge('continuo_queue_jobs', { ...of, state: 'failed' }, { healthy: 7 }),
      ]
    }),
  ),
  cause('ContinuoQueueTooOld', 'ticket', (namespace) => [
    gauge('continuo_queue_oldest_seconds', { namespace, queue: 'chat' }, { healthy: 0, nearly: 110, sick: 300 }),
  ]),
  cause('ContinuoModelFailing', 'page', (namespace) => {
    const calls = (cls: string, values: Parameters<typeof counter>[2]) =>
      counter('continuo_generator_model_calls_total', { namespace, instance: 'a', class: cls }, values)
    return [calls('none', { healthy: 60 }), calls('transient', { healthy: 0, nearly: 15, sick: 60 })]
  }),
  cause('ContinuoModelRefusesUs', 'page', (namespace) =>
    twice((instance) => [
      gauge('continuo_generator_breaker_open', { namespace, instance }, { healthy: 0, nearly: 0, sick: 1 }),
    ]),
  ),
  cause(
    'ContinuoLeaseExpiries',
    'ticket',
    (namespace) => [
      counter('continuo_lease_expiries_total', { namespace, instance: 'a' }, { healthy: 0, nearly: 0.1, sick: 1 }),
    ],
    { healMinutes: 20 },
  ),
  cause('ContinuoReconcilerStopped', 'page', (namespace) => [
    clock('continuo_reconciler_last_round_timestamp_seconds', { namespace, instance: 'a' }, ['sick']),
    // the replica that repairs is enough
    clock('continuo_reconciler_last_round_timestamp_seconds', { namespace, instance: 'b' }, ['nearly', 'sick']),
  ]),
  cause(
    'ContinuoJanitorNotRun',
    'ticket',
    (namespace) => [
      clock('continuo_sweep_last_success_timestamp_seconds', { namespace, task: 'repair' }, ['sick']),
      clock('continuo_sweep_last_success_timestamp_seconds', { namespace, task: 'sweep' }, ['nearly']),
      gauge('continuo_build_info', { namespace, service: 'chat-api' }, { healthy: 1 }),
    ],
    { sickMinutes: 30 },
  ),
  cause(
    'ContinuoSchemaTooOld',
    'page',
    (namespace) => [
      gauge('continuo_schema_version', { namespace, instance: 'a' }, { healthy: 8, nearly: 8, sick: 8 }),
      gauge('continuo_schema_version_needed', { namespace, instance: 'a' }, { healthy: 7, nearly: 8, sick: 9 }),
    ],
    { sickMinutes: 15 },
  ),
  cause('ContinuoRedisMemoryHigh', 'ticket', (namespace) => [
    gauge(
      'continuo_redis_memory_bytes',
      { namespace, instance: 'a' },
      { healthy: gb, nearly: 3.2 * gb, sick: 3.8 * gb },
    ),
    gauge('continuo_redis_memory_limit_bytes', { namespace, instance: 'a' }, { healthy: 4 * gb }),
  ]),
  cause(
    'ContinuoRedisEvicting',
    'page',
    (namespace) =>
      twice((instance) => [
        counter('continuo_redis_evicted_keys_total', { namespace, instance }, { healthy: 0, sick: 5 }),
      ]),
    { healMinutes: 15 },
  ),
  cause('ContinuoDatabasePoolExhausted', 'ticket', (namespace) => [
    gauge('continuo_database_connections', { namespace, instance: 'a', state: 'used' }, { healthy: 20 }),
    gauge('continuo_database_connections', { namespace, instance: 'a', state: 'waiting' }, { healthy: 0, sick: 4 }),
  ]),
  cause('ContinuoPostgresConnectionsHigh', 'ticket', (namespace) =>
    twice((instance) => [
      gauge('continuo_database_server_connections', { namespace, instance, state: 'active' }, { healthy: 5 }),
      gauge(
        'continuo_database_server_connections',
        { namespace, instance, state: 'idle' },
        { healthy: 5, nearly: 75, sick: 90 },
      ),
      gauge('continuo_database_server_connections_limit', { namespace, instance }, { healthy: 100 }),
    ]),
  ),
  cause('ContinuoGatewayCutOff', 'page', (namespace) => [
    gauge('continuo_gateway_hub_connected', { namespace, instance: 'a' }, { healthy: 1 }),
    gauge('continuo_gateway_hub_connected', { namespace, instance: 'b' }, { healthy: 1, sick: 0 }),
  ]),
  cause('ContinuoEventLoopBlocked', 'ticket', (namespace) => [
    gauge(
      'continuo_event_loop_utilization_ratio',
      { namespace, job: 'gateway', instance: 'a' },
      { healthy: 0.2, nearly: 0.85, sick: 1 },
    ),
  ]),
  cause('ContinuoServiceAbsent', 'page', (namespace) => [
    gauge('continuo_build_info', { namespace, service: 'gateway', instance: 'a' }, { healthy: 1 }),
    gauge('continuo_build_info', { namespace, service: 'chat-api', instance: 'b' }, { healthy: 1 }),
    gauge('continuo_build_info', { namespace, service: 'generator', instance: 'c' }, { healthy: 1, sick: NaN }),
    gauge(
      'continuo_build_info',
      { namespace, service: 'generator', instance: 'd' },
      { healthy: 1, nearly: NaN, sick: NaN },
    ),
  ]),
]
