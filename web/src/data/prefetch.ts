import { log } from '../transport/log.ts'
import type { ChatDb } from './db.ts'
import { cachedSessions } from './evict.ts'

export interface PrefetchOptions {
  db: ChatDb
  /** Takes a session's newest messages into the cache; resolves with about how many bytes came. */
  load: (sessionId: string) => Promise<number>
  /** Asked before every load: a network, a user who does not save data, nothing that is being written before their eyes. */
  mayLoad: () => boolean | Promise<boolean>
  /** Bytes that may be loaded ahead in an hour. Default 2 MB. */
  bytesPerHour?: number
  now?: () => number
}

const hourMs = 3_600_000
/** A session that was loaded ahead and then evicted, or could not be loaded, is let alone for so long. Milliseconds. */
const onceInMs = 10 * 60_000

/**
 * Loads ahead what will probably be opened next, of the sessions whose messages are not here: hovered ones at once, then
 * unread ones, then the most recently used. Only those that the cache would keep, and none that was cleared by hand.
 */
export function createPrefetch({ db, load, mayLoad, bytesPerHour = 2_000_000, now = Date.now }: PrefetchOptions) {
  const tried = new Map<string, number>()
  let spent: { at: number; bytes: number }[] = []
  let running: Promise<void> | undefined
  let hovered: string | undefined

  async function next(): Promise<string | undefined> {
    const recent = await db.sessions.orderBy('usedAt').reverse().limit(cachedSessions).toArray()
    const missing = recent.filter(
      (session) => session.cached === 0 && session.deleteAt === undefined && !session.cleared,
    )
    const byLikelihood = [
      ...(hovered && (await db.sessions.get(hovered))?.cached === 0 ? [hovered] : []),
      ...missing.filter((session) => session.unread === 1).map((session) => session.id),
      ...missing.map((session) => session.id),
    ]
    return byLikelihood.find((id) => now() - (tried.get(id) ?? -Infinity) > onceInMs)
  }

  const left = () => {
    spent = spent.filter(({ at }) => now() - at < hourMs)
    return bytesPerHour - spent.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  async function rounds(): Promise<void> {
    while (left() > 0 && (await mayLoad())) {
      const id = await next()
      if (id === undefined) return
      tried.set(id, now())
      const bytes = await load(id).catch(() => 0)
      spent.push({ at: now(), bytes })
      log.debug('loaded ahead', { session: id, bytes, left: left() })
    }
  }

  /** Loads until nothing likely is missing, the budget is spent, or it is not the time. */
  function run(): Promise<void> {
    running ??= rounds().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    run,
    /** Someone's pointer or focus rests on it. */
    hover(id: string): Promise<void> {
      hovered = id
      return run()
    },
  }
}
