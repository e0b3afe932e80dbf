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

test("what is running, completed or the user's own cannot be retried", async () => {
  await using world = await createWorld()
  const { messageId, userMessageId } = await world.send()
  const retry = (id: string) => retryMessage(world.deps, { userId: world.userId, id })
  await expect(retry(messageId)).rejects.toMatchObject({ code: 'conflict' })
  await expect(retry(userMessageId)).rejects.toMatchObject({ code: 'conflict' })
  const { epoch } = await world.claim(messageId)
  await world.complete(messageId, epoch)
  await expect(retry(messageId)).rejects.toMatchObject({ code: 'conflict' })
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
