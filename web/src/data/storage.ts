import { log } from '../transport/log.ts'
import { type ChatDb, isFull, messagesOf, newestVersion } from './db.ts'
import { evict, evictTexts } from './evict.ts'

/** `memory`: this browser refuses to store; what comes now is kept as long as the page is open. */
export type StorageState = 'disk' | 'memory'

/** The database was written by newer code than this page runs: a reload brings that code. */
export class NewerDatabase extends Error {
  override name = 'NewerDatabase'
}

/** Sessions whose messages move along into memory; the others are loaded again when they are opened. */
const takenAlong = 10

/**
 * Keeps a database usable when there is no room: older sessions leave the cache first, then everything goes on in
 * memory. Nothing on disk is lost by that; a reload starts from it again.
 */
export function createStorage(db: ChatDb) {
  const listeners = new Set<() => void>()
  let state: StorageState = 'disk'
  let making: Promise<void> | undefined

  async function room(cause: unknown): Promise<void> {
    // memory has no such limit: what fails there fails for another reason
    if (state === 'memory') throw cause
    const cached = await db.sessions.filter((session) => session.cached === 1).count()
    const limit = Math.max(1, Math.floor(cached / 2))
    const removed = await evictTexts(db, limit).catch(() => [])
    log.debug('no room', { cached, evicted: removed.length })
    if (removed.length === 0) return toMemory()
    // noted as soon as whoever waits for room has had it
    setTimeout(() => void evict(db, limit).catch((error: unknown) => log.warn('nothing could be evicted', error)))
  }

  /** The same object over another store: whoever holds the database goes on as if nothing had happened. */
  async function toMemory(): Promise<void> {
    const rows = await readAll(db).catch(() => undefined)
    const { IDBFactory, IDBKeyRange } = await import('fake-indexeddb')
    db.close({ disableAutoOpen: false })
    // Dexie reads these whenever it opens; there is no public way to change them
    Object.assign(db as unknown as { _deps: object }, { _deps: { indexedDB: new IDBFactory(), IDBKeyRange } })
    // whoever waits for the database must not see it empty
    if (rows) db.on('ready', (memory) => fill(memory as ChatDb, rows), false)
    await db.open()
    state = 'memory'
    log.warn('this browser has no room: chats are kept in memory until the page is closed')
    for (const listener of listeners) listener()
  }

  db.makeRoom = (cause) => {
    making ??= room(cause).finally(() => {
      making = undefined
    })
    return making
  }

  return {
    get state(): StorageState {
      return state
    },
    listen(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /**
     * Opens the database; where the browser has none to give, one in memory.
     * @throws {NewerDatabase}
     */
    async open(): Promise<void> {
      await db.open().catch(async (cause: unknown) => {
        log.debug('no storage', { cause: String(cause), full: isFull(cause) })
        await toMemory()
      })
      // Dexie multiplies versions by ten, and opens what is newer than its code as if it knew it
      if (db.backendDB().version <= newestVersion * 10) return
      db.close()
      throw new NewerDatabase()
    },
  }
}

/** What memory starts from: all but the messages of sessions that were not used lately. */
async function readAll(db: ChatDb) {
  const sessions = await db.sessions.orderBy('usedAt').reverse().toArray()
  const unsent = new Set((await db.outbox.toArray()).map((row) => row.sessionId))
  const along = sessions.filter((session, i) => session.cached === 1 && (i < takenAlong || unsent.has(session.id)))
  const cached = new Set(along.map((session) => session.id))
  return {
    sessions: sessions.map((session) => (cached.has(session.id) ? session : { ...session, cached: 0 as const })),
    messages: (await Promise.all(along.map((session) => messagesOf(db, session.id).toArray()))).flat(),
    activeStreams: await db.activeStreams.toArray(),
    outbox: await db.outbox.toArray(),
    drafts: await db.drafts.toArray(),
    meta: await db.meta.toArray(),
  }
}

const fill = (db: ChatDb, rows: Awaited<ReturnType<typeof readAll>>): Promise<void> =>
  db.transaction('rw', db.tables, async () => {
    await db.sessions.bulkPut(rows.sessions)
    await db.messages.bulkPut(rows.messages)
    await db.activeStreams.bulkPut(rows.activeStreams)
    await db.outbox.bulkPut(rows.outbox)
    await db.drafts.bulkPut(rows.drafts)
    await db.meta.bulkPut(rows.meta)
  })
