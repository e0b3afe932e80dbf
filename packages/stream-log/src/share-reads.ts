import { formatEventId, type Position } from '@continuo/contract'
import type { Replay, StreamReader, StreamRef } from './types.ts'

/**
 * Two hundred viewers who come back at once want the same: reads asked for in one turn of the event loop share one
 * answer, and with it the merged frames. Only reads that have not been sent yet are shared: one that is under way may
 * have passed the log before the newcomer's live events began.
 */
export function shareReads(reader: StreamReader): StreamReader['replay'] {
  let batch = new Map<string, Promise<Replay>>()

  return (ref: StreamRef, after: Position) => {
    const key = formatEventId(ref.messageId, after)
    const shared = batch.get(key)
    if (shared) return shared
    if (batch.size === 0) setImmediate(() => (batch = new Map()))
    const asked = nextTurn().then(() => reader.replay(ref, after))
    batch.set(key, asked)
    return asked
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
