import { eventually } from '@continuo/testkit'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { relayBatch } from '../outbox/relay.ts'
import type { RepairDeps } from './repairs.ts'
import { roundLimit, startReconciler } from './reconciler.ts'

/** A reconciler that turns only when it is told to, and trusts leases from the start unless the clock is given. */
function reconciler(world: World, overrides: Partial<RepairDeps> = {}, now?: () => number) {
  let calls = 0
  const deps = { ...world.deps, ...overrides, queues: { ...world.queues, ...overrides.queues } }
  const clock = now ?? (() => (calls++ === 0 ? 0 : 1e9))
  return startReconciler(deps, { everyMs: 3_600_000, queueCheckAfterMs: 30_000, now: clock })
}

async function connectAdmin(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

test('the message of a dead worker is dispatched again, and viewers see its text and that it recovers', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  const { messageId, sessionId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const ref = { sessionId, messageId }
  const opened = await world.writer.open({ ref, epoch, opening: { type: 'reset', reason: 'start' } })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  await opened.stream.append([{ type: 'delta', text: 'half an ans' }])
  await world.age(messageId, 'lease_until')
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1, ended: 0 })
  await world.deps.background.settled()
  expect(await world.message(messageId)).toMatchObject({ epoch: epoch + 1, dispatch_no: 2, lease_owner: null })
  expect((await world.outbox()).map(({ dispatch_no }) => dispatch_no)).toEqual([1, 2])
  expect(await world.deps.streams.reader.readText(ref)).toMatchObject({
    state: { text: 'half an ans', recovering: true, status: 'generating', at: { epoch: epoch + 1, seq: 1 } },
  })
  expect(await opened.stream.append([{ type: 'delta', text: 'wer' }])).toMatchObject({ kind: 'stale' })
  expect(await world.claim(messageId, 'heir')).toMatchObject({ attempt: 2, epoch: epoch + 2 })
})

test('a message that kills every worker ends as worker_crash after three of them', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  const { messageId } = await world.send()
  for (let crash = 1; crash <= 3; crash++) {
    await world.claim(messageId, `w${crash}`)
    await world.age(messageId, 'lease_until')
    await loop.round(roundLimit)
  }
  expect(await world.message(messageId)).toMatchObject({
    status: 'error',
    error_code: 'worker_crash',
    error_retryable: true,
    attempts: 3,
  })
  await expect(world.claim(messageId)).rejects.toThrow(/terminal/)
})

test('live leases are left alone', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  const { messageId } = await world.send()
  await world.claim(messageId)
  expect(await loop.round(roundLimit)).toEqual({ redispatched: 0, ended: 0, announced: 0 })
  expect(await world.message(messageId)).toMatchObject({ dispatch_no: 1, epoch: 1 })
})

test('after its start the loop waits two lease periods before it takes a message from a worker', async () => {
  await using world = await createWorld()
  let nowMs = 0
  await using loop = reconciler(world, {}, () => nowMs)
  const { messageId } = await world.send()
  await world.claim(messageId)
  await world.age(messageId, 'lease_until')
  nowMs = 2 * world.deps.limits.leaseMs - 1
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 0 })
  nowMs += 1
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1 })
})

test('after a time without Postgres the loop waits two lease periods again', async () => {
  await using world = await createWorld()
  let nowMs = 0
  let cut = false
  const queues = {
    isPending: async () => {
      // a round is at work: end every connection but this one
      cut = true
      const { rowCount } = await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
      )
      expect(rowCount).toBeGreaterThan(0)
      return true
    },
  }
  await using admin = await connectAdmin(world.database.url)
  await using loop = reconciler(world, { queues }, () => nowMs)
  const waiting = await world.send()
  await relayBatch({ ...world.deps, queues: world.queues })
  await world.age(waiting.messageId, 'queue_checked_at')
  nowMs = 1e6
  await expect(loop.round(roundLimit)).rejects.toThrow()
  expect(cut).toBe(true)
  // the pool finds out one by one which of its connections are dead
  await eventually(() => world.db('messages').update({ queue_checked_at: world.db.fn.now() as never }))

  const { messageId } = await world.send()
  await world.claim(messageId)
  await world.age(messageId, 'lease_until')
  nowMs += 2 * world.deps.limits.leaseMs - 1
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 0 })
  nowMs += 1
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1 })
})

test('what waited too long, or took too long, ends as expired with the text that was kept', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  const queued = await world.send()
  await world.age(queued.messageId, 'expires_at')
  const running = await world.send()
  await world.claim(running.messageId)
  await world.db('messages').where({ id: running.messageId }).update({ content: 'kept' })
  await world.age(running.messageId, 'deadline_at')
  expect(await loop.round(roundLimit)).toMatchObject({ ended: 2 })
  expect(await world.message(queued.messageId)).toMatchObject({ status: 'error', error_code: 'expired' })
  expect(await world.message(running.messageId)).toMatchObject({
    status: 'error',
    error_code: 'expired',
    content: 'kept',
  })
})

test('a job that Redis has lost is ordered again, one that waits there is not', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  const [lost, waiting, unsent] = [await world.send(), await world.send(), await world.send()]
  await world
    .db('outbox')
    .where({ message_id: unsent.messageId })
    .update({ not_before: world.db.raw("now() + interval '1 hour'") })
  await relayBatch({ ...world.deps, queues: world.queues })
  await world.redis.del(`bull:chat:${lost.taskId}`)
  for (const { messageId } of [lost, waiting, unsent]) await world.age(messageId, 'queue_checked_at')
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1 })
  expect(await world.message(lost.messageId)).toMatchObject({ dispatch_no: 2, status: 'queued' })
  expect(await world.message(waiting.messageId)).toMatchObject({ dispatch_no: 1 })
  expect(await world.message(unsent.messageId)).toMatchObject({ dispatch_no: 1 })
})

test('an end that nobody was told is announced later', async () => {
  await using world = await createWorld()
  const { messageId, sessionId } = await world.send()
  const { epoch } = await world.claim(messageId)
  await world.complete(messageId, epoch)
  await world.deps.background.settled()
  // as if chat-api had died right after the commit, and Redis had lost the log since
  await world.redis.del(`chat:stream:{${sessionId}}:${messageId}`, `chat:status:{${sessionId}}:${messageId}`)
  await world.db('messages').where({ id: messageId }).update({ announced: false })
  await world.age(messageId, 'completed_at')
  await using loop = reconciler(world)
  expect(await loop.round(roundLimit)).toMatchObject({ announced: 1 })
  expect(await world.redis.hget(`chat:status:{${sessionId}}:${messageId}`, 'status')).toBe('completed')
})

test('a message that waits behind nothing is let go', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  await world.db('outbox').delete()
  await world
    .db('messages')
    .where({ id: messageId })
    .update({ dispatch_no: 0, created_at: world.db.raw("now() - interval '1 hour'") })
  await using loop = reconciler(world)
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1 })
  expect(await world.message(messageId)).toMatchObject({ dispatch_no: 1 })
  expect(await world.outbox()).toHaveLength(1)
})

test('without Redis the other repairs go on', async () => {
  await using world = await createWorld({ redisUrl: 'redis://127.0.0.1:1' })
  await using loop = reconciler(world)
  const crashed = await world.send()
  await world.claim(crashed.messageId)
  await world.age(crashed.messageId, 'lease_until')
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 1 })
})

test('a round takes no more than its limit of each kind', async () => {
  await using world = await createWorld()
  await using loop = reconciler(world)
  for (let n = 0; n < 5; n++) {
    const { messageId } = await world.send()
    await world.claim(messageId)
    await world.age(messageId, 'lease_until')
  }
  expect(await loop.round(2)).toMatchObject({ redispatched: 2 })
  expect(await loop.round(roundLimit)).toMatchObject({ redispatched: 3 })
})
