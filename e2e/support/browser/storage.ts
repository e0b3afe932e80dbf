/// <reference lib="dom" />
import type { BrowserContext, Page } from '@playwright/test'

/** Everything this origin keeps in the browser, as one text: IndexedDB, Cache Storage, localStorage, sessionStorage. */
export const everythingStored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name!))
      for (const store of db.objectStoreNames)
        found.push(name, store, await settled(db.transaction(store).objectStore(store).getAll()))
      db.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request))?.text())
    }
    return JSON.stringify(found)
  })

/** Chats that were cleared by hand are from now on like those that had to make room: they may come again by themselves. */
export const asIfEvicted = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    for (const { name } of (await indexedDB.databases()).filter((db) => db.name?.startsWith('chat:'))) {
      const db = await settled(indexedDB.open(name!))
      const sessions = db.transaction('sessions', 'readwrite').objectStore('sessions')
      for (const { cleared: _byHand, ...session } of await settled(sessions.getAll()))
        await settled(sessions.put(session))
      db.close()
    }
  })

/** Names of the users' databases. */
export const chatDatabases = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name!).filter((name) => name.startsWith('chat:')),
  )

/**
 * How much this origin may keep. Chromium asks once and remembers what it was told for a while: for a page that has
 * stored nothing yet. @param bytes -1 = as much as the browser gives.
 */
export async function limitStorage(context: BrowserContext, page: Page, bytes: number): Promise<void> {
  const browser = await context.newCDPSession(page)
  const { origin } = new URL(page.url())
  await browser.send('Storage.overrideQuotaForOrigin', { origin, ...(bytes < 0 ? {} : { quotaSize: bytes }) })
}

/**
 * Opens a user's database in this tab as another version of the app would, and does not let go of it by itself.
 * @param version As IndexedDB counts: ten times Dexie's. @param rebuild Makes it anew, empty, as version 1 had it.
 */
export async function holdDatabase(page: Page, name: string, version: number, { rebuild = false } = {}) {
  const handle = await page.evaluateHandle(
    async ([name, version, rebuild]) => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(new Error(request.error?.message))
        })
      if (rebuild) await settled(indexedDB.deleteDatabase(name))
      const opening = indexedDB.open(name, version)
      opening.onupgradeneeded = () => {
        if (!rebuild) return
        const stores = { messages: 'id', sessions: 'id', activeStreams: 'messageId', outbox: 'id', drafts: 'sessionId' }
        for (const [store, keyPath] of Object.entries({ ...stores, meta: 'key' }))
          opening.result.createObjectStore(store, { keyPath })
        const { transaction } = opening
        transaction!.objectStore('messages').createIndex('[sessionId+position]', ['sessionId', 'position'])
        for (const index of ['lastMessageAt', 'usedAt', 'deleteAt'])
          transaction!.objectStore('sessions').createIndex(index, index)
        transaction!.objectStore('activeStreams').createIndex('sessionId', 'sessionId')
        for (const index of ['sessionId', 'order']) transaction!.objectStore('outbox').createIndex(index, index)
      }
      return settled(opening)
    },
    [name, version, rebuild] as const,
  )
  return {
    drafts: () =>
      handle.evaluate(
        (db) =>
          new Promise<string>((resolve) => {
            const request = db.transaction('drafts').objectStore('drafts').getAll()
            request.onsuccess = () => resolve(JSON.stringify(request.result))
          }),
      ),
  }
}
