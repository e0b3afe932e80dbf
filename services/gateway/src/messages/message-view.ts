import { type MessageStatusView, MessageStatus, type MessageView, formatPosition } from '@continuo/contract'
import type { MessageReply } from '@continuo/rpc'

/** A status of a newer chat-api that this version does not know reads as still running: it is asked again. */
export const statusOf = (row: Pick<MessageReply, 'status'>): MessageStatus =>
  MessageStatus.safeParse(row.status).data ?? 'generating'

const usageOf = ({ usage }: MessageReply) =>
  usage ? { input_tokens: usage.input_tokens, output_tokens: usage.output_tokens } : null

const errorOf = ({ failure }: MessageReply) =>
  failure
    ? {
        code: failure.code,
        message: failure.message,
        retryable: failure.retryable,
        retry_after_s: failure.retry_after_s ?? null,
      }
    : null

export const toMessageView = (row: MessageReply): MessageView => ({
  id: row.id,
  session_id: row.session_id,
  role: row.role === 'user' ? 'user' : 'assistant',
  position: row.position,
  status: statusOf(row),
  content: row.content,
  thinking: row.thinking,
  cursor: formatPosition(row),
  model: row.model ?? null,
  usage: usageOf(row),
  latency_ms: row.latency_ms ?? null,
  first_token_ms: row.first_token_ms ?? null,
  attempts: row.attempts,
  stop_reason: row.stop_reason ?? null,
  error: errorOf(row),
  reply_to: row.reply_to ?? null,
  replaced_by: row.replaced_by ?? null,
  sha256: row.sha256 ?? null,
  created_at: row.created_at,
  completed_at: row.completed_at ?? null,
})

/** The fields that tell how a message stands and how it ended. */
export const toStatusFacts = (row: MessageReply): Omit<MessageStatusView, 'content' | 'cursor'> => ({
  session_id: row.session_id,
  message_id: row.id,
  status: statusOf(row),
  model: row.model ?? null,
  usage: usageOf(row),
  latency_ms: row.latency_ms ?? null,
  error: errorOf(row),
  stop_reason: row.stop_reason ?? null,
})
