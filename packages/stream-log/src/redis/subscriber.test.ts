import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { createRedisSubscriber } from './subscriber.ts'

/** An ioredis connection whose acknowledgements the test gives. */
function heldConnection() {
  const emitter = new EventEmitter()
  const asked: { channels: string[]; acknowledge: () => void; fail: () => void }[] = []
  const unsubscribed: string[] = []
  const connection = Object.assign(emitter, {
    status: 'connecting',
    subscribe(...channels: string[]) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      asked.push({ channels, acknowledge: resolve, fail: () => reject(new Error('cut')) })
      return promise
    },
    unsubscribe: async (channel: string) => void unsubscribed.push(channel),
    ping: async () => 'PONG',
    disconnect: () => {},
  })
  const ready = () => {
    connection.status = 'ready'
    emitter.emit('ready')
  }
  const cut = () => (connection.status = 'reconnecting')
  return { redis: connection as unknown as Redis, asked, unsubscribed, ready, cut }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
const isSettled = async (promise: Promise<void>) => {
  let settled = false
  void promise.then(() => (settled = true))
  await turn()
  return settled
}

function open() {
  const held = heldConnection()
  const publisher = { publish: async () => 0 } as unknown as Redis
  const subscriber = createRedisSubscriber({ redis: held.redis, publisher, tickMs: 1_000_000 })
  let renewals = 0
  const listen = (channel: string) =>
    subscriber.subscribe(channel, { message: () => {}, renewed: () => void renewals++ })
  return { ...held, subscriber, listen, renewals: () => renewals }
}

test('a subscription is ready when Redis has acknowledged it, not before', async () => {
  const { asked, ready, listen } = open()
  const subscription = listen('a')
  await turn()
  expect(asked).toEqual([])
  ready()
  expect(asked.at(-1)?.channels).toContain('a')
  expect(await isSettled(subscription.ready)).toBe(false)
  asked.at(-1)?.acknowledge()
  expect(await isSettled(subscription.ready)).toBe(true)
})

test('a renewal is told when the channels are acknowledged again, not when the connection is up', async () => {
  const { asked, ready, cut, listen, renewals } = open()
  listen('a')
  ready()
  asked.at(-1)?.acknowledge()
  await turn()
  expect(renewals()).toBe(0)
  cut()
  ready()
  await turn()
  expect(renewals()).toBe(0)
  asked.at(-1)?.acknowledge()
  await turn()
  expect(renewals()).toBe(1)
})

test('a SUBSCRIBE that fails with its connection is asked again on the next one', async () => {
  const { asked, ready, cut, listen } = open()
  ready()
  const subscription = listen('a')
  await turn()
  cut()
  asked.at(-1)?.fail()
  expect(await isSettled(subscription.ready)).toBe(false)
  ready()
  asked.at(-1)?.acknowledge()
  expect(await isSettled(subscription.ready)).toBe(true)
})

test('channels are counted by reference, and those of one turn share a command', async () => {
  const { asked, unsubscribed, ready, listen, subscriber } = open()
  ready()
  const before = asked.length
  const [first, second] = [listen('a'), listen('a')]
  listen('b')
  await turn()
  expect(asked.slice(before).map(({ channels }) => channels)).toEqual([['a', 'b']])
  first.close()
  first.close()
  expect(unsubscribed).toEqual([])
  second.close()
  expect(unsubscribed).toEqual(['a'])
  expect(subscriber.channels).toBe(1)
})
