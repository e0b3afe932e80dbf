import { type AddressedEvent, type Position, origin } from '@continuo/contract'
import { composeFrame } from '@continuo/stream-log/frame'
import type { StreamRef } from '@continuo/stream-log/types'
import { createPlaceNews } from './place-news.ts'
import type { Place, QueueLine } from './queue-line.ts'
import type { StreamSink } from './stream-sink.ts'

export interface WaitingNewsDeps {
  readonly line: QueueLine
  readonly sink: Pick<StreamSink, 'send'>
  /** What Postgres knows of the answer. */
  readonly ask: (ref: StreamRef, after: Position) => Promise<readonly AddressedEvent[]>
}

export interface WaitingNews extends Disposable {
  /** For a log that cannot serve; empty when nothing has changed since it was told last. */
  readonly fallback: (ref: StreamRef, after: Position) => Promise<readonly AddressedEvent[]>
}

const isOrigin = ({ epoch, seq }: Position): boolean => epoch === origin.epoch && seq === origin.seq

/**
 * What a viewer hears of an answer that has no log yet: its status, and while it waits in the queue its place, as the line
 * of this pod tells it. What the viewer knows is not told again.
 * @param at What the viewer has. Once that is something of the log, places are old news.
 */
export function createWaitingNews(
  { line, sink, ask }: WaitingNewsDeps,
  { sessionId, messageId }: StreamRef,
  at: () => Position,
): WaitingNews {
  const isNews = createPlaceNews()
  let told = ''
  let leave: (() => void) | undefined
  let closed = false

  function tell(place: Place) {
    if (!isOrigin(at())) return leave?.()
    if (!isNews(place)) return
    const address = { session_id: sessionId, message_id: messageId, ...origin }
    sink.send(composeFrame({ type: 'status', status: 'queued', ...place, ...address }))
  }

  return {
    async fallback(ref, after) {
      const found = await ask(ref, after)
      const [first] = found
      const before = told
      told = first?.type === 'status' ? first.status : ''
      if (first?.type !== 'status') return found
      if (first.status !== 'queued' || !isOrigin(after)) return told === before ? [] : found
      if (!closed) leave ??= line.watch(messageId, tell)
      return isNews(first) ? found : []
    },
    [Symbol.dispose]() {
      closed = true
      leave?.()
    },
  }
}
