import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'

/** Orders a title for a session that has none, with the transaction that completed an answer. True when it was ordered. */
export async function orderTitle(trx: Knex.Transaction, answer: MessageRow): Promise<boolean> {
  const untitled = await trx('sessions').where({ id: answer.session_id }).whereNull('title').first('id')
  if (!untitled || answer.content === '') return false
  await trx('outbox')
    .insert({
      kind: 'title',
      session_id: answer.session_id,
      message_id: answer.id,
      dispatch_no: 1,
      request_id: answer.request_id,
      traceparent: answer.traceparent,
    })
    .onConflict(['kind', 'message_id', 'dispatch_no'])
    .ignore()
  return true
}
