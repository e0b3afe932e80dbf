import { isTerminal } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Limits } from '../config.ts'
import type { MessageRow } from '../db/tables.ts'
import { mayTakeSlot } from '../limits/slots.ts'
import { dispatchFirst } from './generation.ts'
import { type LockedMessage, lockMessage, saveState } from './generation-store.ts'

/** Orders the job of a message's present dispatch, with the transaction that made it due; the relay does the rest. */
export async function orderJob(
  trx: Knex.Transaction,
  message: Pick<MessageRow, 'id' | 'session_id' | 'dispatch_no' | 'request_id' | 'traceparent'>,
  notBefore: Date | Knex.Raw = trx.fn.now(3),
): Promise<void> {
  await trx('outbox')
    .insert({
      kind: 'generate',
      session_id: message.session_id,
      message_id: message.id,
      dispatch_no: message.dispatch_no,
      request_id: message.request_id,
      traceparent: message.traceparent,
      not_before: notBefore as Knex.Raw,
    })
    .onConflict(['kind', 'message_id', 'dispatch_no'])
    .ignore()
}

/** Orders a message that no worker has begun once more, for later: its job of now ends without having done anything. */
export async function dispatchLater(trx: Knex.Transaction, locked: LockedMessage, delayMs: number): Promise<void> {
  const notBefore = new Date(locked.nowMs + delayMs)
  const later = { ...locked.state, dispatchNo: locked.state.dispatchNo + 1 }
  await orderJob(trx, await saveState(trx, locked, later, { queue_checked_at: notBefore }), notBefore)
}

/**
 * Dispatches the session's next waiting message, unless one is on its way: a session answers one message at a time, in
 * order. Its user, too, must have a slot for it; else it waits on, and the relay lets it go. The caller has locked the
 * session.
 */
export async function dispatchNext(
  trx: Knex.Transaction,
  sessionId: string,
  limits: Limits,
): Promise<MessageRow | undefined> {
  const active = await trx('messages')
    .where({ session_id: sessionId })
    .whereIn('status', ['queued', 'generating'])
    .orderBy(['position', 'variant'])
    .select('id', 'dispatch_no')
  const waiting = active.find(({ dispatch_no }) => dispatch_no === 0)
  if (!waiting || active.some(({ dispatch_no }) => dispatch_no > 0)) return undefined
  const locked = await lockMessage(trx, waiting.id)
  if (!locked || isTerminal(locked.state.status)) return undefined
  if (!(await mayTakeSlot(trx, locked.row, limits.userConcurrency))) return undefined
  const row = await saveState(trx, locked, dispatchFirst(locked.state, locked.nowMs, limits), {
    queue_checked_at: new Date(locked.nowMs),
  })
  await orderJob(trx, row)
  return row
}
