import 'fake-indexeddb/auto'
import { type MessageView, newId, type SessionView, type SyncView } from '@continuo/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { messageView } from '../../test/message-view.ts'
import { ChatDb } from './db.ts'
import { evict } from './evict.ts'
import { enqueue } from './new-turn.ts'
import { mergeMessage } from './rows.ts'
import { createSync } from './sync.ts'

const opened: ChatDb[] = []
const freshDb = () => opened[opened.push(new ChatDb(newId())) - 1]!
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.delete()))
})

const page = (change: Partial<SyncView>): SyncView => ({
  sessions: [],
  messages: [],
  deleted: { sessions: [], messages: [] },
  token: 't',
  more: false,
  full: false,
  ...change,
})
const sessionView = (id: string, at = '2026-01-01T00:00:00.000Z'): SessionView => ({
  ...{
    id,
    title: 'T',
    model: null,
    system: null,
    created_at: at,
    last_message_at: at,
    message_count: 0,
    pinned: false,
    unread: false,
  },
})
const done = (sessionId: string, change: Partial<MessageView> = {}) =>
  messageView({ id: newId(), session_id: sessionId, status: 'completed', content: 'text', cursor: '1.9', ...change })
const synced = (db: ChatDb, ...pages: SyncView[]) => {
  const sync = vi.fn()
  for (const each of pages) sync.mockResolvedValueOnce(each)
  return { api: { sync }, run: createSync({ db, api: { sync } }) }
}

describe('sync', () => {
  test('goes on until there is no more, and gives the last token back the next time', async () => {
    const db = freshDb()
    const { api, run } = synced(
      db,
      page({ token: 'a', more: true, full: true }),
      page({ token: 'b' }),
      page({ token: 'c' }),
    )
    await run()
    await run()
    expect(api.sync.mock.calls.map(([since]) => since)).toEqual([undefined, 'a', 'b'])
  })

  test('calls during a run are folded into one more run', async () => {
    const db = freshDb()
    const { api, run } = synced(db, page({ token: 'a' }), page({ token: 'b' }))
    await Promise.all([run(), run(), run()])
    expect(api.sync).toHaveBeenCalledTimes(2)
  })

  test('"full" forgets the cache once, not page by page, and never what was not sent', async () => {
    const db = freshDb()
    const stale = newId()
    await synced(db, page({ sessions: [sessionView(stale)], messages: [done(stale)] })).run()
    const unsent = await enqueue(db, { content: 'Hello' })
    const [one, two] = [newId(), newId()]
    const full = { more: true, full: true, sessions: [sessionView(one)], messages: [done(one)] }
    await synced(db, page(full), page({ full: true, sessions: [sessionView(two)], messages: [done(two)] })).run()
    expect(new Set(await db.sessions.toCollection().primaryKeys())).toEqual(new Set([one, two, unsent.sessionId]))
    expect(await db.messages.count()).toBe(3)
    expect(await db.outbox.count()).toBe(1)
  })

  test('an answer that ended while the first of everything was under way keeps its end and its text', async () => {
    const db = freshDb()
    const sessionId = newId()
    const sent = await enqueue(db, { content: 'Hello', sessionId })
    await db.outbox.update(sent.id, { state: 'accepted' })
    const answer = done(sessionId, { reply_to: sent.id })
    // not known to the server's reply, or known as it was before: in either case the reply is the older one
    for (const messages of [[], [{ ...answer, status: 'generating' as const, content: '', cursor: '0.0' }]]) {
      await db.messages.put(mergeMessage(undefined, answer))
      await synced(db, page({ full: true, sessions: [sessionView(sessionId)], messages })).run()
      expect(await db.messages.get(answer.id)).toMatchObject({ status: 'completed', text: 'text' })
    }
  })

  test('a text that the server leaves out and that is not here is asked for: no answer ends without its text', async () => {
    const db = freshDb()
    const answer = done(newId())
    const omitted = { ...answer, content: '', content_omitted: true as const }
    const running = mergeMessage(undefined, { ...answer, status: 'generating', content: '', cursor: '0.0' })
    for (const row of [undefined, running]) {
      await db.messages.clear()
      if (row) await db.messages.put(row)
      const since = (await db.meta.get('syncToken'))?.value
      const sync = vi.fn()
      sync.mockResolvedValueOnce(page({ messages: [omitted] })).mockResolvedValueOnce(page({ messages: [answer] }))
      await createSync({ db, api: { sync }, have: () => `${answer.id}:1.9` })()
      expect(sync.mock.calls).toEqual([
        [since, `${answer.id}:1.9`],
        [since, ''],
      ])
      expect(await db.messages.get(answer.id)).toMatchObject({ status: 'completed', text: 'text' })
    }
  })

  test('an end that comes without its text all the same changes nothing, and the page forgets nothing of the answer', async () => {
    const db = freshDb()
    const answer = done(newId())
    await db.messages.put(mergeMessage(undefined, { ...answer, status: 'generating', content: 'te', cursor: '1.4' }))
    const onSettled = vi.fn()
    const sync = vi.fn(async () => page({ messages: [{ ...answer, content: '', content_omitted: true as const }] }))
    await createSync({ db, api: { sync }, onSettled })()
    expect(await db.messages.get(answer.id)).toMatchObject({ status: 'generating', text: 'te' })
    expect(onSettled.mock.calls.flat(2)).not.toContain(answer.id)
  })

  test('a deleted session takes everything in it along', async () => {
    const db = freshDb()
    const id = newId()
    await synced(
      db,
      page({ sessions: [sessionView(id)], messages: [done(id), messageView({ id: newId(), session_id: id })] }),
    ).run()
    await synced(db, page({ deleted: { sessions: [id], messages: [] } })).run()
    expect([await db.sessions.count(), await db.messages.count(), await db.activeStreams.count()]).toEqual([0, 0, 0])
  })

  test('an unfinished answer is followed, a finished one is not', async () => {
    const db = freshDb()
    const id = newId()
    const running = messageView({ id: newId(), session_id: id, status: 'generating', cursor: '1.4', content: 'abc' })
    await synced(db, page({ messages: [running] })).run()
    expect(await db.activeStreams.get(running.id)).toMatchObject({ sessionId: id })
    await synced(db, page({ messages: [{ ...running, status: 'completed', cursor: '1.9', content: 'abcdef' }] })).run()
    expect(await db.activeStreams.count()).toBe(0)
    expect(await db.messages.get(running.id)).toMatchObject({ status: 'completed', text: 'abcdef' })
  })
})

describe('what is kept of two versions of a message', () => {
  const base = { id: newId(), session_id: newId() }
  const local = mergeMessage(
    undefined,
    messageView({ ...base, status: 'generating', cursor: '2.8', content: 'further' }),
  )

  test('the text that is further, with its place', () => {
    const older = messageView({ ...base, status: 'generating', cursor: '2.3', content: 'fur' })
    expect(mergeMessage(local, older)).toMatchObject({ text: 'further', epoch: 2, seq: 8 })
    const newer = messageView({ ...base, status: 'generating', cursor: '3.1', content: 'anew' })
    expect(mergeMessage(local, newer)).toMatchObject({ text: 'anew', epoch: 3, seq: 1 })
  })

  test('an end told by the server, always; and it is never taken back', () => {
    const ended = messageView({ ...base, status: 'cancelled', cursor: '2.2', content: 'fu' })
    const merged = mergeMessage(local, ended)
    expect(merged).toMatchObject({ status: 'cancelled', text: 'fu' })
    expect(mergeMessage(merged, messageView({ ...base, status: 'generating', cursor: '9.9' }))).toMatchObject({
      status: 'cancelled',
      text: 'fu',
    })
  })
})

describe('the cache', () => {
  test('keeps the most recently used sessions, and every one that streams or holds something unsent', async () => {
    const db = freshDb()
    const ids = Array.from({ length: 8 }, () => newId())
    const views = ids.map((id, i) => sessionView(id, new Date(2026, 0, i + 1).toISOString()))
    const streaming = messageView({ id: newId(), session_id: ids[0]!, status: 'generating' })
    await synced(db, page({ sessions: views, messages: [...ids.map((id) => done(id)), streaming] })).run()
    await db.drafts.put({ sessionId: ids[1]!, text: 'half a thought' })
    await evict(db, 3)
    const cached = await db.sessions.filter((session) => session.cached === 1).primaryKeys()
    expect(new Set(cached)).toEqual(new Set([ids[0], ids[1], ids[5], ids[6], ids[7]]))
    expect(await db.sessions.count()).toBe(8)
    expect(await db.messages.where('[sessionId+position]').between([ids[3], 0], [ids[3], 99]).count()).toBe(0)
  })
})
