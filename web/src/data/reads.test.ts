import 'fake-indexeddb/auto'
import type { SessionView } from '@continuo/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../transport/errors.ts'
import { messageView } from '../../test/message-view.ts'
import { ChatDb } from './db.ts'
import { applyLifecycle } from './lifecycle.ts'
import { createReads } from './reads.ts'
import { mergeSession, rowOf } from './rows.ts'

const id = 's'
const view = (change: Partial<SessionView> = {}): SessionView => ({
  ...{ id, title: null, model: null, system: null, message_count: 2, pinned: false, unread: true },
  ...{ created_at: '2026-01-01T00:00:00.000Z', last_message_at: '2026-01-01T00:00:00.000Z' },
  ...change,
})
const answer = (messageId: string, position: number) =>
  rowOf(messageView({ id: messageId, session_id: id, position, status: 'completed' }))

let db: ChatDb
const changeSession = vi.fn<() => Promise<SessionView>>()
const onLater = vi.fn()
const reads = () => createReads({ db, api: { changeSession }, onLater })

beforeEach(async () => {
  db = new ChatDb(`u${Math.random()}`)
  changeSession.mockReset().mockResolvedValue(view({ unread: false }))
  onLater.mockReset()
  await db.sessions.put(mergeSession(undefined, view()))
  await db.messages.put(answer('a1', 1))
})
afterEach(() => db.delete())

test('what is read is told to the server once', async () => {
  const { mark, flush } = reads()
  await Promise.all([mark(id), mark(id), flush()])
  await flush()
  expect(changeSession).toHaveBeenCalledExactlyOnceWith(id, { read: true })
  expect(await db.sessions.get(id)).toMatchObject({ unread: 0 })
  expect(await db.sessions.get(id)).not.toHaveProperty('readUpTo')
})

test('read without a network: the dot goes at once, and the server is told afterwards', async () => {
  changeSession.mockRejectedValueOnce(new ApiError('network', 'away'))
  const { mark, flush } = reads()
  await mark(id)
  expect(onLater).toHaveBeenCalledOnce()
  // what the server still says does not bring the dot back
  await db.sessions.put(mergeSession(await db.sessions.get(id), view()))
  expect(await db.sessions.get(id)).toMatchObject({ unread: 0 })
  await flush()
  expect(changeSession).toHaveBeenCalledTimes(2)
})

test('an answer that ended after the reading stays unread, and nothing is told', async () => {
  changeSession.mockRejectedValueOnce(new ApiError('network', 'away'))
  const { mark, flush } = reads()
  await mark(id)
  await db.messages.put(answer('a2', 3))
  await flush()
  expect(changeSession).toHaveBeenCalledOnce()
  expect(await db.sessions.get(id)).toMatchObject({ unread: 1 })
})

test('of several tabs one tells the user of an answer, and none when it was read', async () => {
  const claims = await Promise.all([reads().claimNotice(id, 'a1'), reads().claimNotice(id, 'a1')])
  expect(claims.filter(Boolean)).toHaveLength(1)
  await reads().mark(id)
  expect(await reads().claimNotice(id, 'a2')).toBe(false)
})

test('a session that is gone on the server is not told of again', async () => {
  changeSession.mockRejectedValue(new ApiError('not_found', 'gone', { status: 404 }))
  const { mark, flush } = reads()
  await mark(id)
  await flush()
  expect(changeSession).toHaveBeenCalledOnce()
})

test('what another device reads, pins and renames is followed as it is told; what is not told is asked for', async () => {
  const sync = vi.fn()
  const tell = (change: { title?: string; pinned?: boolean; unread?: boolean }) =>
    applyLifecycle(
      { db, sync, onRemoved: () => {} },
      { type: 'session_changed', session_id: id, title: null, ...change },
    )
  await tell({ title: 'Tides', pinned: true, unread: false })
  expect(await db.sessions.get(id)).toMatchObject({ title: 'Tides', pinned: 1, unread: 0 })
  expect(sync).not.toHaveBeenCalled()
  await tell({ title: 'Tides', pinned: true, unread: false })
  expect(sync).toHaveBeenCalledOnce()
})
