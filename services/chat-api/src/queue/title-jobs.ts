import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Audit } from '../audit/audit.ts'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { RemoveOutcome } from './remove-job.ts'
import type { QueueDeps, RetryOutcome } from './retry-job.ts'

const jobOf = (id: string) => ({ kind: 'title', message_id: id, dispatch_no: 1 }) as const

/** Redis holds all there is of a title's job, so nothing is done without it. */
const asked = async <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new AppError('unavailable', 'The queue does not answer', { cause, retryAfterS: 5 })
  })

/** The lock keeps a second administrator waiting: what the first one did is seen then. */
async function lockAnswer(trx: Knex.Transaction, id: string): Promise<MessageRow> {
  const row = await trx('messages').where({ id, role: 'assistant' }).forUpdate().first('*')
  if (!row) throw new AppError('not_found', 'There is no such job')
  return row
}

/**
 * Orders the title of an answer's session anew. Its job has one id for ever, so the old one makes room first.
 * @throws {AppError} `not_found`; `conflict`: there is a title; `unavailable` while Redis is away.
 */
export async function retryTitleJob(deps: QueueDeps, audit: Audit, id: string): Promise<RetryOutcome> {
  const outcome = await inTransaction(deps.db, async (trx): Promise<RetryOutcome> => {
    const row = await lockAnswer(trx, id)
    const untitled = await trx('sessions').where({ id: row.session_id }).whereNull('title').first('id')
    if (!untitled || row.status !== 'completed')
      throw new AppError('conflict', 'The chat has a title, or needs none yet')
    const state = await asked(deps.queues.stateOf(jobOf(id)))
    if (state === 'waiting' || state === 'active') return 'unchanged'
    await asked(deps.queues.remove([jobOf(id)]))
    const order = { ...jobOf(id), session_id: row.session_id, request_id: row.request_id }
    await trx('outbox')
      .insert(order)
      .onConflict(['kind', 'message_id', 'dispatch_no'])
      .merge({ sent_at: trx.raw('null'), not_before: trx.fn.now(3) })
    await audit(trx, { action: 'job_retried', subjectId: row.user_id, facts: { queue: 'default', answer: id } })
    return 'ordered'
  })
  if (outcome === 'ordered') deps.wakeRelay()
  return outcome
}

/**
 * Takes the job of a title away; the chat goes without one. Repeatable.
 * @throws {AppError} `not_found`; `conflict`: it is being made; `unavailable` while Redis is away.
 */
export const removeTitleJob = (deps: QueueDeps, audit: Audit, id: string): Promise<RemoveOutcome> =>
  inTransaction(deps.db, async (trx) => {
    const { user_id: subjectId } = await lockAnswer(trx, id)
    const unsent = await trx('outbox').where({ kind: 'title', message_id: id }).whereNull('sent_at').delete()
    const state = await asked(deps.queues.stateOf(jobOf(id)))
    if (state === 'missing' && unsent === 0) return 'unchanged'
    if ((await asked(deps.queues.remove([jobOf(id)]))).size > 0)
      throw new AppError('conflict', 'The title is being made')
    await audit(trx, { action: 'job_removed', subjectId, facts: { queue: 'default', answer: id } })
    return 'removed'
  })
