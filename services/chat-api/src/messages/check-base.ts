import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'

/**
 * Refuses a message whose sender has not seen the end of its session. The caller has locked the session, so of two that
 * were written at the same place the second finds the first.
 * @param base The last message that the sender has seen; a user message counts for the answer to it, which may have come,
 *   or been replaced, since.
 * @param position The place that the message is to have; places have no gaps.
 * @throws {AppError} `session_moved_on`
 */
export async function checkBase(
  trx: Knex.Transaction,
  { sessionId, base, position }: { sessionId: string; base: string; position: number },
): Promise<void> {
  const last = await trx('messages')
    .where({ session_id: sessionId, position: position - 1 })
    .whereNull('replaced_by')
    .first('id', 'reply_to')
  if (last?.id !== base && last?.reply_to !== base)
    throw new AppError('session_moved_on', 'Other messages have come into this session since')
}
