import { newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import { orderJob } from '../generations/dispatch.ts'
import { deleteSession } from '../sessions/delete-session.ts'

test('50 parallel sends with one id make one message, one session and one job, with equal replies', async () => {
  await using world = await createWorld()
  const id = newId()
  const replies = await Promise.all(Array.from({ length: 50 }, () => world.send({ id, content: 'once' })))
  const receipts = new Set(replies.map(({ replayed: _, ...receipt }) => JSON.stringify(receipt)))
  expect(receipts.size).toBe(1)
  expect(replies.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await world.db('messages').select('role').orderBy('position')).toEqual([
    { role: 'user' },
    { role: 'assistant' },
  ])
  expect(await world.db('sessions').select('message_count', 'next_position')).toEqual([
    { message_count: 2, next_position: 3 },
  ])
  expect(await world.outbox()).toHaveLength(1)
})

test('50 parallel sends that make the session named by the client make it once', async () => {
  await using world = await createWorld()
  const command = { id: newId(), sessionId: newId(), createSession: true }
  await Promise.all(Array.from({ length: 50 }, () => world.send(command)))
  expect(await world.db('sessions').select('id', 'message_count')).toEqual([
    { id: command.sessionId, message_count: 2 },
  ])
  expect(await world.outbox()).toHaveLength(1)
})

test('the same id with another body, or of another user, is refused', async () => {
  await using world = await createWorld()
  const { userMessageId: id, sessionId } = await world.send({ content: 'first' })
  const conflict = { code: 'idempotency_conflict' }
  await expect(world.send({ id, content: 'second' })).rejects.toMatchObject(conflict)
  await expect(world.send({ id, content: 'first', sessionId })).rejects.toMatchObject(conflict)
  await expect(world.send({ id, content: 'first', model: 'other' })).rejects.toMatchObject(conflict)
  await expect(world.send({ id, content: 'first', userId: await world.newUser() })).rejects.toMatchObject(conflict)
  expect(await world.db('sessions')).toHaveLength(1)
})

test('a repeat gets the same receipt after the answer has ended and was retried', async () => {
  await using world = await createWorld()
  const first = await world.send({ content: 'again' })
  const { epoch } = await world.claim(first.messageId)
  await world.complete(first.messageId, epoch)
  expect(await world.send({ id: first.userMessageId, content: 'again' })).toEqual({ ...first, replayed: true })
})

test('a session that is missing, foreign or deleted is not found, and a late resend does not bring it back', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  const missing = { code: 'not_found' }
  await expect(world.send({ sessionId: newId() })).rejects.toMatchObject(missing)
  const stranger = await world.newUser()
  await expect(world.send({ sessionId, userId: stranger })).rejects.toMatchObject(missing)
  await expect(world.send({ sessionId, userId: stranger, createSession: true })).rejects.toMatchObject(missing)
  await deleteSession(world.deps, { userId: world.userId, id: sessionId })
  await expect(world.send({ sessionId, createSession: true })).rejects.toMatchObject(missing)
})

test('a user that is gone must sign in again', async () => {
  await using world = await createWorld()
  await expect(world.send({ userId: newId() })).rejects.toMatchObject({ constraint: 'sessions_user_id_fkey' })
})

test('a job order is seen by nobody before the commit of what it belongs to, and never without it', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const order = { ...(await world.message(messageId)), dispatch_no: 2 }
  await world.db.transaction(async (trx) => {
    await orderJob(trx, order)
    expect(await world.outbox()).toHaveLength(1)
  })
  expect(await world.outbox()).toHaveLength(2)
  const failing = world.db.transaction(async (trx) => {
    await orderJob(trx, { ...order, dispatch_no: 3 })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await world.outbox()).toHaveLength(2)
})

test('a session answers one message at a time, in the order they were sent', async () => {
  await using world = await createWorld()
  const first = await world.send()
  const { sessionId } = first
  const second = await world.send({ sessionId, content: '2' })
  const third = await world.send({ sessionId, content: '3' })
  const dispatches = async () =>
    (await world.outbox()).filter((row) => row.kind === 'generate').map((row) => row.message_id)
  expect(await dispatches()).toEqual([first.messageId])
  for (const [index, { messageId }] of [first, second, third].entries()) {
    const { epoch, history } = await world.claim(messageId)
    expect(history.filter(({ role }) => role === 'user')).toHaveLength(index + 1)
    await world.complete(messageId, epoch)
  }
  expect(await dispatches()).toEqual([first.messageId, second.messageId, third.messageId])
})

test('many senders at once leave a session with one dispatched message and unbroken places', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  await Promise.all(Array.from({ length: 25 }, (_, n) => world.send({ sessionId, content: `m${n}` })))
  const rows = await world
    .db('messages')
    .where({ session_id: sessionId })
    .orderBy('position')
    .select('position', 'dispatch_no')
  expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 52 }, (_, n) => n + 1))
  expect(rows.filter(({ dispatch_no }) => dispatch_no > 0)).toHaveLength(1)
})
