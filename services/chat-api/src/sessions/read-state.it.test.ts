import type { LifecycleEvent } from '@continuo/contract'
import { feedChannel } from '@continuo/stream-log/keys'
import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { failMessage } from '../generations/complete.ts'
import { cancelMessage } from '../messages/cancel-message.ts'
import { sync } from '../messages/sync.ts'
import { updateSession } from './change-session.ts'
import { sessionView } from './session-view.ts'

/** Another device of the world's user: what its feed hears of sessions, and what `/sync` tells it. */
async function openDevice(world: World) {
  const ear = world.redis.duplicate()
  const heard: LifecycleEvent[] = []
  ear.on('message', (_channel, payload: string) => heard.push(JSON.parse(payload) as LifecycleEvent))
  await ear.subscribe(feedChannel(world.userId))
  const ask = (since: string | undefined) => sync(world.db, { userId: world.userId, since, limit: 100 })
  let { token } = await ask(undefined)
  return {
    /** The `session_changed` events since the last call, after all that was started has ended. */
    hears: async () => {
      await world.deps.background.settled()
      // the ear has a connection of its own: what was published is there when its ping comes back
      await ear.ping()
      return heard.splice(0).filter(({ type }) => type === 'session_changed')
    },
    /** The sessions that changed since the last call. */
    syncs: async () => {
      const changes = await ask(token)
      token = changes.token
      return changes.sessions.map(sessionView)
    },
    [Symbol.dispose]: () => ear.disconnect(),
  }
}

const change = (world: World, id: string, fields: Parameters<typeof updateSession>[1]['fields']) =>
  updateSession(world.deps, { userId: world.userId, id, fields })
const unread = async (world: World, id: string) =>
  sessionView(await world.db('sessions').where({ id }).first('*')).unread
const answer = async (world: World, messageId: string) =>
  world.complete(messageId, (await world.claim(messageId)).epoch)

test('an answer that ends makes its session unread, on every device, until it is read on one', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  using device = await openDevice(world)
  expect(await unread(world, sessionId)).toBe(false)
  await answer(world, messageId)
  const news = { type: 'session_changed', session_id: sessionId, title: null, pinned: false }
  expect(await device.hears()).toEqual([{ ...news, unread: true }])
  expect(await device.syncs()).toMatchObject([{ id: sessionId, unread: true }])
  await change(world, sessionId, { read: true })
  expect(await device.hears()).toEqual([{ ...news, unread: false }])
  expect(await device.syncs()).toMatchObject([{ id: sessionId, unread: false }])
})

test('an answer that failed is unread like any other; one that was stopped is not', async () => {
  await using world = await createWorld()
  const failing = await world.send()
  const stopped = await world.send({ content: 'stop me' })
  using device = await openDevice(world)
  const { epoch } = await world.claim(failing.messageId)
  await failMessage(world.deps, {
    ...{ messageId: failing.messageId, epoch, seq: 0, text: '', thinking: '', usage: null },
    ...{ failure: { code: 'config', message: '', retryAfterS: undefined }, model: undefined, latencyMs: undefined },
  })
  await cancelMessage(world.deps, { userId: world.userId, id: stopped.messageId, seen: undefined })
  expect(await device.hears()).toMatchObject([{ session_id: failing.sessionId, unread: true }])
  expect(await unread(world, failing.sessionId)).toBe(true)
  expect(await unread(world, stopped.sessionId)).toBe(false)
})

test('stopping an answer takes nothing away from what is unread already', async () => {
  await using world = await createWorld()
  const first = await world.send()
  const { sessionId } = first
  const second = await world.send({ sessionId, content: 'next' })
  await answer(world, first.messageId)
  await cancelMessage(world.deps, { userId: world.userId, id: second.messageId, seen: undefined })
  expect(await unread(world, sessionId)).toBe(true)
})

test("its owner's own next message counts as reading a session, and says so to the other devices once", async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  await answer(world, messageId)
  using device = await openDevice(world)
  await world.send({ sessionId, content: 'I have read it' })
  expect(await unread(world, sessionId)).toBe(false)
  expect(await device.hears()).toMatchObject([{ session_id: sessionId, unread: false }])
  expect(await device.syncs()).toMatchObject([{ id: sessionId, unread: false, message_count: 4 }])
  await world.send({ sessionId, content: 'nothing new to read' })
  expect(await device.hears()).toEqual([])
})

test('reading what is read already is no news to anyone, and neither is a second end in an unread session', async () => {
  await using world = await createWorld()
  const first = await world.send()
  const { sessionId } = first
  const second = await world.send({ sessionId, content: 'next' })
  await answer(world, first.messageId)
  using device = await openDevice(world)
  await answer(world, second.messageId)
  expect(await device.hears()).toEqual([])
  await change(world, sessionId, { read: true })
  expect(await device.hears()).toHaveLength(1)
  await device.syncs()
  expect(await change(world, sessionId, { read: true })).toMatchObject({ id: sessionId })
  expect(await device.hears()).toEqual([])
  // a transaction elsewhere in the cluster may make the present repeat for as long as it runs
  await eventually(async () => expect(await device.syncs()).toEqual([]))
})

test('of ends and readings that race, an end after the last reading is always unread', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const reads = Array.from({ length: 10 }, () => change(world, sessionId, { read: true }))
  await Promise.all([...reads, world.complete(messageId, epoch)])
  // whichever came last, another end is news again exactly when the session is read by then
  await change(world, sessionId, { read: true })
  expect(await unread(world, sessionId)).toBe(false)
  const next = await world.send({ sessionId, content: 'next' })
  await answer(world, next.messageId)
  expect(await unread(world, sessionId)).toBe(true)
})

test('a pin stays through answers, messages and readings, and the other devices hear of it', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  using device = await openDevice(world)
  await change(world, sessionId, { pinned: true })
  expect(await device.hears()).toMatchObject([{ session_id: sessionId, pinned: true, unread: false }])
  expect(await device.syncs()).toMatchObject([{ id: sessionId, pinned: true }])
  await answer(world, messageId)
  await change(world, sessionId, { title: 'Mine', read: true })
  expect(await unread(world, sessionId)).toBe(false)
  await world.send({ sessionId, content: 'next' })
  expect(await device.syncs()).toMatchObject([{ id: sessionId, pinned: true, title: 'Mine' }])
  await change(world, sessionId, { pinned: false })
  expect(await device.syncs()).toMatchObject([{ id: sessionId, pinned: false }])
})

test("nobody pins or reads somebody else's session", async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  await answer(world, messageId)
  const stranger = await world.newUser()
  for (const fields of [{ pinned: true }, { read: true }, {}])
    await expect(updateSession(world.deps, { userId: stranger, id: sessionId, fields })).rejects.toMatchObject({
      code: 'not_found',
    })
  expect(await world.db('sessions').first('pinned', 'unread_since')).toMatchObject({ pinned: false })
  expect(await unread(world, sessionId)).toBe(true)
})
