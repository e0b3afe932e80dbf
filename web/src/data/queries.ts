import { type ChatDb, messagesOf } from './db.ts'
import type { ActiveStreamRow, StoredMessage, StoredSession } from './rows.ts'

/** The last `limit` messages of a session, oldest first. */
export async function listMessages(db: ChatDb, sessionId: string, limit: number): Promise<StoredMessage[]> {
  const newestFirst = await messagesOf(db, sessionId).reverse().limit(limit).toArray()
  // two devices may have given one place twice for a moment: their ids, made by the clock, decide
  return newestFirst.reverse().sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/** Sessions as the list shows them, newest first, without those that are being deleted. */
export async function listSessions(db: ChatDb): Promise<StoredSession[]> {
  const newestFirst = await db.sessions.orderBy('lastMessageAt').reverse().toArray()
  return newestFirst.filter((session) => session.deleteAt === undefined)
}

/** Whether this browser has ever been told which sessions there are. */
export const hasSynced = async (db: ChatDb): Promise<boolean> => (await db.meta.get('syncToken')) !== undefined

/** Sessions with an answer that nobody has read. */
export async function listUnread(db: ChatDb): Promise<string[]> {
  const unread = await db.sessions.filter((session) => session.unread === 1 && session.deleteAt === undefined).toArray()
  return unread.map((session) => session.id)
}

/** How many sessions can be read without a network. */
export const countCached = (db: ChatDb): Promise<number> =>
  db.sessions.filter((session) => session.cached === 1 && session.deleteAt === undefined).count()

export const getSession = (db: ChatDb, id: string): Promise<StoredSession | undefined> => db.sessions.get(id)

export const listActive = (db: ChatDb): Promise<ActiveStreamRow[]> => db.activeStreams.toArray()

export const countUnsent = (db: ChatDb): Promise<number> => db.outbox.filter((row) => row.state === 'waiting').count()

export const readDraft = async (db: ChatDb, sessionId: string): Promise<string> =>
  (await db.drafts.get(sessionId))?.text ?? ''

export const saveDraft = async (db: ChatDb, sessionId: string, text: string): Promise<void> => {
  await db.transaction('rw', db.drafts, async () => {
    if (text === '') await db.drafts.delete(sessionId)
    else await db.drafts.put({ sessionId, text })
  })
}
