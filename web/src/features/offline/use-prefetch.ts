import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { createPrefetch } from '../../data/prefetch.ts'
import { countCached, listActive } from '../../data/queries.ts'
import { savesData } from '../../shared/data-saver.ts'
import { log } from '../../transport/log.ts'
import { useHoveredSession } from '../sessions/use-hover.ts'

/** After the start, and between two rounds. Milliseconds. */
const firstAfterMs = 4_000
const everyMs = 60_000
/** From so many chats on the browser is asked not to throw them away when it is short of room: it may ask the user. */
const worthKeeping = 3

/** Loads ahead while nobody waits for anything, and has the browser keep what is worth it. */
export function usePrefetch(client: ChatClient): void {
  const { db } = client
  const prefetch = createPrefetch({
    db,
    load: client.sessions.loadAhead,
    mayLoad: async () =>
      navigator.onLine &&
      !document.hidden &&
      !savesData() &&
      client.storage.state === 'disk' &&
      client.connection.phase === 'live' &&
      (await listActive(db)).length === 0,
  })

  async function round(): Promise<void> {
    await prefetch.run()
    if ((await countCached(db)) >= worthKeeping) await askToKeep()
  }
  const whenIdle = () => {
    const run = () =>
      void round().catch((cause: unknown) => log.debug('nothing loaded ahead', { cause: String(cause) }))
    if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5_000 })
    else run()
  }
  const first = setTimeout(whenIdle, firstAfterMs)
  const timer = setInterval(whenIdle, everyMs)
  onScopeDispose(() => {
    clearTimeout(first)
    clearInterval(timer)
  })
  useHoveredSession((id) => void prefetch.hover(id).catch(() => undefined))
}

let asked = false

/** Once a page: a browser that says no now may say yes to an app that is used more. */
async function askToKeep(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined
  if (asked || !storage?.persist) return
  asked = true
  if (await storage.persisted()) return
  log.debug('kept for good', { granted: await storage.persist() })
}
