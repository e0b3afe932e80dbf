import { AppError } from '@continuo/contract'
import { delay } from '@continuo/runtime'
import { composeNotice } from '@continuo/stream-log/frame'
import type { GatewayEvents } from '../events.ts'
import type { StreamSink } from './stream-sink.ts'

/** All streams of this pod, however they are carried: how many a user may have, and how they end when the pod stops. */
export interface OpenStreams {
  /** Takes one of the user's places. @returns gives it back; may be called twice. @throws `too_many_requests`. */
  take(userId: string): () => void
  /** @returns takes it out again. */
  add(sink: StreamSink): () => void
  /** Ends all streams, spread over a time that grows with their number, so that they do not all come back at once. */
  drain(): Promise<void>
  readonly size: number
}

/** Reconnects that a cluster takes in its stride, per second. */
const endsPerSecond = 100
/** A told delay is short: the spreading is done by when each stream is told. */
const reconnectInMs = 500

export function createOpenStreams(deps: {
  maxPerUser: number
  drainMs: number
  events: Pick<GatewayEvents, 'streamsRefused' | 'drained'>
}): OpenStreams {
  const perUser = new Map<string, number>()
  const open = new Set<StreamSink>()

  async function endOne(sink: StreamSink, inMs: number) {
    if (inMs >= 1) await delay(inMs)
    if (sink.closed) return
    sink.send(composeNotice('drain', { reconnect_in_ms: Math.floor(Math.random() * reconnectInMs) }))
    sink.end('drain')
    deps.events.drained.inc()
  }

  return {
    take(userId) {
      const taken = perUser.get(userId) ?? 0
      if (taken >= deps.maxPerUser) {
        deps.events.streamsRefused.inc()
        throw new AppError('too_many_requests', `At most ${deps.maxPerUser} streams may be open at once`, {
          retryAfterS: 5,
        })
      }
      perUser.set(userId, taken + 1)
      let given = false
      return () => {
        if (given) return
        given = true
        const left = (perUser.get(userId) ?? 1) - 1
        if (left > 0) perUser.set(userId, left)
        else perUser.delete(userId)
      }
    },
    add(sink) {
      open.add(sink)
      return () => open.delete(sink)
    },
    async drain() {
      const windowMs = Math.min(deps.drainMs, (open.size / endsPerSecond) * 1_000)
      await Promise.all(Array.from(open, (sink) => endOne(sink, Math.random() * windowMs)))
    },
    get size() {
      return open.size
    },
  }
}
