import { type ChatDb, messagesOf } from './db.ts'

/** Sessions whose messages stay in this browser, the most recently used ones. */
export const cachedSessions = 50

/**
 * Takes the messages of all but the most recently used sessions out of the cache; the sessions stay in the list, and
 * opening one loads it again. Never one that is streaming or holds something unsent, nor
 * the one on screen where that is said. Returns the removed messages.
 */
export const evict = (db: ChatDb, limit = cachedSessions, onScreen?: string): Promise<string[]> =>
  db.transaction('rw', [db.messages, db.sessions, db.activeStreams, db.outbox, db.drafts], async () => {
    const cached = await db.sessions
      .orderBy('usedAt')
      .reverse()
      .filter((session) => session.cached === 1)
      .toArray()
    if (cached.length <= limit) return []
    const busy = new Set([
      onScreen,
      ...(await db.activeStreams.toArray()).map((row) => row.sessionId),
      ...(await db.outbox.toArray()).map((row) => row.sessionId),
      ...(await db.drafts.toCollection().primaryKeys()),
    ])
    const removed: string[] = []
    for (const { id } of cached.slice(limit)) {
      if (busy.has(id)) continue
      const ids = await messagesOf(db, id).primaryKeys()
      await db.messages.bulkDelete(ids)
      await db.sessions.update(id, { cached: 0 })
      removed.push(...ids)
    }
    return removed
  })
