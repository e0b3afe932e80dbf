import { newId, origin } from '@continuo/contract'
import { startTcpProxy } from '@continuo/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conformance } from '../../test/conformance.ts'
import { connect, openRedis, redisUrl, redisUrlAt } from '../../test/open-redis.ts'
import { logKey, statusKey, taskKey } from '../keys.ts'
import { createReader } from '../reader.ts'
import { ttlMs } from '../store.ts'
import { createWriter } from '../writer.ts'
import { createRedisStore } from './store.ts'

conformance('the Redis store', () => openRedis())

const newRef = () => ({ sessionId: newId(), messageId: newId() })
const reset = { type: 'reset', reason: 'started' } as const
const say = (text: string) => ({ type: 'delta', text }) as const

describe('the Redis store', () => {
  const redis = connect('command')
  const store = createRedisStore(redis)
  const writer = createWriter(store, { retryMs: 5 })
  afterAll(() => redis.disconnect())

  async function openEpoch(ref = newRef(), epoch = 1) {
    const result = await writer.open({ ref, epoch, opening: reset })
    if (result.kind !== 'ok') throw new Error(result.kind)
    return result.stream
  }

  test('9 keys live an hour from the first write, the heartbeat and the end; an append does not pay for it', async () => {
    const { ref, append, epoch } = await openEpoch()
    const ttls = () => Promise.all([redis.pttl(logKey(ref)), redis.pttl(statusKey(ref))])
    const shorten = () => Promise.all([redis.pexpire(logKey(ref), 60_000), redis.pexpire(statusKey(ref), 60_000)])
    const expectTtls = async (from: number, to: number) => {
      for (const ttl of await ttls()) {
        expect(ttl).toBeGreaterThan(from)
        expect(ttl).toBeLessThanOrEqual(to)
      }
    }
    await expectTtls(ttlMs - 30_000, ttlMs)
    await shorten()
    await append([say('a')])
    await expectTtls(0, 60_000)
    await writer.heartbeat([{ ref, epoch }])
    await expectTtls(ttlMs - 30_000, ttlMs)
    await shorten()
    await store.end({ ref, epoch, seq: 3, entries: ['cancelled\n{}'], length: 1, status: 'cancelled' })
    await expectTtls(ttlMs - 30_000, ttlMs)
    await store.setTask(ref, 'gen-1')
    expect(await redis.pttl(taskKey(ref))).toBeGreaterThan(ttlMs - 30_000)
  })

  test('2 a log that lost its entries under a living status hash lends no wrong positions to what is left', async () => {
    const stream = await openEpoch()
    const reader = createReader(store)
    await stream.append([say('a'), say('b')])
    await redis.del(logKey(stream.ref))
    expect(await reader.replay(stream.ref, origin)).toMatchObject({ kind: 'behind' })
    expect(await writer.heartbeat([stream])).toMatchObject([{ kind: 'lost' }])
    await stream.append([say('c')])
    expect(await reader.replay(stream.ref, { epoch: 1, seq: 1 })).toMatchObject({ kind: 'behind' })
  })

  test('a Redis that has forgotten the scripts is taught them again', async () => {
    const stream = await openEpoch()
    await redis.script('FLUSH')
    expect(await stream.append([say('a')])).toMatchObject({ kind: 'ok' })
  })

  test('4 a broken script run never leaves half an append: entries, head and messages change together', async () => {
    const stream = await openEpoch()
    const key = logKey(stream.ref)
    await redis.del(key)
    await redis.set(key, 'not a list')
    await expect(store.append({ ref: stream.ref, epoch: 1, seq: 2, entries: ['+a'] })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect((await store.heads([stream.ref]))[0]?.at).toEqual({ epoch: 1, seq: 1 })
  })

  describe('on a bad network', () => {
    let proxy: Awaited<ReturnType<typeof startTcpProxy>>
    beforeAll(async () => void (proxy = await startTcpProxy({ port: Number(new URL(redisUrl()).port) })))
    afterAll(async () => await proxy[Symbol.asyncDispose]())

    test('4 connections that are cut all the time: every piece is in the log once, in order', async () => {
      const client = connect('producer', redisUrlAt(proxy.port))
      const retries: unknown[] = []
      const flaky = createWriter(createRedisStore(client), { retryMs: 5, onRetry: (cause) => retries.push(cause) })
      const ref = newRef()
      const opened = await flaky.open({ ref, epoch: 1, opening: reset })
      if (opened.kind !== 'ok') throw new Error(opened.kind)
      let text = ''
      for (let i = 0; i < 150; i++) {
        const piece = `${i} `
        const appended = opened.stream.append([say(piece)])
        if (i % 10 === 5) proxy.cut()
        expect(await appended).toMatchObject({ kind: 'ok' })
        text += piece
      }
      expect(retries.length).toBeGreaterThan(0)
      expect(await createReader(store).readText(ref)).toMatchObject({ kind: 'text', state: { text } })
      client.disconnect()
    })

    test('a call on a connection that answers no more settles, and its repeat goes through after the network heals', async () => {
      const client = connect('producer', redisUrlAt(proxy.port))
      const healed = Promise.withResolvers<void>()
      const onRetry = () => {
        proxy.set({ kind: 'pass' })
        proxy.cut()
        healed.resolve()
      }
      const halfOpen = createWriter(createRedisStore(client), { retryMs: 5, onRetry })
      const opened = await halfOpen.open({ ref: newRef(), epoch: 1, opening: reset })
      if (opened.kind !== 'ok') throw new Error(opened.kind)
      proxy.set({ kind: 'black-hole' })
      const appended = opened.stream.append([say('a')])
      await healed.promise
      expect(await appended).toEqual({ kind: 'ok', at: { epoch: 1, seq: 2 } })
      client.disconnect()
    })

    test('waiting for an absent Redis ends with the signal', async () => {
      const client = connect('producer', redisUrlAt(proxy.port))
      const cancel = new AbortController()
      const impatient = createWriter(createRedisStore(client), {
        retryMs: 5,
        onRetry: () => cancel.abort(new Error('drain')),
      })
      proxy.set({ kind: 'refuse' })
      const opening = impatient.open({ ref: newRef(), epoch: 1, opening: reset, signal: cancel.signal })
      await expect(opening).rejects.toThrow('drain')
      proxy.set({ kind: 'pass' })
      client.disconnect()
    })
  })
})
