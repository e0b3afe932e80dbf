import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'

/**
 * How many answers begin before this queued one, as far as is known now. Of the same user all that were accepted before it,
 * held back or not; of others only those that are handed over already, because the others' slots are none of its business.
 */
export async function countAhead(
  db: Knex,
  { id, user_id, created_at, dispatch_no, expires_at }: MessageRow,
): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ ahead: number }] }>(
    `select count(*)::int as ahead from messages m
     where m.status = 'queued' and (
       (m.user_id = cast(:user_id as uuid)
         and (m.created_at, m.id) < (cast(:created_at as timestamptz), cast(:id as uuid)))
       or (m.user_id <> cast(:user_id as uuid) and m.dispatch_no > 0
         and (:waits or m.expires_at < cast(:expires_at as timestamptz))))`,
    { id, user_id, created_at, expires_at, waits: dispatch_no === 0 },
  )
  return rows[0].ahead
}
