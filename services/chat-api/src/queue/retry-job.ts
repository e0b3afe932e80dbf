import { AppError, isTerminal } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Audit } from '../audit/audit.ts'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { orderJob } from '../generations/dispatch.ts'
import { dispatchAgain, repair } from '../generations/generation.ts'
import { type LockedMessage, lockMessage, saveState } from '../generations/generation-store.ts'
import { settle } from '../limits/settle.ts'
import type { JobQueues } from '../outbox/queues.ts'

export interface QueueDeps extends Deps {
  readonly queues: Pick<JobQueues, 'stateOf' | 'remove'>
}

/** `unchanged`: there was nothing to do. */
export type RetryOutcome = 'ordered' | 'unchanged'

/**
 * Dispatches an answer anew, at once: one that waits out a time, whose job is lost or held by a worker that does nothing
 * with it, or whose worker is lost. One that waits in the queue already stays where it is: a new job would stand behind.
 * Repeatable.
 * @throws {AppError} `not_found`; `conflict`: it has ended (only its user can ask again), it is being written, or it waits
 * for other answers of its user.
 */
export async function retryAnswerJob(deps: QueueDeps, audit: Audit, id: string): Promise<RetryOutcome> {
  const before = await deps.db('messages').where({ id, role: 'assistant' }).first('dispatch_no')
  if (!before) throw new AppError('not_found', 'There is no such job')
  // before the transaction: Redis may be slow, and no lock waits for it
  const present = { kind: 'generate', message_id: id, dispatch_no: before.dispatch_no } as const
  const broker = await deps.queues.stateOf(present).catch(() => 'unknown' as const)
  const row = await inTransaction(deps.db, async (trx): Promise<MessageRow | undefined> => {
    const locked = await lockMessage(trx, id)
    if (!locked) throw new AppError('not_found', 'There is no such job')
    assertMayRetry(locked)
    const { row, state, nowMs } = locked
    const isDue = row.queue_checked_at === null || row.queue_checked_at.getTime() <= nowMs
    if (state.lease === null && isDue) {
      const isNew = row.dispatch_no !== before.dispatch_no
      if (isNew || broker === 'waiting' || (await isOrdered(trx, row))) return undefined
    }
    const saved = await dispatchAtOnce(deps, trx, locked)
    await audit(trx, {
      action: 'job_retried',
      subjectId: row.user_id,
      facts: { queue: 'chat', answer: id, dispatch: saved.dispatch_no },
    })
    return saved
  })
  if (!row) return 'unchanged'
  deps.wakeRelay()
  deps.logger.info({ message_id: id, session_id: row.session_id, dispatch_no: row.dispatch_no }, 'job retried')
  // a worker would be told that it is superseded; taken away it does not even come to one
  deps.background.run('old job', () => deps.queues.remove([present]), { message_id: id })
  return 'ordered'
}

function assertMayRetry({ row, state, nowMs }: LockedMessage): void {
  if (isTerminal(state.status))
    throw new AppError(
      'conflict',
      `The answer has ended already (${row.error_code ?? row.status}); its user can ask again`,
    )
  if (state.dispatchNo === 0) throw new AppError('conflict', 'It waits for other answers of its user')
  if (state.lease && state.lease.untilMs > nowMs)
    throw new AppError('conflict', 'The answer is being written; it can be stopped')
}

/** Its present job is due and about to be handed to Redis. */
const isOrdered = async (trx: Knex.Transaction, { id, dispatch_no }: MessageRow): Promise<boolean> =>
  (await trx('outbox').where({ kind: 'generate', message_id: id, dispatch_no }).whereNull('sent_at').first('id')) !==
  undefined

/** A worker that is lost loses the message, as it would to the reconciler. */
async function dispatchAtOnce(
  { limits }: Pick<Deps, 'limits'>,
  trx: Knex.Transaction,
  locked: LockedMessage,
): Promise<MessageRow> {
  const { row, state, nowMs } = locked
  if (state.lease && repair(state, { nowMs, lateMs: 0 }, limits).kind !== 'dispatch')
    throw new AppError('conflict', 'No attempt or no time is left for it; it ends by itself')
  // what was ordered for later is void
  await trx('outbox').where({ kind: 'generate', message_id: row.id }).whereNull('sent_at').delete()
  const saved = await saveState(trx, locked, dispatchAgain(state), { queue_checked_at: new Date(nowMs) })
  await orderJob(trx, saved)
  if (state.lease) await settle(trx, saved, { reported: null, wasRunning: true, model: saved.model })
  return saved
}
