import type { Knex } from 'knex'

export interface ActiveMessages {
  readonly status: 'queued' | 'generating'
  readonly count: number
  /** Since it was accepted, or, generating, since its first claim. */
  readonly oldest_seconds: number
  /** How many of them a worker holds. */
  readonly held: number
}

export interface SweepState {
  readonly task: string
  readonly last_success: number | null
  readonly duration_ms: number
  readonly scanned: number
  readonly removed: number
  readonly repaired: number
}

export interface WorkState {
  readonly active: readonly ActiveMessages[]
  readonly outbox: { readonly due: number; readonly oldest_seconds: number }
  readonly sweeps: readonly SweepState[]
}

/** What is under way, in one statement: each part reads a partial index over what has not ended, or a handful of rows. */
export async function readWork(db: Knex): Promise<WorkState> {
  const { rows } = await db.raw<{ rows: [WorkState] }>(
    `select
       coalesce((select json_agg(a) from (
         select status, count(*)::int as count,
           extract(epoch from clock_timestamp() -
             min(case status when 'queued' then created_at else coalesce(started_at, created_at) end))::float8
             as oldest_seconds,
           count(*) filter (where lease_until > clock_timestamp())::int as held
         from messages where status in ('queued', 'generating') group by status) a), '[]') as active,
       (select json_build_object('due', count(*),
           'oldest_seconds', coalesce(extract(epoch from clock_timestamp() - min(not_before)), 0)::float8)
         from outbox where sent_at is null and not_before <= clock_timestamp()) as outbox,
       coalesce((select json_agg(s) from (
         select task, extract(epoch from last_success_at)::float8 as last_success,
           duration_ms, scanned, removed, repaired from sweeps) s), '[]') as sweeps`,
  )
  return rows[0]
}

export interface ServerState {
  readonly size_bytes: number
  readonly limit: number
  readonly connections: readonly { readonly state: string | null; readonly count: number }[]
}

/** What the server has, whoever uses it. Without the right to see others' sessions their state is null. */
export async function readServer(db: Knex): Promise<ServerState> {
  const { rows } = await db.raw<{ rows: [ServerState] }>(
    `select pg_database_size(current_database()) as size_bytes, current_setting('max_connections')::int as limit,
       (select json_agg(c) from (
         select state, count(*)::int as count from pg_stat_activity
         where backend_type is null or backend_type = 'client backend' group by state) c) as connections`,
  )
  return rows[0]
}

/** The number of the newest migration that was done; undefined without any. */
export async function readSchemaVersion(db: Knex): Promise<number> {
  const row = await db('schema_migrations').max<{ name: string | null }>('name as name').first()
  return versionOf(row?.name ?? '0')
}

/** `0007-audit` is 7. */
export const versionOf = (migration: string): number => Number.parseInt(migration, 10)
