import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import { cancelMessage } from './cancel-message.ts'
import { listMessages } from './message-queries.ts'
import { retryMessage } from './retry-message.ts'

test('a retry puts one new answer in the place of the old one, however often it is asked', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: old } = await world.send()
  await cancelMessage(world.deps, { userId: world.userId, id: old, seen: undefined })
  const retries = await Promise.all(
    Array.from({ length: 10 }, () => retryMessage(world.deps, { userId: world.userId, id: old })),
  )
  const [answer] = new Set(retries.map(({ messageId }) => messageId))
  expect(new Set(retries.map(({ messageId }) => messageId)).size).toBe(1)
  const { items } = await listMessages(world.db, { userId: world.userId, sessionId, limit: 10, before: undefined })
  expect(items.map(({ id }) => id)).toEqual([answer, retries[0]!.userMessageId])
  expect(items[0]).toMatchObject({ position: 2, status: 'queued', dispatch_no: 1 })
  expect(await world.message(old)).toMatchObject({ status: 'cancelled', replaced_by: answer })
  expect(await world.db('sessions').first('message_count')).toEqual({ message_count: 2 })
})

test("what is running, or the user's own, cannot be retried", async () => {
  await using world = await createWorld()
  const { messageId, userMessageId } = await world.send()
  const retry = (id: string) => retryMessage(world.deps, { userId: world.userId, id })
  await expect(retry(messageId)).rejects.toMatchObject({ code: 'conflict' })
  await expect(retry(userMessageId)).rejects.toMatchObject({ code: 'conflict' })
  await world.claim(messageId)
  await expect(retry(messageId)).rejects.toMatchObject({ code: 'conflict' })
})

test('the last answer of a session is made anew, once however often it is asked, and its old text is in no prompt', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: old } = await world.send({ content: 'Q' })
  await world.complete(old, (await world.claim(old)).epoch, { text: 'first try' })
  const asked = Array.from({ length: 10 }, () => retryMessage(world.deps, { userId: world.userId, id: old }))
  const ids = new Set((await Promise.all(asked)).map(({ messageId }) => messageId))
  expect(ids.size).toBe(1)
  const [fresh] = ids
  expect(await world.message(old)).toMatchObject({ status: 'completed', content: 'first try', replaced_by: fresh })
  const { epoch, history } = await world.claim(fresh!)
  expect(history.map(({ content }) => content)).toEqual(['Q'])
  await world.complete(fresh!, epoch, { text: 'second try' })
  const { items } = await listMessages(world.db, { userId: world.userId, sessionId, limit: 10, before: undefined })
  expect(items.map(({ content }) => content)).toEqual(['second try', 'Q'])
})

test('a completed answer that others follow is not made anew, also when the next message races it', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send()
  await world.complete(messageId, (await world.claim(messageId)).epoch)
  await world.send({ sessionId, content: 'next' })
  const again = () => retryMessage(world.deps, { userId: world.userId, id: messageId })
  await expect(again()).rejects.toMatchObject({ code: 'conflict' })
  expect(await world.message(messageId)).toMatchObject({ replaced_by: null })

  for (let n = 0; n < 20; n++) {
    const { messageId: id, sessionId: session } = await world.send({ content: `race ${n}` })
    await world.complete(id, (await world.claim(id)).epoch)
    const retrying = retryMessage(world.deps, { userId: world.userId, id }).then(
      () => 'anew',
      ({ code }: { code: string }) => code,
    )
    const [outcome] = await Promise.all([retrying, world.send({ sessionId: session, content: 'next' })])
    const dispatched = await world.db('messages').where({ session_id: session, status: 'queued' }).select('dispatch_no')
    expect(['anew', 'conflict']).toContain(outcome)
    expect(dispatched.filter(({ dispatch_no }) => dispatch_no > 0)).toHaveLength(1)
    expect((await world.message(id)).replaced_by === null).toBe(outcome === 'conflict')
  }
})

test('a retry behind a running answer waits for it', async () => {
  await using world = await createWorld()
  const { sessionId, messageId: old } = await world.send()
  await cancelMessage(world.deps, { userId: world.userId, id: old, seen: undefined })
  const running = await world.send({ sessionId, content: 'next' })
  const retried = await retryMessage(world.deps, { userId: world.userId, id: old })
  expect(await world.message(retried.messageId)).toMatchObject({ dispatch_no: 0 })
  const { epoch } = await world.claim(running.messageId)
  await world.complete(running.messageId, epoch)
  expect(await world.message(retried.messageId)).toMatchObject({ dispatch_no: 1 })
})
