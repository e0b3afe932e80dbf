/**
 * The chat cache as other code may use it: three calls over the tables of `data/db.ts`. For the parts of a page, use the
 * queries of `data/queries.ts` with `useLiveQuery`; they follow every change.
 */
import { type ChatDb, messagesOf } from '../data/db.ts'
import type { StoredMessage } from '../data/rows.ts'

/** Every cached message of a session, oldest first. */
export const getSessionMessages = (db: ChatDb, sessionId: string): Promise<StoredMessage[]> =>
  messagesOf(db, sessionId).toArray()

/** Puts a message whole: text and cursor together. */
export const saveMessage = async (db: ChatDb, message: StoredMessage): Promise<void> => {
  await db.messages.put(message)
}

/** Remembers that an answer is being written (its cursor is asked for at every connection), or that it no longer is. */
export const markStreamActive = async (
  db: ChatDb,
  stream: { sessionId: string; messageId: string },
  active = true,
): Promise<void> => {
  if (active) await db.activeStreams.put({ ...stream, startedAt: new Date().toISOString() })
  else await db.activeStreams.delete(stream.messageId)
}
