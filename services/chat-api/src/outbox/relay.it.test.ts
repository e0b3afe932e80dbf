import { generateJobId, newId } from '@continuo/contract'
import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import { releaseMessage } from '../generations/release.ts'
import type { OrderedJob } from './queues.ts'
import { relayBatch, startRelay } from './relay.ts'

const sent = (rows: { sent_at: Date | null }[]) => rows.filter(({ sent_at }) => sent_at !== null).length

test('an ordered job reaches the queue with ids only, and its message can be found by it', async () => {
  await using world = await createWorld()
  const { messageId, sessionId, taskId } = await world.send({ content: 'a secret prompt', requestId: 'req-1' })
  expect(await relayBatch({ ...world.deps, queues: world.queues })).toBe(1)
  const job = await world.redis.hgetall(`bull:chat:${taskId}`)
  expect(JSON.parse(job.data!)).toEqual({
    message_id: messageId,
    session_id: sessionId,
    dispatch_no: 1,
    request_id: 'req-1',
  })
  expect(JSON.stringify(job)).not.toContain('secret')
  await world.deps.background.settled()
  expect(await world.redis.get(`chat:task:{${sessionId}}:${messageId}`)).toBe(taskId)
  expect(await relayBatch({ ...world.deps, queues: world.queues })).toBe(0)
})

test('the order of a traced message carries its trace, also the one of a second attempt and of the title', async () => {
  await using world = await createWorld()
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const { messageId, taskId } = await world.send()
  await world.deps.db('messages').where({ id: messageId }).update({ traceparent })
  await world.deps.db('outbox').where({ message_id: messageId }).update({ traceparent })
  const relay = () => relayBatch({ ...world.deps, queues: world.queues })
  expect(await relay()).toBe(1)
  const job = await world.redis.hgetall(`bull:chat:${taskId}`)
  expect(JSON.parse(job.data!)).toMatchObject({ message_id: messageId, traceparent })

  const { epoch } = await world.claim(messageId)
  const word = { messageId, epoch, seq: 0, text: '', thinking: '', usage: null }
  await releaseMessage(world.deps, { ...word, reason: 'retry', delayMs: 0, code: 'overloaded' })
  await world.complete(messageId, (await world.claim(messageId)).epoch)
  expect((await world.outbox()).map((row) => [row.kind, row.traceparent])).toEqual([
    ['generate', traceparent],
    ['generate', traceparent],
    ['title', traceparent],
  ])
})

test('a relay that dies between add and mark adds again, and the queue keeps one job', async () => {
  await using world = await createWorld()
  const { taskId, messageId, sessionId } = await world.send()
  const dying = {
    add: async (jobs: readonly OrderedJob[]) => {
      await world.queues.add(jobs)
      throw new Error('killed after the add')
    },
  }
  await expect(relayBatch({ ...world.deps, queues: dying })).rejects.toThrow('killed')
  const job = {
    kind: 'generate',
    message_id: messageId,
    session_id: sessionId,
    dispatch_no: 1,
    request_id: null,
  } as const
  expect(await world.queues.isPending(job)).toBe(true)
  expect(sent(await world.outbox())).toBe(0)
  expect(await relayBatch({ ...world.deps, queues: world.queues })).toBe(1)
  const waiting = await world.redis.lrange('bull:chat:wait', 0, -1)
  expect(waiting.filter((id) => id === taskId)).toHaveLength(1)
  expect(await world.queues.isPending({ ...job, message_id: newId() })).toBe(false)
})

test('several relays share the work: every job is handed over once', async () => {
  await using world = await createWorld()
  for (let n = 0; n < 30; n++) await world.send({ content: `m${n}` })
  const added: string[] = []
  const queues = { add: async (jobs: readonly OrderedJob[]) => void added.push(...jobs.map((job) => job.message_id)) }
  await Promise.all(Array.from({ length: 5 }, () => relayBatch({ ...world.deps, queues })))
  while ((await relayBatch({ ...world.deps, queues })) > 0);
  expect(added).toHaveLength(30)
  expect(new Set(added).size).toBe(30)
})

test('a job is not handed over before its time', async () => {
  await using world = await createWorld()
  await world.send()
  await world.db('outbox').update({ not_before: world.db.raw("now() + interval '1 hour'") })
  expect(await relayBatch({ ...world.deps, queues: world.queues })).toBe(0)
})

test('while the queue is away messages are accepted, and their jobs are sent when it is back', async () => {
  await using world = await createWorld()
  let away = true
  const added: string[] = []
  const queues = {
    add: async (jobs: readonly OrderedJob[]) => {
      if (away) throw new Error('Redis is away')
      added.push(...jobs.map((job) => generateJobId(job.message_id, job.dispatch_no)))
    },
  }
  await using relay = startRelay({ ...world.deps, queues }, { pollMs: 20 })
  const accepted = [await world.send(), await world.send(), await world.send()]
  relay.wake()
  expect(added).toEqual([])
  away = false
  await eventually(() => expect(added.toSorted()).toEqual(accepted.map(({ taskId }) => taskId).toSorted()))
  await eventually(async () => expect(sent(await world.outbox())).toBe(3))
})

test('waking the relay sends at once, without waiting for its poll', async () => {
  await using world = await createWorld()
  const { promise: handedOver, resolve } = Promise.withResolvers<void>()
  const queues = { add: async () => resolve() }
  await using relay = startRelay({ ...world.deps, queues }, { pollMs: 3_600_000 })
  await world.send()
  relay.wake()
  await handedOver
})
