/// <reference lib="dom" />
import type { Page } from '@playwright/test'

/**
 * Puts sessions with long answers into the page's database, as years of use would. Raw IndexedDB: nothing of the app's
 * own code is on the way. Stops when the browser has no more room. Returns the ids of what is stored, the oldest first.
 */
export const fillCache = (page: Page, options: { sessions: number; messages: number; chars: number }) =>
  page.evaluate(async ({ sessions, messages, chars }) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    const words = 'river stone harbour lantern winter bread engine window forest letter Straße café'.split(' ')
    // the browser packs what it stores: only what nobody can guess takes up the room of its length
    const noise = () => String.fromCharCode(...crypto.getRandomValues(new Uint8Array(60)).map((n) => 97 + (n % 26)))
    const text = (length: number) => {
      let made = ''
      while (made.length < length) made += `${words[Math.floor(Math.random() * words.length)]!} ${noise()} `
      return made
    }
    const [found] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('chat:'))
    const db = await settled(indexedDB.open(found!.name!))
    const ids: string[] = []
    for (let n = 0; n < sessions; n++) {
      const id = crypto.randomUUID()
      const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()
      const transaction = db.transaction(['sessions', 'messages'], 'readwrite')
      transaction.objectStore('sessions').put({
        ...{ id, title: `Old chat ${n}`, preview: '', model: null, createdAt: at, lastMessageAt: at },
        ...{ usedAt: Date.parse(at), cached: 1, unread: 0, pinned: 0 },
      })
      for (let position = 0; position < messages; position++)
        transaction.objectStore('messages').put({
          ...{ id: crypto.randomUUID(), sessionId: id, role: position % 2 ? 'assistant' : 'user', position },
          ...{ status: 'completed', text: `${text(chars)} number${n}x${position}`, thinking: '', epoch: 1, seq: 1 },
          ...{ recovering: false, model: null, usage: null, latencyMs: null, stopReason: null, replyTo: null },
          ...{ createdAt: at, rev: 0 },
        })
      const stored = await new Promise<boolean>((resolve) => {
        transaction.oncomplete = () => resolve(true)
        transaction.onabort = () => resolve(false)
      })
      if (!stored) break
      ids.push(id)
    }
    db.close()
    return ids
  }, options)
