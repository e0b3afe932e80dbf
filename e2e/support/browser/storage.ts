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

/** Names of the users' databases. */
export const chatDatabases = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name!).filter((name) => name.startsWith('chat:')),
  )

/** How much this origin may keep from now on. @param bytes -1 = as much as the browser gives. */
export async function limitStorage(context: BrowserContext, page: Page, bytes: number): Promise<void> {
  const browser = await context.newCDPSession(page)
  const { origin } = new URL(page.url())
  await browser.send('Storage.overrideQuotaForOrigin', { origin, ...(bytes < 0 ? {} : { quotaSize: bytes }) })
}
