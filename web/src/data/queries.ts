import type { ChatDb } from './db.ts'
import type { ActiveStreamRow, StoredMessage, StoredSession } from './rows.ts'

/** A session's messages from one place up to, and without, another, oldest first. */
export async function listMessages(db: ChatDb, sessionId: string, from: number, to: number): Promise<StoredMessage[]> {
  return inOrder(await placesOf(db, sessionId, from, to).toArray())
}

/** Two devices may have given one place twice for a moment: their ids, made by the clock, decide. */
const inOrder = (rows: StoredMessage[]): StoredMessage[] =>
  rows.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** The last `count` cached messages of a session that are here without a gap, oldest first. */
export async function listLastMessages(db: ChatDb, sessionId: string, count: number): Promise<StoredMessage[]> {
  const [session, newestFirst] = await Promise.all([
    db.sessions.get(sessionId),
    placesOf(db, sessionId, -Infinity, Infinity).reverse().limit(count).toArray(),
  ])
  const from = session?.older?.position ?? -Infinity
  return inOrder(newestFirst.filter((row) => row.position >= from))
}

/** Where the `count` cached messages before a place begin; undefined when there are none without a gap. */
export async function startOfPage(
  db: ChatDb,
  sessionId: string,
  before: number,
  count: number,
): Promise<number | undefined> {
  const from = (await db.sessions.get(sessionId))?.older?.position ?? -Infinity
  const keys = await placesOf(db, sessionId, from, before).reverse().limit(count).keys()
  return (keys as unknown as [string, number][]).at(-1)?.[1]
}

/** Whether a session has messages before this place, in the cache or at the server. */
export const hasBefore = async (db: ChatDb, sessionId: string, before: number): Promise<boolean> =>
  (await db.sessions.get(sessionId))?.older !== undefined || (await startOfPage(db, sessionId, before, 1)) !== undefined

const placesOf = (db: ChatDb, sessionId: string, from: number, to: number) =>
  db.messages.where('[sessionId+position]').between([sessionId, from], [sessionId, to], true, false)

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
