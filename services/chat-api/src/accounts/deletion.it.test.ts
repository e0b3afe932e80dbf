import { GenerateJob } from '@continuo/contract'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { createWriter } from '@continuo/stream-log/writer'
import { eventually } from '@continuo/testkit'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { dumpPostgres, dumpRedis } from '../../test/everything-stored.ts'
import { goodPassword, newAccount, newGuest, newLogin, sha256, whoIs } from '../../test/people.ts'
import { startService } from '../../test/start-service.ts'
import { redisUrl } from '../../test/stores.ts'
import { createDatabase } from '../db/knex.ts'

const secret = 'marked-words-of-a-person'

/** That somebody did something stays known, by an id that leads to nobody any more. */
const withoutIdInAudit = (dump: string, userId: string) =>
  dump
    .split('\n')
    .map((line) => (line.startsWith('audit_events:') ? line.replaceAll(userId, 'gone') : line))
    .join('\n')

/** A service that dispatches into a Redis database of its own, so that all keys in it are this test's. */
async function open() {
  const resources = new AsyncDisposableStack()
  const redisAddress = redisUrl(30)
  const redis = new Redis(redisAddress, { maxRetriesPerRequest: null })
  resources.defer(() => redis.disconnect())
  await redis.flushdb()
  const api = resources.use(await startService(() => ({ REDIS_URL: redisAddress, RECONCILE_EVERY_MS: '200' })))
  const db = createDatabase({ url: api.database.url })
  resources.defer(() => db.destroy())
  return { ...api, db, redis, redisAddress, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

test(
  'an account that is deleted while answers are written leaves no row, no key and no job',
  { timeout: 90_000 },
  async () => {
    await using world = await open()
    const { client: api, db, redis, redisAddress } = world
    const ann = await newAccount(api, { email: 'marked.address@example.org' })
    const bob = await newAccount(api)
    await api.accounts.createAccessToken(
      { name: secret, scopes: ['chat:read'], expires_in_days: 1, token_sha256: sha256('cnt_deleted') },
      ann.caller,
    )
    // a writer that does not hear of the end: it goes on for three seconds, as one that is cut off would
    const connection = connectRedis(redisAddress, 'command', { name: 'test', onError: () => {} })
    const writer = createWriter(createRedisStore(connection))
    const writing = Promise.withResolvers<void>()
    const worker = new Worker(
      'chat',
      async (job) => {
        const { message_id, session_id, dispatch_no } = GenerateJob.parse(job.data)
        const { claimed } = await api.generations.claim({ message_id, dispatch_no, worker_id: 'w' })
        const ref = { sessionId: session_id, messageId: message_id }
        const opened = await writer.open({ ref, epoch: claimed!.epoch, opening: { type: 'reset', reason: 'start' } })
        for (let n = 0; n < 30; n++) {
          if (opened.kind === 'ok') await opened.stream.append([{ type: 'delta', text: secret }]).catch(() => {})
          writing.resolve()
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      },
      { connection: redis, concurrency: 2 },
    )
    await worker.waitUntilReady()
    const sent = await api.messages.sendMessage({ content: secret }, ann.caller)
    await writing.promise
    await worker.pause(true)
    // waits behind the first, and one that waits in the queue
    await api.messages.sendMessage({ content: secret, session_id: sent.session_id }, ann.caller)
    const waiting = await api.messages.sendMessage({ content: secret }, ann.caller)
    const kept = await api.messages.sendMessage({ content: 'of somebody else' }, bob.caller)
    await eventually(async () => expect(await dumpRedis(redis)).toContain(waiting.message_id))
    const marks = [secret, 'marked.address', ann.caller.userId, sent.session_id, sent.message_id, waiting.message_id]
    const stored = `${await dumpPostgres(db)}\n${await dumpRedis(redis)}`
    for (const mark of marks) expect(stored).toContain(mark)

    const began = performance.now()
    await api.accounts.deleteAccount({ password: goodPassword }, ann.caller)
    await expect(whoIs(api, ann.token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(whoIs(api, 'cnt_deleted')).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(
      api.accounts.logIn({ email: ann.email, password: goodPassword, login: newLogin().login }),
    ).rejects.toMatchObject({ code: 'wrong_credentials' })
    // what says who it was goes at once, whatever the stores do
    expect(await dumpPostgres(db)).not.toContain('marked.address')
    await eventually(async () => {
      const left = `${withoutIdInAudit(await dumpPostgres(db), ann.caller.userId)}\n${await dumpRedis(redis)}`
      for (const mark of marks) expect(left).not.toContain(mark)
    }, 60_000)
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(await api.messages.getMessage({ id: kept.message_id }, bob.caller)).toMatchObject({ status: 'queued' })
    expect(await dumpRedis(redis)).toContain(kept.message_id)
    await worker.close()
    connection.disconnect()
  },
)

test('whoever has a password is asked for it; a guest goes without, and the address is free again', async () => {
  await using world = await open()
  const { client: api, db } = world
  const ann = await newAccount(api, { email: 'again@example.org' })
  await expect(api.accounts.deleteAccount({}, ann.caller)).rejects.toMatchObject({ code: 'wrong_credentials' })
  await expect(api.accounts.deleteAccount({ password: 'not the one' }, ann.caller)).rejects.toMatchObject({
    code: 'wrong_credentials',
  })
  await api.accounts.deleteAccount({ password: goodPassword }, ann.caller)
  const next = await newAccount(api, { email: 'again@example.org' })
  expect(next.caller.userId).not.toBe(ann.caller.userId)
  const guest = await newGuest(api)
  await api.accounts.deleteAccount({}, guest.caller)
  await eventually(async () =>
    expect((await db('users').pluck('id')).toSorted()).toEqual([next.caller.userId].toSorted()),
  )
})

test('chats go at once; a note of what Redis may still hold stays until it has been seen to be gone', async () => {
  await using world = await open()
  const { client: api, db } = world
  const ann = await newAccount(api)
  const { message_id } = await api.messages.sendMessage({ content: secret }, ann.caller)
  await api.accounts.deleteAccount({ password: goodPassword }, ann.caller)
  await eventually(async () => expect(await db('messages').where({ id: message_id })).toEqual([]))
  expect(await db('users').where({ id: ann.caller.userId })).toHaveLength(1)
  expect(await db('leftovers').where({ message_id })).toHaveLength(1)
})
