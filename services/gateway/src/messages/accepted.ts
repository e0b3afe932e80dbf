import type { AcceptedMessage } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import { statusOf } from './message-view.ts'

/** Where the API lives; the URLs in its replies begin with it. */
export const apiPrefix = '/api/v1'

/** The reply to a message that was taken on. Its stream URL starts before the first event, so that coming late is no loss. */
export function toAccepted(accepted: Awaited<ReturnType<ChatApi['messages']['sendMessage']>>): AcceptedMessage {
  const { session_id, user_message_id, message_id, task_id } = accepted
  return {
    session_id,
    user_message_id,
    message_id,
    task_id,
    status: statusOf(accepted),
    stream_url: `${apiPrefix}/chat/stream/${session_id}?cursor=${message_id}:0.0`,
    status_url: `${apiPrefix}/chat/status/${session_id}/${message_id}`,
  }
}
