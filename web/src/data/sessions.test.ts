import 'fake-indexeddb/auto'
import { newId } from '@continuo/contract'
import { expect, test, vi } from 'vitest'
import { ChatDb } from './db.ts'
import { createSessions } from './sessions.ts'

test('a chat that is opened while it is loaded ahead is asked for once, and again when it is gone again', async () => {
  const db = new ChatDb(newId())
  const sessionMessages = vi.fn(async () => ({ items: [], next: null }))
  const api = { sessionMessages, changeSession: vi.fn(), deleteSession: vi.fn() }
  const sessions = createSessions({ db, api, onRemoved: () => {} })
  const id = newId()
  await Promise.all([sessions.loadAhead(id), sessions.open(id), sessions.open(id)])
  expect(sessionMessages).toHaveBeenCalledTimes(1)
  await sessions.open(id)
  expect(sessionMessages).toHaveBeenCalledTimes(2)
  await db.delete()
})
