import { newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { retryMessage } from './retry-message.ts'

const movedOn = { code: 'session_moved_on' }
const answered = async (world: World) => {
  const sent = await world.send()
  await world.complete(sent.messageId, (await world.claim(sent.messageId)).epoch)
  return sent
}

test('of many sends with one base exactly one is accepted; the others get session_moved_on and leave nothing', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: base } = await answered(world)
  const sends = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => world.send({ sessionId, content: `from device ${n}`, base })),
  )
  expect(sends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const send of sends) if (send.status === 'rejected') expect(send.reason).toMatchObject(movedOn)
  expect(await world.db('messages').where({ session_id: sessionId })).toHaveLength(4)
  expect(await world.db('sessions').first('message_count', 'next_position')).toEqual({
    message_count: 4,
    next_position: 5,
  })
  expect(await world.outbox()).toHaveLength(3) // two answers and the title
})

test('of many sends with one base and one id all get the same reply', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: base } = await answered(world)
  const id = newId()
  const replies = await Promise.all(Array.from({ length: 20 }, () => world.send({ sessionId, id, base })))
  expect(new Set(replies.map(({ messageId }) => messageId)).size).toBe(1)
  expect(replies.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await world.db('messages').where({ session_id: sessionId })).toHaveLength(4)
})

test('a queue of messages names its own last one as base, while the answers still wait', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await answered(world)
  const first = await world.send({ sessionId, content: '1', base: messageId })
  const second = await world.send({ sessionId, content: '2', base: first.userMessageId })
  await world.send({ sessionId, content: '3', base: second.userMessageId })
  // the first is not the last any more, neither by its own name nor by its answer's
  await expect(world.send({ sessionId, content: '4', base: first.userMessageId })).rejects.toMatchObject(movedOn)
  await expect(world.send({ sessionId, content: '4', base: first.messageId })).rejects.toMatchObject(movedOn)
})

test('a repeat of an accepted id gets its reply whatever its base and wherever the session stands; another body 422', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: base } = await answered(world)
  const sent = await world.send({ sessionId, base, content: 'once' })
  await world.send({ sessionId, content: 'later' })
  const repeat = { sessionId, id: sent.userMessageId, content: 'once' }
  for (const other of [base, undefined, newId()])
    expect(await world.send({ ...repeat, base: other })).toEqual({ ...sent, replayed: true })
  const changed = world.send({ ...repeat, base, content: 'twice' })
  await expect(changed).rejects.toMatchObject({ code: 'idempotency_conflict' })
})

test('an answer made anew elsewhere moves the session on for whoever has seen the old one, not for whoever asked', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: old, userMessageId } = await answered(world)
  const { messageId: fresh } = await retryMessage(world.deps, { userId: world.userId, id: old })
  await expect(world.send({ sessionId, base: old })).rejects.toMatchObject(movedOn)
  const sent = await world.send({ sessionId, base: fresh })
  await expect(world.send({ sessionId, base: userMessageId })).rejects.toMatchObject(movedOn)
  expect(await world.send({ sessionId, base: sent.userMessageId })).toMatchObject({ replayed: false })
})

test('a base in an empty, a new or another session is not its end', async () => {
  await using world = await createWorld()
  const { messageId: base } = await answered(world)
  const other = await world.send()
  await expect(world.send({ base })).rejects.toMatchObject(movedOn)
  await expect(world.send({ base, sessionId: newId(), createSession: true })).rejects.toMatchObject(movedOn)
  await expect(world.send({ base, sessionId: other.sessionId })).rejects.toMatchObject(movedOn)
  expect(await world.db('sessions')).toHaveLength(2)
})
