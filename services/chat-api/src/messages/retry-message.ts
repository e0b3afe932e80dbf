import { AppError, isTerminal, newId } from '@continuo/contract'
import { failpoint } from '@continuo/runtime'
import { currentSpan } from '@continuo/telemetry/tracing'
import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { dispatchNext } from '../generations/dispatch.ts'
import { lockMessage } from '../generations/generation-store.ts'
import { assertBudget } from '../limits/reserve.ts'
import { type Accepted, receipt } from './send-message.ts'

export interface RetryCommand {
  readonly userId: string
  readonly id: string
  readonly requestId?: string | undefined
}

/**
 * Orders a new answer in the place of one that ended in error or was cancelled, or of a completed one while nothing
 * follows it. The old row stays, out of sight. Idempotent: a repeat names the answer that replaced it.
 * @throws {AppError} `not_found`; `conflict` when the message is not an answer that may be retried; `budget_exceeded`.
 */
export async function retryMessage(deps: Deps, { userId, id, requestId }: RetryCommand): Promise<Accepted> {
  const { db, limits, streams, background, events, logger } = deps
  const { traceparent } = currentSpan()
  const accepted = await inTransaction(db, async (trx): Promise<Accepted> => {
    const locked = await lockMessage(trx, id, userId)
    if (!locked) throw new AppError('not_found', 'There is no such message')
    const { row } = locked
    if (row.reply_to === null) throw new AppError('conflict', 'Only an answer can be retried')
    if (row.replaced_by !== null) return receipt(row.session_id, row.reply_to, row.replaced_by, true)
    if (!isTerminal(row.status)) throw new AppError('conflict', 'The answer has not ended yet')
    if (row.status === 'completed' && (await isFollowed(trx, row)))
      throw new AppError('conflict', 'Only the last answer of a session can be made anew')
    await assertBudget(trx, userId, limits)
    const answer = {
      id: newId(),
      session_id: row.session_id,
      user_id: userId,
      role: 'assistant' as const,
      position: row.position,
      variant: row.variant + 1,
      reply_to: row.reply_to,
      status: 'queued' as const,
      requested_model: row.requested_model,
      requested_system: row.requested_system,
      request_id: requestId ?? null,
      traceparent: traceparent ?? null,
    }
    await trx('messages').insert(answer)
    await trx('messages').where({ id }).update({ replaced_by: answer.id })
    await trx('sessions')
      .where({ id: row.session_id })
      .update({ last_message_at: trx.raw('greatest(last_message_at, now())') })
    await dispatchNext(trx, row.session_id, limits)
    return receipt(row.session_id, row.reply_to, answer.id, false)
  })
  failpoint('after_commit')
  if (accepted.replayed) return accepted
  deps.wakeRelay()
  events.accepted('retry')
  const { sessionId, messageId } = accepted
  logger.info({ request_id: requestId, session_id: sessionId, message_id: messageId, replaces: id }, 'message retried')
  background.run('lifecycle', () =>
    streams.control.publishLifecycle(userId, {
      type: 'message_accepted',
      session_id: sessionId,
      message_id: messageId,
      user_message_id: null,
      replaces: id,
      traceparent,
    }),
  )
  return accepted
}

/** The turns after it were written with this answer in mind. The session is locked. */
const isFollowed = async (trx: Knex.Transaction, { session_id, position }: MessageRow): Promise<boolean> =>
  (await trx('messages').where({ session_id }).where('position', '>', position).first('id')) !== undefined
