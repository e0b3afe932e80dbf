import { AppError } from '@continuo/contract'
import { delay } from '@continuo/runtime'
import { composeNotice } from '@continuo/stream-log/frame'
import type { GatewayEvents } from '../events.ts'
import type { StreamSink } from './stream-sink.ts'

/** All streams of this pod, however they are carried: how many a user may have, and how they end when the pod stops. */
export interface OpenStreams {
  /**
   * Takes one of the places of a user and of a network. @returns gives it back; may be called twice.
   * @throws `too_many_requests`.
   */
  take(userId: string, network: string): () => void
  /** @returns takes it out again. */
  add(sink: StreamSink): () => void
  /**
   * Ends all streams, spread over a time that grows with their number, so that they do not all come back at once. Who
   * comes (back) to this pod from now on is sent away at once.
   */
  drain(): Promise<void>
  readonly size: number
  /** What all their readers together have not been given yet. */
  unsentBytes(): number
}

/** Reconnects that a cluster takes in its stride, per second. */
const endsPerSecond = 100
/** A told delay is short: the spreading is done by when each stream is told. */
const reconnectInMs = 500

export function createOpenStreams(deps: {
  maxPerUser: number
  maxPerAddress: number
  drainMs: number
  events: Pick<GatewayEvents, 'streamsRefused' | 'drained'>
}): OpenStreams {
  const places = createPlaces()
  const open = new Set<StreamSink>()
  let draining = false

  async function endOne(sink: StreamSink, inMs: number) {
    if (inMs >= 1) await delay(inMs)
    if (sink.closed) return
    sink.send(composeNotice('drain', { reconnect_in_ms: Math.floor(Math.random() * reconnectInMs) }))
    sink.end('drain')
    deps.events.drained.inc()
  }

  return {
    take(userId, network) {
      const ofUser = places.take(`user ${userId}`, deps.maxPerUser)
      const ofNetwork = ofUser && places.take(`network ${network}`, deps.maxPerAddress)
      if (ofUser && ofNetwork)
        return () => {
          ofUser()
          ofNetwork()
        }
      ofUser?.()
      deps.events.streamsRefused.inc()
      const most = ofUser ? `${deps.maxPerAddress} streams of one address` : `${deps.maxPerUser} streams`
      throw new AppError('too_many_requests', `At most ${most} may be open at once`, { retryAfterS: 5 })
    },
    add(sink) {
      open.add(sink)
      // not before whoever opened it has it in hand
      if (draining) queueMicrotask(() => void endOne(sink, 0))
      return () => open.delete(sink)
    },
    async drain() {
      draining = true
      const windowMs = Math.min(deps.drainMs, (open.size / endsPerSecond) * 1_000)
      await Promise.all(Array.from(open, (sink) => endOne(sink, Math.random() * windowMs)))
    },
    get size() {
      return open.size
    },
    unsentBytes: () => [...open].reduce((sum, sink) => sum + sink.unsentBytes, 0),
  }
}

/** Counts what is taken by name; names that have nothing are forgotten. */
function createPlaces() {
  const taken = new Map<string, number>()
  return {
    /** @returns gives the place back, once; undefined when all are taken. */
    take(name: string, most: number): (() => void) | undefined {
      const count = taken.get(name) ?? 0
      if (count >= most) return undefined
      taken.set(name, count + 1)
      let given = false
      return () => {
        if (given) return
        given = true
        const left = (taken.get(name) ?? 1) - 1
        if (left > 0) taken.set(name, left)
        else taken.delete(name)
      }
    },
  }
}
