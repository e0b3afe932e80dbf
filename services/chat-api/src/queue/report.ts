import type { Knex } from 'knex'
import { waitWindowsS } from '@continuo/contract'
import { keepFresh } from '../fresh.ts'
import type { JobQueues } from '../outbox/queues.ts'
import type { QueueSurvey } from '../outbox/survey.ts'
import { type EndedMinute, type FailureCount, type WaitStats, readEnded, readFailures, readWaits } from './history.ts'
import { jobSql } from './job-states.ts'

export type ActiveState = 'held' | 'waiting' | 'delayed' | 'running' | 'stuck'
export type Depth = Record<ActiveState, number>

export interface HeldAnswer {
  readonly id: string
  readonly since: Date
  readonly lease_until: Date
}

export interface QueueWorker {
  readonly id: string
  /** Null: Redis was not asked. */
  readonly connected: boolean | null
  readonly held: number
  readonly holds: readonly HeldAnswer[]
}

export interface QueueReport {
  readonly at: Date
  readonly chat: { readonly depth: Depth; readonly oldestWaitingS: number | null }
  /** Titles that have not been handed to Redis, and since when the oldest is due. */
  readonly titles: { readonly due: number; readonly oldestWaitingS: number | null }
  readonly survey: Record<'chat' | 'default', QueueSurvey> | null
  readonly waits: readonly WaitStats[]
  readonly ended: readonly EndedMinute[]
  readonly workers: readonly QueueWorker[]
}

/** Kept for so long; milliseconds. Many administrators who look cost as much as one. */
const freshMs = { state: 2_000, minutes: 5_000 }
const longestWindowFreshMs = 15_000
const endedMinutes = 60
/** Answers that are listed for each worker. */
const listedAnswers = 50

export interface QueueReporter {
  report(): Promise<QueueReport>
  /** Of what ended in an error, in the last seconds. */
  failures(windowS: number): Promise<readonly FailureCount[]>
}

/** What administrators are told of the queue; each part is as old as it may be. */
export function createQueueReporter(deps: {
  readonly db: Knex
  readonly queues: Pick<JobQueues, 'survey'>
}): QueueReporter {
  const { db, queues } = deps
  const waits = waitWindowsS.map((windowS) =>
    // a day's waits are many rows, and change slowly
    keepFresh(Math.min(longestWindowFreshMs, windowS * 5), () => readWaits(db, windowS)),
  )
  const ended = keepFresh(freshMs.minutes, () => readEnded(db, endedMinutes))
  const failuresOf = new Map<number, () => Promise<FailureCount[]>>()
  const state = keepFresh(freshMs.state, async () => {
    const [chat, titles, running, survey] = await Promise.all([
      readDepth(db),
      readTitles(db),
      readRunning(db),
      queues.survey().catch(() => null),
    ])
    return { at: new Date(), chat, titles, survey, workers: workersOf(running, survey) }
  })
  return {
    async report() {
      const [now, minutes, ...spans] = await Promise.all([state(), ended(), ...waits.map((wait) => wait())])
      return { ...now, ended: minutes, waits: spans }
    },
    failures(windowS) {
      let found = failuresOf.get(windowS)
      if (!found) {
        found = keepFresh(freshMs.minutes, () => readFailures(db, windowS))
        // the windows are the caller's choice: only the usual few are remembered
        if (failuresOf.size >= 10) failuresOf.clear()
        failuresOf.set(windowS, found)
      }
      return found()
    },
  }
}

async function readDepth(db: Knex): Promise<QueueReport['chat']> {
  const { rows } = await db.raw<{ rows: { state: ActiveState; count: number; oldest_s: number }[] }>(
    `select state, count(*)::int as count,
       extract(epoch from clock_timestamp() - min(created_at))::float8 as oldest_s
     from (select :jobState as state, m.created_at from messages m where :isActive) jobs group by state`,
    jobSql(db),
  )
  const depth: Depth = { held: 0, waiting: 0, delayed: 0, running: 0, stuck: 0 }
  for (const { state, count } of rows) depth[state] = count
  return { depth, oldestWaitingS: rows.find(({ state }) => state === 'waiting')?.oldest_s ?? null }
}

async function readTitles(db: Knex): Promise<QueueReport['titles']> {
  const { rows } = await db.raw<{ rows: [{ due: number; oldest_s: number | null }] }>(
    `select count(*)::int as due, extract(epoch from clock_timestamp() - min(not_before))::float8 as oldest_s
     from outbox where sent_at is null and kind = 'title'`,
  )
  return { due: rows[0].due, oldestWaitingS: rows[0].oldest_s }
}

interface RunningRow extends HeldAnswer {
  readonly worker: string
  readonly held: number
}

async function readRunning(db: Knex): Promise<RunningRow[]> {
  const { rows } = await db.raw<{ rows: RunningRow[] }>(
    `select * from (
       select m.id, m.lease_owner as worker, coalesce(m.started_at, m.created_at) as since, m.lease_until,
         count(*) over (partition by m.lease_owner)::int as held,
         row_number() over (partition by m.lease_owner order by m.started_at, m.id) as place
       from messages m where :isActive and m.lease_owner is not null
     ) leased where place <= :listedAnswers order by worker, place limit 2000`,
    { ...jobSql(db), listedAnswers },
  )
  return rows
}

/** Whoever holds an answer, and whoever is connected to the queue of answers and holds none. */
function workersOf(running: readonly RunningRow[], survey: QueueReport['survey']): QueueWorker[] {
  const connected = survey?.chat.workers
  const ids = new Set([...running.map(({ worker }) => worker), ...(connected ?? []).filter((name) => name !== '')])
  const byWorker = Map.groupBy(running, ({ worker }) => worker)
  // workers of the release before this one are connected without a name
  const mayTell = connected !== undefined && !connected.includes('')
  return [...ids].toSorted().map((id) => {
    const rows = byWorker.get(id) ?? []
    return {
      id,
      connected: connected?.includes(id) ? true : mayTell ? false : null,
      held: rows[0]?.held ?? 0,
      holds: rows.map(({ id: answer, since, lease_until }) => ({ id: answer, since, lease_until })),
    }
  })
}
