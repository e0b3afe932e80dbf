import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { MessageRow } from '../db/tables.ts'
import type { Generation } from './generation.ts'

/** A message whose row, and whose session's row, this transaction has locked. */
export interface LockedMessage {
  readonly row: MessageRow
  readonly state: Generation
  /** The database's clock. */
  readonly nowMs: number
}

/**
 * Locks the session, then the message: every transaction that moves a message takes the two in this order, so that an
 * end and the dispatch of the session's next message are one step, and nobody deadlocks.
 * @param userId When given, only this user's message is found.
 */
export async function lockMessage(
  trx: Knex.Transaction,
  messageId: string,
  userId?: string,
): Promise<LockedMessage | undefined> {
  const messages = () => (userId === undefined ? trx('messages') : own(trx, userId).messages()).where({ id: messageId })
  await trx('sessions').where('id', messages().select('session_id')).forNoKeyUpdate().select('id')
  const row = await messages().forUpdate().first<(MessageRow & { now_ms: number }) | undefined>('*', nowMs(trx))
  return row && { row, state: toGeneration(row), nowMs: row.now_ms }
}

const nowMs = (db: Knex) => db.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms')

export const toGeneration = (row: MessageRow): Generation => ({
  status: row.status,
  epoch: row.epoch,
  dispatchNo: row.dispatch_no,
  attempts: row.attempts,
  claims: row.claims,
  lease: row.lease_owner === null ? null : { owner: row.lease_owner, untilMs: row.lease_until!.getTime() },
  expiresAtMs: row.expires_at?.getTime() ?? null,
  deadlineAtMs: row.deadline_at?.getTime() ?? null,
})

const toDate = (ms: number | null) => (ms === null ? null : new Date(ms))

/** The columns of a state; `status` only when it moves, for that is what stamps the row as changed. */
export const toColumns = (before: Generation, next: Generation): Partial<MessageRow> => ({
  ...(next.status === before.status ? {} : { status: next.status }),
  epoch: next.epoch,
  dispatch_no: next.dispatchNo,
  attempts: next.attempts,
  claims: next.claims,
  lease_owner: next.lease?.owner ?? null,
  lease_until: toDate(next.lease?.untilMs ?? null),
  expires_at: toDate(next.expiresAtMs),
  deadline_at: toDate(next.deadlineAtMs),
})

/** Writes a state back, with whatever else changes in the same step. */
export async function saveState(
  trx: Knex.Transaction,
  { row, state }: LockedMessage,
  next: Generation,
  alongside: Partial<MessageRow> = {},
): Promise<MessageRow> {
  const [saved] = await trx('messages')
    .where({ id: row.id })
    .update({ ...toColumns(state, next), ...alongside })
    .returning('*')
  return saved!
}
