import type { CallReport } from '@continuo/rpc'
import type { Metrics } from '@continuo/telemetry'
import type { Knex } from 'knex'

/** What one round of the reconciler did, in messages. */
export interface Repaired {
  redispatched: number
  ended: number
  announced: number
}

/** What happens in this service, as metrics. Labels have few values; ids are for the log. */
export type Events = ReturnType<typeof createEvents>

export function createEvents(metrics: Metrics, db: Knex) {
  const accepted = metrics.counter(
    'continuo_messages_accepted_total',
    'Messages accepted, by kind: new, repeat, retry.',
    ['kind'],
  )
  const dispatched = metrics.counter('continuo_dispatches_total', 'Jobs handed to the queue, by kind.', ['kind'])
  const relayDelay = metrics.histogram(
    'continuo_relay_delay_seconds',
    'From the time a job was due until the queue had it.',
  )
  const relayFailures = metrics.counter('continuo_relay_failures_total', 'Rounds of the outbox relay that failed.')
  const queueWait = metrics.histogram('continuo_queue_wait_seconds', 'From acceptance to the first claim.')
  const claims = metrics.counter('continuo_claims_total', 'Claims by result: granted or the reason of the refusal.', [
    'result',
  ])
  const ends = metrics.counter('continuo_messages_ended_total', 'Ends by status, and error code or stop reason.', [
    'status',
    'code',
  ])
  const fences = metrics.counter(
    'continuo_fenced_writers_total',
    'Calls refused because a newer epoch owns the message.',
  )
  const releases = metrics.counter('continuo_releases_total', 'Messages given back by workers, by reason.', ['reason'])
  const leaseExpiries = metrics.counter(
    'continuo_lease_expiries_total',
    'Messages taken from a worker that stopped renewing.',
  )
  const lostJobs = metrics.counter('continuo_lost_jobs_total', 'Messages whose job was no longer in the queue.')
  const repairs = metrics.counter('continuo_reconciler_actions_total', 'What the reconciler did.', ['action'])
  const lastRound = metrics.gauge(
    'continuo_reconciler_last_round_timestamp_seconds',
    'End of the last complete round, Unix time.',
  )
  const announces = metrics.counter('continuo_announces_total', 'Ends written into logs, by the answer of the log.', [
    'result',
  ])
  const rpcDuration = metrics.histogram('continuo_rpc_duration_seconds', 'Calls by method and code.', [
    'method',
    'code',
  ])
  registerStateGauges(metrics, db)
  return {
    accepted: (kind: 'new' | 'repeat' | 'retry') => accepted.inc({ kind }),
    dispatched: (kind: string, waitedS: number) => {
      dispatched.inc({ kind })
      relayDelay.observe(Math.max(0, waitedS))
    },
    relayFailed: () => relayFailures.inc(),
    queueWait: (seconds: number) => queueWait.observe(Math.max(0, seconds)),
    claimed: (result: string) => claims.inc({ result }),
    ended: (status: string, code: string) => ends.inc({ status, code }),
    fenced: () => fences.inc(),
    released: (reason: string) => releases.inc({ reason }),
    leaseExpired: () => leaseExpiries.inc(),
    jobLost: () => lostJobs.inc(),
    announced: (result: string) => announces.inc({ result }),
    reconciled: (done: Repaired) => {
      for (const action of ['redispatched', 'ended', 'announced'] as const) repairs.inc({ action }, done[action])
      lastRound.setToCurrentTime()
    },
    called: ({ method, code, ms }: CallReport) => rpcDuration.observe({ method, code }, ms / 1_000),
  }
}

interface TarnPool {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** Gauges that are measured when they are read. What Postgres cannot say then is left out, never guessed. */
function registerStateGauges(metrics: Metrics, db: Knex): void {
  metrics.gauge('continuo_database_connections', 'Connections of the pool by state.', ['state'], function () {
    const pool = (db.client as { pool?: TarnPool }).pool
    if (!pool) return
    this.set({ state: 'used' }, pool.numUsed())
    this.set({ state: 'free' }, pool.numFree())
    this.set({ state: 'waiting' }, pool.numPendingAcquires())
  })
  metrics.gauge(
    'continuo_outbox_oldest_due_seconds',
    'Age of the oldest due row of the outbox; 0 = none.',
    [],
    async function () {
      this.reset()
      const age = 'coalesce(extract(epoch from clock_timestamp() - min(not_before)), 0)::float8 as seconds'
      const row = await db('outbox')
        .whereNull('sent_at')
        .first<{ seconds: number }>(db.raw(age))
        .catch(() => undefined)
      if (row) this.set(Math.max(0, row.seconds))
    },
  )
  metrics.gauge('continuo_messages_active', 'Messages by status: queued, generating.', ['status'], async function () {
    this.reset()
    const rows = await db('messages')
      .whereIn('status', ['queued', 'generating'])
      .groupBy('status')
      .select('status', db.raw('count(*)::int as count'))
      .catch(() => [])
    for (const { status, count } of rows as { status: string; count: number }[]) this.set({ status }, count)
  })
  metrics.gauge(
    'continuo_sweep_last_success_timestamp_seconds',
    'Last good run of the janitor by task, Unix time.',
    ['task'],
    async function () {
      this.reset()
      const rows = await db('sweeps')
        .whereNotNull('last_success_at')
        .select('task', 'last_success_at')
        .catch(() => [])
      for (const { task, last_success_at } of rows) this.set({ task }, last_success_at!.getTime() / 1_000)
    },
  )
}
