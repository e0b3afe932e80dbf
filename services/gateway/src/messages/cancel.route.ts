import { CancelBody, MessageView, Uuid, parseEventId, parsePosition } from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'
import { toMessageView } from './message-view.ts'

export const cancelMessage = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'cancelMessage',
    method: 'post',
    path: '/chat/messages/{id}/cancel',
    tag: 'Messages',
    summary: 'Stop an answer, queued or running',
    description: `The answer ends with the text up to \`cursor\` (\`<epoch>.<seq>\`, what the person who stopped it has seen);
without a cursor with all that there is. A repeat, or a message that has ended already, is the same reply.`,
    access: 'user',
    params: z.object({ id: Uuid }),
    body: CancelBody,
    bodyOptional: true,
    replies: { 200: { description: 'The message, ended.', schema: MessageView } },
    refuses: ['not_found'],
    handle: async (call) => {
      const { cursor = '' } = call.body
      const seen = parsePosition(cursor) ?? parseEventId(cursor)?.at
      const message = await api.messages.cancel(
        { id: call.params.id, ...(seen ? { seen_epoch: seen.epoch, seen_seq: seen.seq } : {}) },
        call.asCaller,
      )
      call.log.info({ session_id: message.session_id, message_id: message.id, status: message.status }, 'stop answered')
      return { status: 200, body: toMessageView(message) }
    },
  })
