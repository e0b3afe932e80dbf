import type { Metrics } from '@continuo/telemetry'
import type { Knex } from 'knex'
import { requiredMigration } from '../db/migrations/index.ts'
import type { JobQueues } from '../outbox/queues.ts'
import { readSchemaVersion, readServer, readWork, versionOf } from './database-state.ts'
import { byQueue, watchQueues } from './watch-queues.ts'
import { parseInfo } from './redis-state.ts'
import { type Sample, sampled } from './sampled.ts'

export interface WatchDeps {
  readonly db: Knex
  readonly queues: Pick<JobQueues, 'survey'>
  /** What Redis answers to INFO; rejects at once while it is away. */
  readonly redisInfo: () => Promise<string>
}

/** Scrapes of all pods together ask a store this often at most, pod by pod. Milliseconds. */
const freshMs = 5_000
/** What changes slowly, or costs more. */
const slowMs = 30_000

/**
 * The truths that belong to nobody: what Postgres, Redis and the queue say of themselves. Every pod says the same, so they
 * are to be aggregated by `max`. What a store cannot say now is left out of the scrape.
 */
export function watchStores(metrics: Metrics, { db, queues, redisInfo }: WatchDeps): void {
  watchWork(
    metrics,
    sampled(() => readWork(db), { maxAgeMs: freshMs }),
  )
  watchServer(metrics, db)
  watchRedis(
    metrics,
    sampled(async () => parseInfo(await redisInfo()), { maxAgeMs: freshMs }),
  )
  watchQueues(
    metrics,
    sampled(async () => byQueue(await queues.survey()), { maxAgeMs: freshMs }),
  )
}

/** A gauge without labels; `reset` would show 0. */
function single(metrics: Metrics, name: string, help: string, read: Sample<number>): void {
  metrics.gauge(name, help, [], async function () {
    const value = await read()
    this.remove()
    if (value !== undefined) this.set(value)
  })
}

function watchWork(metrics: Metrics, work: ReturnType<typeof sampled<Awaited<ReturnType<typeof readWork>>>>): void {
  const statuses = ['queued', 'generating'] as const
  const ofStatus = async (key: 'count' | 'oldest_seconds') => {
    const now = await work()
    return now && statuses.map((status) => [status, now.active.find((a) => a.status === status)?.[key] ?? 0] as const)
  }
  metrics.gauge('continuo_messages_active', 'Messages that have not ended, by status.', ['status'], async function () {
    const rows = await ofStatus('count')
    this.reset()
    for (const [status, count] of rows ?? []) this.set({ status }, count)
  })
  metrics.gauge(
    'continuo_messages_oldest_seconds',
    'Age of the oldest message of a status: queued since it was accepted, generating since its first claim; 0 = none.',
    ['status'],
    async function () {
      const rows = await ofStatus('oldest_seconds')
      this.reset()
      for (const [status, seconds] of rows ?? []) this.set({ status }, seconds)
    },
  )
  single(metrics, 'continuo_held_leases', 'Messages that a worker holds by a live lease.', async () =>
    (await work())?.active.reduce((sum, { held }) => sum + held, 0),
  )
  single(
    metrics,
    'continuo_outbox_due_rows',
    'Jobs that are due and not yet in the queue.',
    async () => (await work())?.outbox.due,
  )
  single(
    metrics,
    'continuo_outbox_oldest_due_seconds',
    'Age of the oldest job that is due and not yet in the queue; 0 = none.',
    async () => (await work())?.outbox.oldest_seconds,
  )
  metrics.gauge(
    'continuo_sweep_last_success_timestamp_seconds',
    'Last good run of the janitor by task, Unix time.',
    ['task'],
    async function () {
      const now = await work()
      this.reset()
      for (const { task, last_success } of now?.sweeps ?? [])
        if (last_success !== null) this.set({ task }, last_success)
    },
  )
  metrics.gauge(
    'continuo_sweep_last_duration_seconds',
    'How long the last run of the janitor took, by task.',
    ['task'],
    async function () {
      const now = await work()
      this.reset()
      for (const { task, duration_ms } of now?.sweeps ?? []) this.set({ task }, duration_ms / 1_000)
    },
  )
  metrics.gauge(
    'continuo_sweep_items',
    'What the last run of the janitor scanned, removed and repaired, by task.',
    ['task', 'what'],
    async function () {
      const now = await work()
      this.reset()
      for (const sweep of now?.sweeps ?? [])
        for (const what of ['scanned', 'removed', 'repaired'] as const)
          this.set({ task: sweep.task, what }, sweep[what])
    },
  )
}

function watchServer(metrics: Metrics, db: Knex): void {
  const server = sampled(() => readServer(db), { maxAgeMs: slowMs })
  const version = sampled(() => readSchemaVersion(db), { maxAgeMs: freshMs })
  single(
    metrics,
    'continuo_database_size_bytes',
    'Size of the database on disk.',
    async () => (await server())?.size_bytes,
  )
  single(
    metrics,
    'continuo_database_server_connections_limit',
    'Connections that the Postgres server takes, whoever opens them.',
    async () => (await server())?.limit,
  )
  metrics.gauge(
    'continuo_database_server_connections',
    'Connections to the Postgres server by state; hidden = of others, whose state this user may not see.',
    ['state'],
    async function () {
      const now = await server()
      this.reset()
      for (const { state, count } of now?.connections ?? [])
        this.set(
          {
            state:
              state
                ?.replaceAll(/[^a-z]+/g, ' ')
                .trim()
                .replaceAll(' ', '_') ?? 'hidden',
          },
          count,
        )
    },
  )
  single(metrics, 'continuo_schema_version', 'Number of the newest migration that was done.', version)
  metrics
    .gauge('continuo_schema_version_needed', 'Number of the newest migration that this version relies on.')
    .set(versionOf(requiredMigration))
}

function watchRedis(metrics: Metrics, redis: Sample<ReturnType<typeof parseInfo>>): void {
  single(metrics, 'continuo_redis_memory_bytes', 'Memory that Redis uses.', async () => (await redis())?.memoryBytes)
  single(
    metrics,
    'continuo_redis_memory_limit_bytes',
    'Memory that Redis may use (maxmemory); 0 = no limit of its own.',
    async () => (await redis())?.limitBytes,
  )
  single(
    metrics,
    'continuo_redis_clients',
    'Connections to Redis, of all services.',
    async () => (await redis())?.clients,
  )
  metrics.counter(
    'continuo_redis_evicted_keys_total',
    'Keys that Redis has thrown away for want of memory since it was started.',
    [],
    async function () {
      const now = await redis()
      this.remove()
      if (now?.evictedKeys !== undefined) this.inc(now.evictedKeys)
    },
  )
}
