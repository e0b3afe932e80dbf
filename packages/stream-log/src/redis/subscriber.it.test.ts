import { newId, origin } from '@continuo/contract'
import { eventually, startTcpProxy } from '@continuo/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { foldAll } from '../../test/arbitraries.ts'
import { connect, redisUrl, redisUrlAt } from '../../test/open-redis.ts'
import { createHub } from '../hub.ts'
import { createReader } from '../reader.ts'
import type { Hub, LogEvent } from '../types.ts'
import { createWriter } from '../writer.ts'
import { createRedisStore } from './store.ts'
import { createRedisSubscriber, type SubscriberOptions } from './subscriber.ts'

const reset = { type: 'reset', reason: 'started' } as const
const say = (text: string) => ({ type: 'delta', text }) as const

describe('the subscriber connection', () => {
  const redis = connect('command')
  const store = createRedisStore(redis)
  let proxy: Awaited<ReturnType<typeof startTcpProxy>>
  const opened: AsyncDisposable[] = []
  beforeAll(async () => void (proxy = await startTcpProxy({ port: Number(new URL(redisUrl()).port) })))
  beforeEach(() => proxy.set({ kind: 'pass' }))
  afterEach(async () => {
    for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
  })
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]()
    redis.disconnect()
  })

  function openHub(options: Partial<SubscriberOptions> = {}): Hub {
    const connection = connect('subscriber', redisUrlAt(proxy.port))
    const subscriber = createRedisSubscriber({ redis: connection, publisher: redis, ...options })
    // The regular comparison is out of the way: what is found here is found by the renewal.
    const hub = createHub({ reader: createReader(store), subscriber, checkMs: 1_000_000 })
    opened.push(hub, subscriber)
    return hub
  }

  function follow(hub: Hub, ref: { sessionId: string; messageId: string }) {
    const sent: LogEvent[] = []
    const following = hub.follow({
      ref,
      after: origin,
      send: (event) => void sent.push(event),
      ended: () => {},
      fallback: async () => [],
    })
    return { following, text: () => foldAll(sent.map((event) => event.event())).text, sent }
  }

  async function openStream() {
    const ref = { sessionId: newId(), messageId: newId() }
    const result = await createWriter(store).open({ ref, epoch: 1, opening: reset })
    if (result.kind !== 'ok') throw new Error(result.kind)
    return result.stream
  }

  test('10 a connection cut again and again loses and repeats nothing for its viewers', async () => {
    const hub = openHub()
    const streams = await Promise.all(Array.from({ length: 20 }, openStream))
    const viewers = streams.map(({ ref }) => follow(hub, ref))
    let text = ''
    for (let i = 0; i < 100; i++) {
      text += `${i} `
      await Promise.all(streams.map((stream) => stream.append([say(`${i} `)])))
      if (i % 20 === 10) proxy.cut()
    }
    await eventually(() => viewers.forEach((viewer) => expect(viewer.text()).toBe(text)))
  })

  test('10 the last message before a silence is not lost with the connection', async () => {
    const hub = openHub()
    const stream = await openStream()
    const viewer = follow(hub, stream.ref)
    await eventually(() => expect(viewer.sent).toHaveLength(1))
    proxy.set({ kind: 'refuse' })
    await stream.append([say('last')])
    proxy.set({ kind: 'pass' })
    await eventually(() => expect(viewer.text()).toBe('last'))
  })

  test('10 a viewer who comes while Redis is away is served when it is back', async () => {
    proxy.set({ kind: 'refuse' })
    const hub = openHub()
    const stream = await openStream()
    const viewer = follow(hub, stream.ref)
    expect(hub.connected).toBe(false)
    await stream.append([say('waited')])
    proxy.set({ kind: 'pass' })
    await eventually(() => expect(viewer.text()).toBe('waited'))
  })

  test('a connection that is dead but does not say so is found by its missing ticks and renewed', async () => {
    const silent = Promise.withResolvers<void>()
    const hub = openHub({ tickMs: 50, silenceMs: 200, onSilence: silent.resolve })
    const stream = await openStream()
    const viewer = follow(hub, stream.ref)
    await eventually(() => expect(viewer.sent).toHaveLength(1))
    proxy.set({ kind: 'black-hole' })
    await stream.append([say('unheard')])
    await silent.promise
    proxy.set({ kind: 'pass' })
    await eventually(() => expect(viewer.text()).toBe('unheard'))
  })

  test('a thousand viewers who come and go leave no channel in Redis', async () => {
    const hub = openHub()
    const session = newId()
    const user = newId()
    for (let i = 0; i < 1_000; i++) {
      const viewer = follow(hub, { sessionId: i % 2 ? session : newId(), messageId: newId() })
      const feed = hub.listenFeed(i % 2 ? user : newId(), { event: () => {}, missed: () => {} })
      if (i % 100 === 0) await feed.ready
      viewer.following.close()
      feed.close()
    }
    expect(hub.counts()).toEqual({ channels: 0, listeners: 0, followers: 0 })
    await eventually(async () => {
      expect(await redis.pubsub('CHANNELS', `chat:updates:{${session}}`)).toEqual([])
      expect(await redis.pubsub('CHANNELS', `chat:feed:{${user}}`)).toEqual([])
    })
  })
})
