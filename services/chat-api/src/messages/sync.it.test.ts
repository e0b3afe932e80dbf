import { eventually } from '@continuo/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { prune } from '../maintenance/prune.ts'
import { updateSession } from '../sessions/change-session.ts'
import { deleteSession } from '../sessions/delete-session.ts'
import { cancelMessage } from './cancel-message.ts'
import { retryMessage } from './retry-message.ts'
import { type SyncResult, sync } from './sync.ts'

/** What a browser keeps: the fold of everything that sync has told. */
class Cache {
  token: string | undefined
  readonly sessions = new Map<string, string>()
  readonly messages = new Map<string, { status: string; session: string }>()

  async catchUp(world: World, limit = 200): Promise<SyncResult[]> {
    const pages: SyncResult[] = []
    do {
      const page = await sync(world.db, { userId: world.userId, since: this.token, limit })
      if (page.full && !pages.at(-1)?.more) {
        this.sessions.clear()
        this.messages.clear()
      }
      for (const { id, title } of page.sessions) this.sessions.set(id, title ?? '')
      for (const { id, status, session_id } of page.messages) this.messages.set(id, { status, session: session_id })
      for (const id of page.deletedMessages) this.messages.delete(id)
      for (const id of page.deletedSessions) {
        this.sessions.delete(id)
        for (const [message, { session }] of this.messages) if (session === id) this.messages.delete(message)
      }
      this.token = page.token
      pages.push(page)
    } while (pages.at(-1)?.more)
    return pages
  }
}

/** What the cache must be equal to. */
async function truth(world: World) {
  const sessions = await world.db('sessions').where({ user_id: world.userId }).select('id', 'title')
  const messages = await world
    .db('messages')
    .where({ user_id: world.userId })
    .whereNull('replaced_by')
    .select('id', 'status', 'session_id')
  return {
    sessions: new Map(sessions.map(({ id, title }) => [id, title ?? ''])),
    messages: new Map(messages.map(({ id, status, session_id }) => [id, { status, session: session_id }])),
  }
}

async function expectEqual(cache: Cache, world: World) {
  const { sessions, messages } = await truth(world)
  expect(new Map([...cache.sessions].toSorted())).toEqual(new Map([...sessions].toSorted()))
  expect(new Map([...cache.messages].toSorted())).toEqual(new Map([...messages].toSorted()))
}

test('a client that syncs while many others write, in pages of any size, misses nothing', async () => {
  await using world = await createWorld()
  const sessions: string[] = []
  const random = fc.sample(fc.nat(1_000), { numRuns: 400, seed: 7 })
  let at = 0
  const pick = (below: number) => random[at++ % random.length]! % below
  const known = () => sessions[pick(Math.max(1, sessions.length))]

  const act = async () => {
    const sessionId = known()
    switch (pick(7)) {
      case 0:
      case 1:
        sessions.push((await world.send()).sessionId)
        return
      case 2:
      case 3:
        if (sessionId) await world.send({ sessionId, content: 'more' })
        return
      case 4:
        if (sessionId)
          await updateSession(world.deps, { userId: world.userId, id: sessionId, fields: { title: `t${at}` } })
        return
      case 5: {
        const row = await world.db('messages').whereIn('status', ['queued', 'generating']).first('id')
        if (!row) return
        await cancelMessage(world.deps, { userId: world.userId, id: row.id, seen: undefined })
        if (pick(2) === 0) await retryMessage(world.deps, { userId: world.userId, id: row.id })
        return
      }
      case 6:
        if (sessionId && pick(3) === 0) await deleteSession(world.deps, { userId: world.userId, id: sessionId })
    }
  }
  const cache = new Cache()
  let writing = true
  const writers = Array.from({ length: 6 }, async () => {
    for (let n = 0; n < 40; n++) await act().catch((error: { code?: string }) => expect(error.code).toBe('not_found'))
  })
  const reader = (async () => {
    while (writing) await cache.catchUp(world, 1 + pick(9))
  })()
  await Promise.all(writers)
  writing = false
  await reader
  await cache.catchUp(world, 3)
  await expectEqual(cache, world)
})

test('what a transaction did that was still open at the last sync comes with the next', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  const cache = new Cache()
  const open = await world.db.transaction()
  await open('sessions').where({ id: sessionId }).update({ title: 'late' })
  // later transactions commit before it, and are seen
  await world.send()
  await cache.catchUp(world)
  expect(cache.sessions.get(sessionId)).toBe('')
  await open.commit()
  await cache.catchUp(world)
  expect(cache.sessions.get(sessionId)).toBe('late')
})

test('a quiet client gets nothing twice, and leases and checkpoints are no news', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  await world.claim(messageId)
  const cache = new Cache()
  await cache.catchUp(world)
  const nothing = { sessions: [], messages: [], deletedMessages: [], deletedSessions: [], full: false }
  // a transaction elsewhere in the cluster may make the present repeat for as long as it runs
  await eventually(async () => expect(await cache.catchUp(world)).toMatchObject([nothing]))
  const quiet = { lease_until: world.db.raw('now()'), content: 'checkpoint', content_seq: 4 }
  await world.db('messages').where({ id: messageId }).update(quiet)
  expect(await cache.catchUp(world)).toMatchObject([nothing])
})

test('a token of another database, of the future, or older than what was forgotten gets the whole anew', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  const cache = new Cache()
  await cache.catchUp(world)
  const full = async (since: string) => (await sync(world.db, { userId: world.userId, since, limit: 100 })).full
  expect(await full(cache.token!)).toBe(false)
  expect(await full('1.abc-1.5')).toBe(true)
  expect(await full('rubbish')).toBe(true)
  expect(await full(cache.token!.replace(/\d+$/, '999999999999'))).toBe(true)
  await deleteSession(world.deps, { userId: world.userId, id: sessionId })
  await world.db('tombstones').update({ deleted_at: world.db.raw("now() - interval '1 year'") })
  expect(await prune(world.db, { limit: 10, outboxMs: 1e9, tombstoneMs: 1e9 })).toMatchObject({ tombstones: 1 })
  expect(await full(cache.token!)).toBe(true)
})

test('a page stays small enough to travel, however long the texts are', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  await world.db('messages').update({ content: 'x'.repeat(3_000_000) })
  await world.send({ sessionId, content: 'small' })
  const cache = new Cache()
  const pages = await cache.catchUp(world)
  expect(pages.length).toBeGreaterThan(1)
  for (const { messages } of pages)
    expect(messages.reduce((sum, row) => sum + row.content.length, 0)).toBeLessThanOrEqual(4_000_000)
  await expectEqual(cache, world)
})

test('a user gets nothing of another, whatever token is used', async () => {
  await using world = await createWorld()
  await world.send()
  const stranger = await world.newUser()
  const mine = await sync(world.db, { userId: world.userId, since: undefined, limit: 1 })
  for (const since of [undefined, mine.token]) {
    const theirs = await sync(world.db, { userId: stranger, since, limit: 100 })
    expect([...theirs.sessions, ...theirs.messages]).toEqual([])
  }
})
