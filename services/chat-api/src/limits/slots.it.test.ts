import { newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { cancelMessage } from '../messages/cancel-message.ts'
import { retryMessage } from '../messages/retry-message.ts'
import { deleteSession } from '../sessions/delete-session.ts'
import { admitWaiting } from './admit.ts'

const slots = (userConcurrency: number) => createWorld({ limits: { userConcurrency } })

const dispatched = async ({ db }: World, userId: string): Promise<string[]> =>
  db('messages')
    .where({ user_id: userId, role: 'assistant' })
    .whereIn('status', ['queued', 'generating'])
    .where('dispatch_no', '>', 0)
    .orderBy(['created_at', 'id'])
    .pluck('id')

test('of fifty parallel sends three are dispatched, and as they end the others follow in the order of sending', async () => {
  await using world = await slots(3)
  const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => world.send({ content: `m${n}` })))
  expect(await dispatched(world, world.userId)).toHaveLength(3)
  expect(await world.outbox()).toHaveLength(3)
  const order = await world
    .db('messages')
    .where({ role: 'assistant' })
    .orderBy(['created_at', 'id'])
    .pluck<string[]>('id')

  const ended: string[] = []
  for (let left = sent.length; left > 0; left--) {
    const [first] = await dispatched(world, world.userId)
    await world.complete(first!, (await world.claim(first!)).epoch)
    ended.push(first!)
    await admitWaiting(world.deps)
    expect(await dispatched(world, world.userId)).toHaveLength(Math.min(3, left - 1))
  }
  // the first three are whichever sends came through first
  expect(ended.slice(3)).toEqual(order.filter((id) => ended.indexOf(id) >= 3))
})

test('two replicas that admit at the same time never let go more than there are slots', async () => {
  await using world = await slots(2)
  for (let n = 0; n < 12; n++) await world.send({ content: `m${n}` })
  for (let round = 0; round < 6; round++) {
    const running = await dispatched(world, world.userId)
    for (const id of running) await world.complete(id, (await world.claim(id)).epoch)
    await Promise.all(Array.from({ length: 4 }, () => admitWaiting(world.deps)))
    expect((await dispatched(world, world.userId)).length).toBeLessThanOrEqual(2)
  }
  expect(await world.db('messages').where({ status: 'queued' })).toEqual([])
})

test('one user with many waiting messages takes nothing from another', async () => {
  await using world = await slots(3)
  for (let n = 0; n < 20; n++) await world.send({ content: `m${n}` })
  const other = await world.newUser()
  const { messageId } = await world.send({ userId: other, content: 'mine' })
  expect(await dispatched(world, other)).toEqual([messageId])
})

test('the next message of a session does not pass older ones of other sessions', async () => {
  await using world = await slots(1)
  const sessionId = newId()
  const first = await world.send({ sessionId, createSession: true, content: 'one' })
  const elsewhere = await world.send({ content: 'two' })
  const next = await world.send({ sessionId, content: 'three' })
  const finish = async (id: string) => world.complete(id, (await world.claim(id)).epoch)

  await finish(first.messageId)
  await admitWaiting(world.deps)
  expect(await dispatched(world, world.userId)).toEqual([elsewhere.messageId])
  await finish(elsewhere.messageId)
  await admitWaiting(world.deps)
  expect(await dispatched(world, world.userId)).toEqual([next.messageId])
})

test.each<[string, (world: World, message: { sessionId: string; messageId: string }) => Promise<unknown>]>([
  ['a cancel', ({ deps, userId }, { messageId }) => cancelMessage(deps, { userId, id: messageId, seen: undefined })],
  ['a deletion', ({ deps, userId }, { sessionId }) => deleteSession(deps, { userId, id: sessionId })],
])('%s frees the slot', async (_name, end) => {
  await using world = await slots(1)
  const running = await world.send({ content: 'one' })
  const { messageId } = await world.send({ content: 'two' })
  await world.claim(running.messageId)
  await admitWaiting(world.deps)
  expect(await dispatched(world, world.userId)).toEqual([running.messageId])
  await end(world, running)
  await admitWaiting(world.deps)
  expect(await dispatched(world, world.userId)).toEqual([messageId])
})

test('a retry waits for a slot like any other message', async () => {
  await using world = await slots(1)
  const { messageId } = await world.send({ content: 'one' })
  await cancelMessage(world.deps, { userId: world.userId, id: messageId, seen: undefined })
  const running = await world.send({ content: 'two' })
  const again = await retryMessage(world.deps, { userId: world.userId, id: messageId })
  expect(await dispatched(world, world.userId)).toEqual([running.messageId])
  expect(await world.message(again.messageId)).toMatchObject({ status: 'queued', dispatch_no: 0 })
})
