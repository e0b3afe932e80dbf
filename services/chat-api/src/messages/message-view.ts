import type { MessageProto } from '@continuo/rpc'
import type { MessageRow } from '../db/tables.ts'
import type { QueuePlace } from '../limits/queue-board.ts'

/**
 * A row as it leaves the service: an absent value is an absent field.
 * @param place Where it stands in the queue, when it waits and that was asked for.
 */
export function messageView(row: MessageRow, place?: QueuePlace): MessageProto {
  const facts = dropNulls({
    id: row.id,
    session_id: row.session_id,
    role: row.role,
    position: row.position,
    status: row.status,
    content: row.content,
    thinking: row.thinking,
    epoch: row.content_epoch,
    seq: row.content_seq,
    model: row.model ?? row.requested_model,
    usage: row.input_tokens === null ? null : usage(row),
    latency_ms: row.latency_ms,
    first_token_ms: row.first_token_ms,
    attempts: row.attempts,
    stop_reason: row.stop_reason,
    failure: row.error_code === null ? null : failure(row),
    reply_to: row.reply_to,
    replaced_by: row.replaced_by,
    sha256: row.sha256,
    created_at: row.created_at.toISOString(),
    completed_at: row.completed_at?.toISOString() ?? null,
    started_at: row.started_at?.toISOString() ?? null,
  })
  return place ? { ...facts, ...placeView(place) } : facts
}

export const placeView = ({ ahead, estimateS }: QueuePlace) => ({
  queue_position: ahead,
  ...(estimateS === undefined ? {} : { wait_estimate_s: estimateS }),
})

const usage = (row: MessageRow) => ({
  input_tokens: row.input_tokens ?? 0,
  output_tokens: row.output_tokens ?? 0,
  cache_read_tokens: row.cache_read_tokens ?? 0,
  cache_write_tokens: row.cache_write_tokens ?? 0,
})

const failure = (row: MessageRow) =>
  dropNulls({
    code: row.error_code,
    message: row.error_message,
    retryable: row.error_retryable,
    retry_after_s: row.error_retry_after_s,
  })

type WithoutNulls<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>
}

export const dropNulls = <T extends object>(value: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) as WithoutNulls<T>
