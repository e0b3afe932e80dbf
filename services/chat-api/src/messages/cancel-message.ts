import { AppError, type Position, isTerminal } from '@continuo/contract'
import type { TextRead } from '@continuo/stream-log/types'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { type Ended, afterEnd, endMessage } from '../generations/end-message.ts'
import { lockMessage } from '../generations/generation-store.ts'
import { cancelText } from './cancel-text.ts'

export interface CancelCommand {
  readonly userId: string
  readonly id: string
  /** What the clicker has seen; undefined = all there is. */
  readonly seen: Position | undefined
  /** Done in the transaction that ends the answer, and only then. */
  readonly alsoDo?: (trx: Knex.Transaction) => Promise<void>
}

/**
 * Ends a queued or running answer, with the text the clicker has seen. Whatever ended the message first stands: a repeat,
 * or a cancel that comes too late, returns the message as it is.
 * @throws {AppError} `not_found`; `conflict` for a user's own message.
 */
export async function cancelMessage(deps: Deps, command: CancelCommand): Promise<MessageRow> {
  const { db } = deps
  const { userId, id, seen, alsoDo } = command
  const found = await own(db, userId).messages().where({ id }).first('*')
  if (!found) throw new AppError('not_found', 'There is no such message')
  if (found.role === 'user') throw new AppError('conflict', 'Only an answer can be cancelled')
  if (isTerminal(found.status)) return found
  // before the transaction: Redis may be slow, and no lock waits for it
  const log = found.epoch > 0 ? await readLog(deps, found, seen) : undefined
  const done = await inTransaction(db, async (trx): Promise<Ended | MessageRow> => {
    const locked = await lockMessage(trx, id, userId)
    if (!locked) throw new AppError('not_found', 'There is no such message')
    const { row } = locked
    if (isTerminal(row.status)) return row
    await alsoDo?.(trx)
    const stored = { text: row.content, thinking: row.thinking, epoch: row.content_epoch, seq: row.content_seq }
    const { text, thinking } = cancelText(log, stored)
    return endMessage(deps, trx, locked, { status: 'cancelled', text, thinking, writerSeq: null })
  })
  if (!('row' in done)) return done
  afterEnd(deps, done, 'authority')
  return done.row
}

/** Undefined when Redis does not answer: stopping must work without it. */
async function readLog(
  { streams, logger }: Pick<Deps, 'streams' | 'logger'>,
  { session_id, id }: MessageRow,
  seen: Position | undefined,
): Promise<TextRead | undefined> {
  try {
    return await streams.reader.readText({ sessionId: session_id, messageId: id }, seen)
  } catch (error) {
    logger.warn({ err: error, session_id, message_id: id }, 'log not readable at cancel')
    return undefined
  }
}
