import 'fake-indexeddb/auto'
import { newId } from '@continuo/contract'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { ChatDb } from './db.ts'

test('a database of version 1 keeps its sessions, and none of them is pinned', async () => {
  const userId = newId()
  const old = new Dexie(`chat:${userId}`)
  old.version(1).stores({
    messages: 'id, [sessionId+position]',
    sessions: 'id, lastMessageAt, usedAt, deleteAt',
    activeStreams: 'messageId, sessionId',
    outbox: 'id, sessionId, order',
    drafts: 'sessionId',
    meta: 'key',
  })
  await old.table('sessions').put({ id: 'a', title: 'Kept', usedAt: 1, lastMessageAt: 'x', unread: 1 })
  await old.table('drafts').put({ sessionId: 'a', text: 'half a thought' })
  old.close()

  const db = new ChatDb(userId)
  expect(await db.sessions.get('a')).toMatchObject({ title: 'Kept', unread: 1, pinned: 0 })
  expect(await db.drafts.get('a')).toMatchObject({ text: 'half a thought' })
  await db.delete()
})
