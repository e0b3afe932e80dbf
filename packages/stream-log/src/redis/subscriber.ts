import { setInterval } from 'node:timers'
import { newId } from '@continuo/contract'
import type { Redis } from 'ioredis'
import { tickChannel } from '../keys.ts'
import type { ChannelListener, Subscriber } from '../store.ts'

export interface SubscriberOptions {
  /** Role `subscriber`. Disposed with the subscriber. */
  readonly redis: Redis
  /** Role `command`; only publishes the ticks. */
  readonly publisher: Redis
  /** How often the process sends itself a tick and pings. Default 5,000 ms. */
  readonly tickMs?: number
  /** Without a tick for this long the connection is taken for dead and renewed. Default 15,000 ms. */
  readonly silenceMs?: number
  /** Told when the watchdog cut a silent connection, e.g. for a metric. */
  readonly onSilence?: () => void
}

interface Channel {
  readonly name: string
  readonly listeners: Set<ChannelListener>
  readonly ready: PromiseWithResolvers<void>
  /** Messages have been coming in at some time: a new acknowledgement then means that some may have been missed. */
  live: boolean
}

/** Redis takes a list of channels at once; this many keep one command small. */
const channelsPerCommand = 500

/**
 * One subscriber connection for a process. Pub/sub loses messages without a word: on a cut connection, on a slow
 * reader, on a peer that is gone but still `ready`. So every renewal is announced to all listeners after Redis has
 * acknowledged their channels again, and a watchdog finds the connections that are only seemingly alive.
 */
export function createRedisSubscriber(options: SubscriberOptions): Subscriber {
  const { redis, publisher, tickMs = 5_000, silenceMs = 15_000, onSilence } = options
  const channels = new Map<string, Channel>()
  let wanted: Channel[] = []
  let lastTick = performance.now()

  redis.on('messageBuffer', onMessage)
  redis.on('ready', onReady)

  const tick = tickChannel(newId())
  const ticks = subscribe(tick, { message: () => (lastTick = performance.now()), renewed: () => {} })
  if (redis.status === 'ready') onReady()
  const watchdog = setInterval(watch, tickMs)
  watchdog.unref()

  function onMessage(channel: Buffer, payload: Buffer) {
    const listeners = channels.get(channel.toString('latin1'))?.listeners
    if (listeners) for (const listener of listeners) listener.message(payload)
  }

  function onReady() {
    lastTick = performance.now()
    wanted = []
    void ask([...channels.values()])
  }

  function watch() {
    publisher.publish(tick, '').catch(ignore)
    if (redis.status !== 'ready') return
    // The ping makes ioredis expect an answer, which arms its socket timeout: an idle subscriber has none.
    redis.ping().catch(ignore)
    if (performance.now() - lastTick < silenceMs) return
    lastTick = performance.now()
    onSilence?.()
    redis.disconnect(true)
  }

  /** A failed SUBSCRIBE needs no care here: the connection is going down, and `ready` asks for all channels again. */
  async function ask(list: Channel[]) {
    for (let i = 0; i < list.length; i += channelsPerCommand) {
      const chunk = list.slice(i, i + channelsPerCommand).filter((channel) => channels.get(channel.name) === channel)
      if (chunk.length === 0 || redis.status !== 'ready') continue
      redis.subscribe(...chunk.map((channel) => channel.name)).then(() => chunk.forEach(acknowledged), ignore)
    }
  }

  function acknowledged(channel: Channel) {
    if (channel.live) for (const listener of channel.listeners) listener.renewed()
    channel.live = true
    channel.ready.resolve()
  }

  function subscribe(name: string, listener: ChannelListener) {
    let channel = channels.get(name)
    if (!channel) {
      channel = { name, listeners: new Set(), ready: Promise.withResolvers(), live: false }
      channels.set(name, channel)
      if (wanted.push(channel) === 1) queueMicrotask(flush)
    }
    const { listeners, ready } = channel
    listeners.add(listener)
    return { ready: ready.promise, close: () => void (listeners.delete(listener) && leave(name, listeners)) }
  }

  /** Viewers come in crowds; those of one turn share a SUBSCRIBE. */
  function flush() {
    const list = wanted
    wanted = []
    void ask(list)
  }

  function leave(name: string, listeners: Set<ChannelListener>) {
    if (listeners.size > 0) return
    channels.delete(name)
    if (redis.status === 'ready') redis.unsubscribe(name).catch(ignore)
  }

  return {
    subscribe,
    get connected() {
      return redis.status === 'ready'
    },
    get channels() {
      return channels.size - (channels.has(tick) ? 1 : 0)
    },
    async [Symbol.asyncDispose]() {
      clearInterval(watchdog)
      ticks.close()
      redis.off('ready', onReady)
      redis.off('messageBuffer', onMessage)
      redis.disconnect()
    },
  }
}

const ignore = () => {}
