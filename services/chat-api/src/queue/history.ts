import type { Knex } from 'knex'
import { jobSql } from './job-states.ts'

export interface WaitStats {
  readonly window_s: number
  readonly answers: number
  readonly p50_s: number | null
  readonly p90_s: number | null
  readonly p99_s: number | null
}

// windows are measured from now(): clock_timestamp() is volatile, so no index is searched by it

/** How long the answers waited for their first claim that was in the last `windowS` seconds. */
export async function readWaits(db: Knex, windowS: number): Promise<WaitStats> {
  // who was claimed in the window has ended in it too, or is active still: both are found by an index
  const { rows } = await db.raw<{ rows: [Omit<WaitStats, 'window_s'>] }>(
    `with waits as (
       select extract(epoch from m.started_at - m.created_at)::float8 as s from messages m
       where :hasEnded and m.completed_at >= now() - :windowS * interval '1 second'
         and m.started_at >= now() - :windowS * interval '1 second'
       union all
       select extract(epoch from m.started_at - m.created_at)::float8 from messages m
       where :isActive and m.started_at >= now() - :windowS * interval '1 second'
     )
     select count(*)::int as answers,
       percentile_cont(0.5) within group (order by s) as p50_s,
       percentile_cont(0.9) within group (order by s) as p90_s,
       percentile_cont(0.99) within group (order by s) as p99_s
     from waits`,
    { ...jobSql(db), windowS },
  )
  return { window_s: windowS, ...rows[0] }
}

export interface EndedMinute {
  readonly at: Date
  readonly completed: number
  readonly failed: number
  readonly cancelled: number
}

/** Answers ended in each of the last `minutes` whole minutes and the present one, oldest first; none is left out. */
export async function readEnded(db: Knex, minutes: number): Promise<EndedMinute[]> {
  const { rows } = await db.raw<{ rows: EndedMinute[] }>(
    `with spans as (
       select date_trunc('minute', now()) - ago * interval '1 minute' as at from generate_series(0, :minutes - 1) ago
     ), ends as (
       select date_trunc('minute', m.completed_at) as at, m.status, count(*)::int as count from messages m
       where :hasEnded and m.completed_at >= date_trunc('minute', now()) - (:minutes - 1) * interval '1 minute' group by 1, 2
     )
     select spans.at,
       coalesce(sum(count) filter (where status = 'completed'), 0)::int as completed,
       coalesce(sum(count) filter (where status = 'error'), 0)::int as failed,
       coalesce(sum(count) filter (where status = 'cancelled'), 0)::int as cancelled
     from spans left join ends using (at) group by spans.at order by spans.at`,
    { ...jobSql(db), minutes },
  )
  return rows
}

export interface FailureCount {
  readonly code: string
  readonly answers: number
}

/** By error code, the most frequent first. */
export async function readFailures(db: Knex, windowS: number): Promise<FailureCount[]> {
  const { rows } = await db.raw<{ rows: FailureCount[] }>(
    `select m.error_code as code, count(*)::int as answers from messages m
     where :hasEnded and m.status = 'error' and m.completed_at >= now() - :windowS * interval '1 second'
     group by 1 order by 2 desc, 1`,
    { ...jobSql(db), windowS },
  )
  return rows
}
