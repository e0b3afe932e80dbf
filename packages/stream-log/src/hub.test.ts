import { type AddressedEvent, newId, origin, type Position } from '@continuo/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { address, foldAll } from '../test/arbitraries.ts'
import { createControl } from './control.ts'
import { createHub } from './hub.ts'
import { createMemoryStore } from './memory.ts'
import { createReader } from './reader.ts'
import type { ChannelListener, Subscriber } from './store.ts'
import type { EpochWriter, FollowInput, LogEvent, Replay, StreamRef } from './types.ts'
import { createWriter } from './writer.ts'

const reset = { type: 'reset', reason: 'started' } as const
const say = (text: string) => ({ type: 'delta', text }) as const

afterEach(() => vi.useRealTimers())

/** Pub/sub whose acknowledgement, losses and renewals the test decides. */
function wireTap(inner: Subscriber) {
  const listeners = new Set<ChannelListener>()
  const tap = {
    acknowledged: Promise.resolve<void>(undefined),
    /** Redis has not seen the SUBSCRIBE yet, or the connection is cut: what is published now is gone. */
    deaf: false,
    renew: () => listeners.forEach((listener) => listener.renewed()),
  }
  const subscriber: Subscriber = {
    connected: true,
    get channels() {
      return inner.channels
    },
    subscribe(channel, listener) {
      listeners.add(listener)
      const heard = { ...listener, message: (payload: Buffer) => void (tap.deaf || listener.message(payload)) }
      const { close } = inner.subscribe(channel, heard)
      return {
        ready: tap.acknowledged,
        close: () => {
          listeners.delete(listener)
          close()
        },
      }
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  }
  return { tap, subscriber }
}

function setUp({ checkMs = 1_000_000 } = {}) {
  const memory = createMemoryStore()
  const { tap, subscriber } = wireTap(memory.subscriber)
  const reader = createReader(memory.store)
  const counted = { gaps: 0, duplicates: 0 }
  const hub = createHub({
    reader,
    subscriber,
    checkMs,
    retryMs: 1,
    onGap: () => void counted.gaps++,
    onDuplicates: (count) => void (counted.duplicates += count),
  })
  const writer = createWriter(memory.store)
  const ref: StreamRef = { sessionId: newId(), messageId: newId() }

  async function open(epoch = 1): Promise<EpochWriter> {
    const result = await writer.open({ ref, epoch, opening: reset })
    if (result.kind !== 'ok') throw new Error(result.kind)
    return result.stream
  }

  /** A viewer that checks every event by the contract's reducer, and can be waited for. */
  function view(options: Partial<FollowInput> = {}) {
    const sent: LogEvent[] = []
    let ended = 0
    let wake = () => {}
    const following = hub.follow({
      ref,
      after: origin,
      send(event) {
        sent.push(event)
        wake()
      },
      ended() {
        ended++
        wake()
      },
      fallback: async () => [],
      ...options,
    })
    const state = () => foldAll(sent.map((event) => event.event()))
    const until = async (check: () => boolean) => {
      while (!check()) await new Promise<void>((resolve) => (wake = resolve))
    }
    const untilText = (text: string) => until(() => sent.length > 0 && state().text === text)
    return { following, sent, state, until, untilText, ended: () => ended, wake: () => wake() }
  }
  return { ...memory, counted, tap, hub, writer, ref, open, view, reader, control: createControl(memory.store) }
}

const turns = async (count = 10) => {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

describe('the hub', () => {
  test('a viewer who comes in the middle gets one snapshot, then what happens, then the end', async () => {
    const { open, view, control, ref } = setUp()
    const stream = await open()
    await stream.append([say('a'), say('b')])
    const viewer = view()
    await viewer.untilText('ab')
    await stream.append([say('c')])
    await viewer.untilText('abc')
    await control.announceEnd({
      ref,
      epoch: 1,
      seq: 5,
      events: [{ type: 'cancelled', length: 3, sha256: '' }],
      length: 3,
    })
    await viewer.until(() => viewer.ended() === 1)
    expect(viewer.sent.map(({ type }) => type)).toEqual(['snapshot', 'delta', 'cancelled'])
  })

  test('what was lost on the way and what came twice is told to who counts, and only that', async () => {
    const { open, view, tap, counted } = setUp()
    const stream = await open()
    const viewer = view()
    await viewer.until(() => viewer.sent.length === 1)
    await stream.append([say('a')])
    await viewer.untilText('a')
    expect(counted).toEqual({ gaps: 0, duplicates: 0 })
    tap.deaf = true
    await stream.append([say('b')])
    tap.deaf = false
    await stream.append([say('c')])
    await viewer.untilText('abc')
    // the event that showed the gap waited for the read, whose answer held it too
    expect(counted).toEqual({ gaps: 1, duplicates: 1 })
    await stream.append([say('d')])
    await viewer.untilText('abcd')
    expect(counted).toEqual({ gaps: 1, duplicates: 1 })
  })

  test('nothing is read before Redis has acknowledged the subscription: what happens in between is not lost', async () => {
    const { open, view, tap } = setUp()
    const stream = await open()
    const ack = Promise.withResolvers<void>()
    tap.acknowledged = ack.promise
    tap.deaf = true
    const viewer = view()
    await turns()
    await stream.append([say('between')])
    await turns()
    tap.deaf = false
    ack.resolve()
    await viewer.untilText('between')
    await stream.append([say('!')])
    await viewer.untilText('between!')
  })

  test('viewers of one pod share one event and its frame', async () => {
    const { open, view } = setUp()
    const stream = await open()
    const viewers = Array.from({ length: 5 }, () => view())
    for (const viewer of viewers) await viewer.until(() => viewer.sent.length === 1)
    await stream.append([say('x')])
    for (const viewer of viewers) await viewer.untilText('x')
    expect(new Set(viewers.map((viewer) => viewer.sent[0]?.frame())).size).toBe(1)
    expect(new Set(viewers.map((viewer) => viewer.sent[1]?.frame())).size).toBe(1)
  })

  test('what was lost with the connection comes after its renewal', async () => {
    const { open, view, tap } = setUp()
    const stream = await open()
    const viewer = view()
    await viewer.until(() => viewer.sent.length === 1)
    tap.deaf = true
    await stream.append([say('lost')])
    await turns()
    tap.deaf = false
    tap.renew()
    await viewer.untilText('lost')
  })

  test('a message lost without a word is found by the next one', async () => {
    const { open, view, tap } = setUp()
    const stream = await open()
    const viewer = view()
    await viewer.until(() => viewer.sent.length === 1)
    tap.deaf = true
    await stream.append([say('a')])
    await turns()
    tap.deaf = false
    await stream.append([say('b')])
    await viewer.untilText('ab')
  })

  test('a message lost without a word, and none after it, is found by the regular comparison', async () => {
    const { open, view, tap } = setUp({ checkMs: 5 })
    const stream = await open()
    const viewer = view()
    await viewer.until(() => viewer.sent.length === 1)
    tap.deaf = true
    await stream.append([say('last')])
    await viewer.untilText('last')
  })

  test('a new epoch in mid-answer replaces the text', async () => {
    const { open, view, writer, ref } = setUp()
    await (await open()).append([say('first try')])
    const viewer = view()
    await viewer.untilText('first try')
    const next = await writer.open({
      ref,
      epoch: 2,
      opening: { type: 'snapshot', text: 'first', status: 'generating' },
    })
    expect(next.kind).toBe('ok')
    await viewer.untilText('first')
  })

  test('a full viewer is left alone until it has drained, and then gets the backlog merged', async () => {
    const { open, view } = setUp()
    const stream = await open()
    let full = false
    const sent: LogEvent[] = []
    let wake = () => {}
    const { following } = view({
      send(event) {
        sent.push(event)
        wake()
        return !full
      },
    })
    const until = async (count: number) => {
      while (sent.length < count) await new Promise<void>((resolve) => (wake = resolve))
    }
    await until(1)
    full = true
    await stream.append([say('0')])
    await until(2)
    for (let i = 1; i < 50; i++) await stream.append([say(`${i}`)])
    await turns()
    expect(sent).toHaveLength(2)
    full = false
    following.resume()
    await until(3)
    expect(sent[2]).toMatchObject({ type: 'delta', firstSeq: 3, seq: 51 })
    expect(foldAll(sent.map((event) => event.event())).text).toBe(Array.from({ length: 50 }, (_, i) => i).join(''))
  })

  test('what the log cannot serve comes from the fallback, whatever lies behind the viewer is dropped', async () => {
    const { control, view, ref } = setUp()
    const end = { type: 'cancelled', length: 5, sha256: '' } as const
    await control.announceEnd({ ref, epoch: 3, seq: 9, events: [end], length: 5 })
    const at = (event: AddressedEvent) => ({ ...event, session_id: ref.sessionId, message_id: ref.messageId })
    const stored = [at(address({ type: 'snapshot', text: 'whole', status: 'cancelled' }, 3, 8)), at(address(end, 3, 9))]
    const viewer = view({ after: { epoch: 3, seq: 2 }, fallback: async () => stored })
    await viewer.until(() => viewer.ended() === 1)
    expect(viewer.state()).toMatchObject({ text: 'whole', status: 'cancelled' })

    const upToDate = view({ after: { epoch: 3, seq: 9 }, fallback: async () => stored })
    await upToDate.until(() => upToDate.ended() === 1)
    expect(upToDate.sent).toEqual([])
  })

  test('a queued message tells its status without moving, and its events follow when they come', async () => {
    const { open, view, ref } = setUp()
    const queued = address({ type: 'status', status: 'queued' }, 0, 0)
    const viewer = view({ fallback: async () => [{ ...queued, session_id: ref.sessionId, message_id: ref.messageId }] })
    await viewer.until(() => viewer.sent.length === 1)
    expect(viewer.following.at).toEqual(origin)
    await (await open()).append([say('at last')])
    await viewer.untilText('at last')
  })

  test('a viewer who has the place of a wait from elsewhere hears of the wait once, and then what follows it', async () => {
    const { open, view } = setUp()
    const stream = await open()
    const wait = { type: 'status', status: 'generating', recovering: true, reason: 'overloaded', wait_s: 9 } as const
    await stream.append([wait])
    const viewer = view({ after: stream.at })
    await viewer.until(() => viewer.sent.length === 1)
    expect(viewer.sent[0]!.event()).toMatchObject({ ...wait, seq: 2 })
    expect(viewer.following.at).toEqual({ epoch: 1, seq: 2 })
    await stream.append([say('at last')])
    await viewer.until(() => viewer.sent.length === 2)
    expect(viewer.sent[1]!.event()).toMatchObject({ type: 'delta', text: 'at last' })
  })

  test('a store that fails and a fallback that fails are asked again', async () => {
    const { view, reader, ref } = setUp()
    let failures = 0
    vi.spyOn(reader, 'replay').mockImplementation(async (): Promise<Replay> => {
      if (failures++ < 2) throw new Error('away')
      return { kind: 'missing' }
    })
    const event = {
      ...address({ type: 'snapshot', text: 'stored', status: 'generating' }, 1, 4),
      session_id: ref.sessionId,
    }
    const fallback = async (_: StreamRef, after: Position) => {
      if (failures++ < 5) throw new Error('away as well')
      return after.seq === 0 ? [{ ...event, message_id: ref.messageId }] : []
    }
    await view({ fallback }).untilText('stored')
  })

  test('reads asked for in one turn are one read', async () => {
    const { open, view, reader } = setUp()
    await open()
    const replay = vi.spyOn(reader, 'replay')
    const viewers = Array.from({ length: 200 }, () => view())
    for (const viewer of viewers) await viewer.until(() => viewer.sent.length === 1)
    expect(replay).toHaveBeenCalledTimes(1)
  })

  test('lifecycle events reach the feed of their user; nonsense does not; renewals are told', async () => {
    const { hub, control, store, tap } = setUp()
    const userId = newId()
    const event = { type: 'session_deleted', session_id: newId() } as const
    const events: unknown[] = []
    const got = Promise.withResolvers<void>()
    const feed = hub.listenFeed(userId, {
      event(one) {
        events.push(one)
        got.resolve()
      },
      missed: () => events.push('missed'),
    })
    await feed.ready
    for (const nonsense of ['', '{', '{}', '{"type":"other"}']) await store.publish(`chat:feed:{${userId}}`, nonsense)
    await control.publishLifecycle(userId, event)
    await got.promise
    tap.renew()
    expect(events).toEqual([event, 'missed'])
    feed.close()
  })

  test('a thousand viewers who come and go leave nothing behind', async () => {
    const { hub, open, ref } = setUp()
    await open()
    for (let i = 0; i < 1_000; i++) {
      const input = {
        ref: i % 2 ? ref : { sessionId: newId(), messageId: newId() },
        after: origin,
        send: () => {},
        ended: () => {},
        fallback: async () => [],
      }
      const followings = [hub.follow(input), hub.follow(input)]
      const feed = hub.listenFeed(newId(), { event: () => {}, missed: () => {} })
      if (i % 3 === 0) await turns(1)
      for (const one of [...followings, feed, ...followings, feed]) one.close()
    }
    await turns()
    expect(hub.counts()).toEqual({ channels: 0, listeners: 0, followers: 0 })
  })
})
