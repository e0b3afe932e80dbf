import 'fake-indexeddb/auto'
import { newId } from '@continuo/contract'
import { afterEach, expect, test } from 'vitest'
import { ChatDb } from './db.ts'
import { clearCopies } from './evict.ts'
import { createPrefetch } from './prefetch.ts'

const opened: ChatDb[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.delete()))
})

async function world({ bytes = 1_000, bytesPerHour = 10_000, may = (): boolean => true } = {}) {
  const db = new ChatDb(newId())
  opened.push(db)
  const loaded: string[] = []
  let nowMs = 1_000_000_000
  const prefetch = createPrefetch({
    db,
    bytesPerHour,
    mayLoad: may,
    now: () => nowMs,
    load: async (id) => {
      loaded.push(id)
      await db.sessions.update(id, { cached: 1 })
      return bytes
    },
  })
  const put = (id: string, change: { usedAt: number; cached?: 0 | 1; unread?: 0 | 1; cleared?: true }) =>
    db.sessions.put({
      ...{ id, title: id, preview: '', model: null, createdAt: '', lastMessageAt: '', cached: 0, unread: 0, pinned: 0 },
      ...change,
    })
  return { db, prefetch, loaded, put, pass: (ms: number) => (nowMs += ms) }
}

test('hovered chats come first, then unread ones, then the most recently used; those that are here are let alone', async () => {
  const { prefetch, loaded, put } = await world()
  await put('old', { usedAt: 1 })
  await put('unread', { usedAt: 2, unread: 1 })
  await put('here', { usedAt: 9, cached: 1 })
  await put('recent', { usedAt: 8 })
  await prefetch.hover('old')
  expect(loaded).toEqual(['old', 'unread', 'recent'])
})

test('an hour has its budget; the next one goes on', async () => {
  const { prefetch, loaded, put, pass } = await world({ bytes: 4_000 })
  for (let n = 0; n < 6; n++) await put(`s${n}`, { usedAt: n })
  await prefetch.run()
  expect(loaded).toEqual(['s5', 's4', 's3'])
  await prefetch.run()
  expect(loaded).toHaveLength(3)
  pass(3_700_000)
  await prefetch.run()
  expect(loaded).toHaveLength(6)
})

test('nothing is loaded when it is not the time, and what the cache would not keep is loaded only for who points at it', async () => {
  let may = false
  const { prefetch, loaded, put } = await world({ bytes: 1, may: () => may })
  for (let n = 0; n < 52; n++) await put(`s${n}`, { usedAt: n, cached: n > 1 ? 1 : 0 })
  await prefetch.hover('s0')
  expect(loaded).toEqual([])
  may = true
  await prefetch.run()
  expect(loaded).toEqual(['s0'])
})

test('a chat that is evicted again is not loaded over and over', async () => {
  const { db, prefetch, loaded, put, pass } = await world()
  await put('one', { usedAt: 1 })
  await prefetch.run()
  await db.sessions.update('one', { cached: 0 })
  await prefetch.run()
  expect(loaded).toEqual(['one'])
  pass(601_000)
  await prefetch.run()
  expect(loaded).toEqual(['one', 'one'])
})

test('what was cleared by hand comes for who points at it, and not by itself', async () => {
  const { db, prefetch, loaded, put } = await world()
  await put('kept away', { usedAt: 1, cached: 1 })
  await put('evicted', { usedAt: 2, cached: 1 })
  await clearCopies(db)
  await db.sessions.update('evicted', { cleared: undefined })
  await prefetch.run()
  expect(loaded).toEqual(['evicted'])
  await prefetch.hover('kept away')
  expect(loaded).toEqual(['evicted', 'kept away'])
})
