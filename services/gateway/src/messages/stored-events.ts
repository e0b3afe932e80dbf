import { type AddressedEvent, type Position, type StreamEvent, isTerminal } from '@continuo/contract'
import type { MessageReply } from '@continuo/rpc'
import { statusOf } from './message-view.ts'

/** Where the end of a message stands in its log: right after the last event that its content includes. */
export const endOf = (row: MessageReply): Position | undefined =>
  isTerminal(statusOf(row)) ? { epoch: row.epoch, seq: row.seq + 1 } : undefined

/**
 * What Postgres knows of a message as events, for a viewer whom the log cannot serve: the text as a snapshot at its stored
 * place, then the end if it has one. Without a text there is only news: a status, which moves no cursor.
 */
export function storedEvents(row: MessageReply, after: Position): AddressedEvent[] {
  const address = { session_id: row.session_id, message_id: row.id }
  const status = statusOf(row)
  const end = endOf(row)
  if (!end && row.content === '' && row.thinking === '')
    return [{ type: 'status', status, ...queued(row), ...address, epoch: after.epoch, seq: after.seq }]
  const thinking = row.thinking === '' ? {} : { thinking: row.thinking }
  const snapshot: AddressedEvent = {
    type: 'snapshot',
    text: row.content,
    ...thinking,
    status,
    ...address,
    epoch: row.epoch,
    seq: row.seq,
  }
  return end ? [snapshot, { ...endEvent(row), ...address, ...end }] : [snapshot]
}

const queued = ({ queue_position, wait_estimate_s }: MessageReply) => ({
  ...(queue_position === undefined ? {} : { queue_position }),
  ...(wait_estimate_s === undefined ? {} : { wait_estimate_s }),
})

function endEvent(row: MessageReply): StreamEvent {
  const { length } = row.content
  switch (statusOf(row)) {
    case 'completed':
      return {
        type: 'completed',
        length,
        sha256: row.sha256 ?? '',
        usage: { input_tokens: row.usage?.input_tokens ?? 0, output_tokens: row.usage?.output_tokens ?? 0 },
        latency_ms: row.latency_ms ?? 0,
        first_token_ms: row.first_token_ms ?? null,
        stop_reason: row.stop_reason ?? 'end_turn',
        model: row.model ?? '',
      }
    case 'cancelled':
      return { type: 'cancelled', length, sha256: row.sha256 ?? '' }
    case 'error': {
      const { code = 'internal', message = '', retryable = false, retry_after_s } = row.failure ?? {}
      return { type: 'error', code, message, retryable, ...(retry_after_s === undefined ? {} : { retry_after_s }) }
    }
    case 'queued':
    case 'generating':
      throw new Error('a message that has not ended has no end')
  }
}
