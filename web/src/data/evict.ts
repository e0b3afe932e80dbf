import { type ChatDb, messagesOf } from './db.ts'

/** Sessions whose messages stay in this browser, the most recently used ones. */
export const cachedSessions = 50

/**
 * Takes the messages of all but the most recently used sessions out of the cache; the sessions stay in the list, and
 * opening one loads it again. Never one that is streaming or holds something unsent, nor the one on screen where that is
 * said. Returns the removed messages.
 */
export const evict = (db: ChatDb, limit = cachedSessions, onScreen?: string): Promise<string[]> =>
  db.transaction('rw', tablesOf(db), async () => {
    const { ids, messages } = await leastUsed(db, limit, onScreen)
    await db.messages.bulkDelete(messages)
    for (const id of ids) await db.sessions.update(id, { cached: 0 })
    return messages
  })

/** Everything that can be evicted, because the user wants it so. */
export const clearCopies = (db: ChatDb, onScreen?: string): Promise<string[]> =>
  db.transaction('rw', tablesOf(db), async () => {
    const removed = await evict(db, 0, onScreen)
    await db.sessions.filter((session) => session.cached === 0).modify({ cleared: true })
    return removed
  })

/** The first half of it, for a browser so full that it refuses to note what was taken out: `evict` has to follow. */
export const evictTexts = (db: ChatDb, limit: number): Promise<string[]> =>
  db.direct('rw', tablesOf(db), async () => {
    const { messages } = await leastUsed(db, limit)
    await db.messages.bulkDelete(messages)
    return messages
  })

const tablesOf = (db: ChatDb) => [db.messages, db.sessions, db.activeStreams, db.outbox, db.drafts]

async function leastUsed(db: ChatDb, limit: number, onScreen?: string): Promise<{ ids: string[]; messages: string[] }> {
  const cached = await db.sessions
    .orderBy('usedAt')
    .reverse()
    .filter((session) => session.cached === 1)
    .toArray()
  const busy = new Set([
    onScreen,
    ...(await db.activeStreams.toArray()).map((row) => row.sessionId),
    ...(await db.outbox.toArray()).map((row) => row.sessionId),
    ...(await db.drafts.toCollection().primaryKeys()),
  ])
  const ids = cached
    .slice(limit)
    .map((session) => session.id)
    .filter((id) => !busy.has(id))
  return { ids, messages: (await Promise.all(ids.map((id) => messagesOf(db, id).primaryKeys()))).flat() }
}
