import type { EndEvent, EndInput, OpeningEvent } from '@continuo/stream-log/types'
import type { MessageRow } from '../db/tables.ts'

/** What the log has to say about the end of a message: always the same for the same row, so it may be said again. */
export function endEvents(row: MessageRow): EndInput {
  const opening: OpeningEvent = {
    type: 'snapshot',
    text: row.content,
    ...(row.thinking === '' ? {} : { thinking: row.thinking }),
    status: row.status,
  }
  return {
    ref: { sessionId: row.session_id, messageId: row.id },
    epoch: row.epoch,
    ...(row.end_opens
      ? { seq: 1, events: [opening, endEvent(row)] }
      : { seq: row.content_seq + 1, events: [endEvent(row)] }),
    length: row.content.length,
  }
}

function endEvent(row: MessageRow): EndEvent {
  const { length } = row.content
  switch (row.status) {
    case 'completed':
      return {
        type: 'completed',
        length,
        sha256: row.sha256 ?? '',
        usage: { input_tokens: row.input_tokens ?? 0, output_tokens: row.output_tokens ?? 0 },
        latency_ms: row.latency_ms ?? 0,
        first_token_ms: row.first_token_ms,
        stop_reason: row.stop_reason ?? 'end_turn',
        model: row.model ?? row.requested_model ?? '',
      }
    case 'cancelled':
      return { type: 'cancelled', length, sha256: row.sha256 ?? '' }
    case 'error':
      return {
        type: 'error',
        code: row.error_code ?? 'internal',
        message: row.error_message ?? '',
        retryable: row.error_retryable ?? false,
        ...(row.error_retry_after_s === null ? {} : { retry_after_s: row.error_retry_after_s }),
      }
    case 'queued':
    case 'generating':
      throw new Error(`message ${row.id} has not ended`)
  }
}
