import { isUuid, statusOfEnd } from '@continuo/contract'
import { encodeEntry } from './entry.ts'
import { controlChannel, feedChannel } from './keys.ts'
import type { LogStore, StoreReply, Subscriber } from './store.ts'
import type { StopListener, StopRequest, StreamControl, WriteResult } from './types.ts'

export type * from './types.ts'

export function createControl(store: LogStore): StreamControl {
  return {
    publishStop: (sessionId, stop) => store.publish(controlChannel(sessionId), JSON.stringify(stop)),
    publishLifecycle: (userId, event) => store.publish(feedChannel(userId), JSON.stringify(event)),

    async announceEnd({ ref, epoch, seq, events, length }) {
      const end = events[events.length - 1]
      const status = end && statusOfEnd(end.type)
      if (!status) throw new TypeError('The last event of an end must be an end')
      return toResult(await store.end({ ref, epoch, seq, entries: events.map(encodeEntry), length, status }))
    },

    async openRecovering({ ref, epoch, text, thinking }) {
      const entry = encodeEntry({
        type: 'snapshot',
        text,
        ...(thinking ? { thinking } : {}),
        status: 'generating',
        recovering: true,
      })
      return toResult(await store.open({ ref, epoch, entry, length: text.length }))
    },

    setTask: (ref, jobId) => store.setTask(ref, jobId),
    readTask: (ref) => store.readTask(ref),
  }
}

/** Repeats are as good as the first time: authority only wants it to be so. */
function toResult({ code, at }: StoreReply): WriteResult {
  if (code === 'ok' || code === 'dup') return { kind: 'ok', at }
  return { kind: code === 'gap' ? 'lost' : code, at }
}

/** A stop that gets lost with a connection is not lost: the lease renewal and the next append say the same. */
export function createStopListener(subscriber: Subscriber): StopListener {
  return {
    listen(sessionId, onStop) {
      const message = (payload: Buffer) => {
        const stop = readStop(payload)
        if (stop) onStop(stop)
      }
      return subscriber.subscribe(controlChannel(sessionId), { message, renewed: () => {} })
    },
  }
}

function readStop(payload: Buffer): StopRequest | undefined {
  try {
    const { message_id, epoch } = JSON.parse(payload.toString()) as Partial<StopRequest>
    return isUuid(message_id) && Number.isSafeInteger(epoch) ? { message_id, epoch: epoch as number } : undefined
  } catch {
    return undefined
  }
}
