import { AppError, type QueueState } from '@continuo/contract'
import type { Knex } from 'knex'
import type { MessageRow, UserRow } from '../db/tables.ts'
import type { JobQueues } from '../outbox/queues.ts'
import type { JobState, ListedJob } from '../outbox/survey.ts'
import { jobSql } from './job-states.ts'

/** Facts of a job and its answer; no text is among them. */
export type ListedQueueJob = Pick<
  MessageRow,
  'id' | 'user_id' | 'model' | 'created_at' | 'attempts' | 'dispatch_no' | 'lease_owner' | 'lease_until' | 'error_code'
> &
  Record<'user_name' | 'user_email', UserRow['name']> & {
    state: string
    since: Date | null
    due_at: Date | null
  }

export interface JobPage {
  readonly limit: number
  readonly before: string | undefined
}

/** Ended in an error within so many seconds; who looks further back looks for something else than a queue. */
const failedWindowS = 86_400

/** @returns one more than `limit` when there are more. */
export const listAnswerJobs = (db: Knex, state: QueueState, page: JobPage): Promise<ListedQueueJob[]> =>
  state === 'failed' ? listFailed(db, page) : listActiveJobs(db, state, page)

/** The oldest first: they are what is looked for. Ids are made in the order of time. */
async function listActiveJobs(db: Knex, state: QueueState, { limit, before }: JobPage): Promise<ListedQueueJob[]> {
  const { rows } = await db.raw<{ rows: ListedQueueJob[] }>(
    `select * from (
       select :jobColumns, :jobState as state,
         case when m.dispatch_no = 0 then m.created_at when m.lease_owner is not null then m.started_at
           when m.claims = 0 then m.created_at end as since,
         case when m.queue_checked_at > clock_timestamp() then m.queue_checked_at end as due_at
       from messages m join users u on u.id = m.user_id
       where :isActive and (cast(:before as uuid) is null or m.id > cast(:before as uuid))
     ) jobs where state = :state order by id limit :rows`,
    { ...jobSql(db), before: before ?? null, state, rows: limit + 1 },
  )
  return rows
}

/** The newest first. */
async function listFailed(db: Knex, { limit, before }: JobPage): Promise<ListedQueueJob[]> {
  const { rows } = await db.raw<{ rows: ListedQueueJob[] }>(
    `select :jobColumns, 'failed' as state, m.completed_at as since, null as due_at
     from messages m join users u on u.id = m.user_id
     where :hasEnded and m.status = 'error'
       and m.completed_at >= now() - :window * interval '1 second'
       and (cast(:before as uuid) is null or (m.completed_at, m.id) <
         (select b.completed_at, b.id from messages b where b.id = cast(:before as uuid)))
     order by m.completed_at desc, m.id desc limit :rows`,
    { ...jobSql(db), before: before ?? null, window: failedWindowS, rows: limit + 1 },
  )
  return rows
}

const brokerStates: Partial<Record<QueueState, JobState>> = {
  waiting: 'waiting',
  delayed: 'delayed',
  running: 'active',
  failed: 'failed',
}

/**
 * Titles are side work without a state in Postgres: Redis is asked for the jobs, Postgres for whom they are.
 * @throws {AppError} `unavailable` while Redis is away.
 */
export async function listTitleJobs(
  { db, queues }: { db: Knex; queues: Pick<JobQueues, 'list'> },
  state: QueueState,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ListedQueueJob[]; more: boolean }> {
  const asked = brokerStates[state]
  if (!asked) return { items: [], more: false }
  const jobs = await queues.list('default', asked, { offset, limit: limit + 1 }).catch((cause: unknown) => {
    throw new AppError('unavailable', 'The queue does not answer', { cause, retryAfterS: 5 })
  })
  const page = jobs.slice(0, limit)
  const rows = await db('messages as m')
    .join('users as u', 'u.id', 'm.user_id')
    .whereIn(
      'm.id',
      page.map(({ messageId }) => messageId),
    )
    .select<ListedQueueJob[]>(jobSql(db).jobColumns)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return { items: page.flatMap((job) => titleJob(byId.get(job.messageId), job, state)), more: jobs.length > limit }
}

/** A job whose session was deleted is nobody's any more: its worker finds nothing to do. */
const titleJob = (row: ListedQueueJob | undefined, job: ListedJob, state: QueueState): ListedQueueJob | [] =>
  row === undefined
    ? []
    : {
        ...row,
        ...{ lease_owner: null, lease_until: null, error_code: null, attempts: 0, dispatch_no: 1, due_at: null },
        created_at: new Date(job.addedAt),
        state,
        since: job.since === undefined ? null : new Date(job.since),
      }
