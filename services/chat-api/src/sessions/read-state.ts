import type { Knex } from 'knex'
import type { SessionRow } from '../db/tables.ts'

/** An answer ended after its user last read the session. */
export const isUnread = ({ unread_since }: Pick<SessionRow, 'unread_since'>): boolean => unread_since !== null

/**
 * Remembers that an answer has ended and waits to be read.
 * @param at When it ended.
 * @returns The session when it became unread by this; undefined when it was already.
 */
export async function markUnread(trx: Knex.Transaction, sessionId: string, at: Date): Promise<SessionRow | undefined> {
  const [session] = await trx('sessions')
    .where({ id: sessionId })
    .whereNull('unread_since')
    .update({ unread_since: at })
    .returning('*')
  return session
}
