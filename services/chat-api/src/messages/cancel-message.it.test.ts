import { delay } from '@continuo/runtime'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { sha256Hex } from '../sha256.ts'
import { cancelMessage } from './cancel-message.ts'

/** A claimed message whose log holds `Hello`, ` world`, `!` at seq 2, 3, 4. */
async function streaming(world: World) {
  const accepted = await world.send()
  const { epoch } = await world.claim(accepted.messageId)
  const ref = { sessionId: accepted.sessionId, messageId: accepted.messageId }
  const opened = await world.writer.open({ ref, epoch, opening: { type: 'reset', reason: 'start' } })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  for (const text of ['Hello', ' world', '!']) await opened.stream.append([{ type: 'delta', text }])
  return { ...accepted, ref, epoch, stream: opened.stream }
}

const cancel = (world: World, id: string, seen?: { epoch: number; seq: number }) =>
  cancelMessage(world.deps, { userId: world.userId, id, seen })

test('a cancelled answer keeps the text at the cursor of whoever clicked, and everyone is led to it', async () => {
  await using world = await createWorld()
  const { messageId, ref, epoch, stream } = await streaming(world)
  const row = await cancel(world, messageId, { epoch, seq: 3 })
  expect(row).toMatchObject({ status: 'cancelled', content: 'Hello world', sha256: sha256Hex('Hello world') })
  await world.deps.background.settled()
  expect(await world.deps.streams.reader.readText(ref)).toMatchObject({
    kind: 'text',
    state: { status: 'cancelled', text: 'Hello world', cancelled: { length: 11, sha256: sha256Hex('Hello world') } },
  })
  expect(await stream.append([{ type: 'delta', text: 'more' }])).toMatchObject({ kind: 'stale' })
  expect(await world.message(messageId)).toMatchObject({ announced: true, epoch: epoch + 1 })
})

test('without a cursor everything in the log is kept; a repeat returns the same message', async () => {
  await using world = await createWorld()
  const { messageId } = await streaming(world)
  const row = await cancel(world, messageId)
  expect(row.content).toBe('Hello world!')
  expect(await cancel(world, messageId, { epoch: 1, seq: 2 })).toMatchObject({
    content: 'Hello world!',
    epoch: row.epoch,
  })
})

test('a queued message is cancelled with no text, and its job then finds nothing to do', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  expect(await cancel(world, messageId)).toMatchObject({ status: 'cancelled', content: '' })
  await expect(world.claim(messageId)).rejects.toThrow(/terminal/)
})

test('cancelling a waiting message lets no other one overtake the running answer', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send()
  const second = await world.send({ sessionId, content: '2' })
  const third = await world.send({ sessionId, content: '3' })
  await cancel(world, second.messageId)
  expect(await world.message(third.messageId)).toMatchObject({ status: 'queued', dispatch_no: 0 })
})

test('stopping works while Redis is away, with the checkpoint as text', async () => {
  await using world = await createWorld({ redisUrl: 'redis://127.0.0.1:1' })
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  await world.db('messages').where({ id: messageId }).update({ content: 'kept', content_epoch: epoch, content_seq: 9 })
  expect(await cancel(world, messageId, { epoch, seq: 9 })).toMatchObject({ status: 'cancelled', content: 'kept' })
  await world.deps.background.settled()
  expect(await world.message(messageId)).toMatchObject({ announced: false })
})

test('of a cancel and a completion that race, exactly one ends the message, 200 times', async () => {
  await using world = await createWorld()
  /** @param headStartMs How much earlier the cancel comes. */
  const race = async (headStartMs: number): Promise<'completed' | 'cancelled'> => {
    const { messageId } = await world.send()
    const { epoch } = await world.claim(messageId)
    const completing = delay(headStartMs)
      .then(() => world.complete(messageId, epoch))
      .then(
        () => 'completed' as const,
        (error: { code?: string }) => {
          expect(error.code).toBe('fenced')
          return 'cancelled' as const
        },
      )
    const [end, row] = await Promise.all([completing, cancel(world, messageId)])
    expect((await world.message(messageId)).status).toBe(end)
    expect(row.status).toBe(end)
    return end
  }
  const ends: string[] = []
  for (let batch = 0; batch < 10; batch++)
    ends.push(...(await Promise.all(Array.from({ length: 20 }, (_, n) => race(n * 5)))))
  await world.deps.background.settled()
  expect(await world.db('messages').where({ role: 'assistant', announced: true })).toHaveLength(200)
  // both ways must have happened, or the race was none
  expect(new Set(ends)).toEqual(new Set(['completed', 'cancelled']))
}, 120_000)
