import { startSpan } from '@continuo/telemetry/tracing'
import type { StreamRef } from '@continuo/stream-log/types'

export interface Delivery {
  /** Called with every event that has been handed to the viewer's connection. */
  sent(event: { readonly type: string; readonly epoch: number; readonly seq: number }): void
}

const texts = new Set(['delta', 'snapshot'])
const ends = new Set(['completed', 'error', 'cancelled'])

/**
 * How a traced message reaches one viewer, as two moments of the message's trace: its first text, and its end. The request
 * of the stream, which may last for hours, is over since its first byte and only linked.
 * @param traceparent Of the message. @param request Of the request that opened the stream.
 */
export function traceDelivery(ref: StreamRef, traceparent: string, request: string | undefined): Delivery {
  let hasText = false
  return {
    sent({ type, epoch, seq }) {
      const isFirst = !hasText && texts.has(type)
      if (isFirst) hasText = true
      if (!isFirst && !ends.has(type)) return
      const facts = { 'continuo.message_id': ref.messageId, 'continuo.epoch': epoch, 'continuo.seq': seq }
      startSpan(isFirst ? 'deliver first text' : `deliver ${type}`, {
        parent: traceparent,
        links: [request],
        facts,
      }).end()
    },
  }
}
