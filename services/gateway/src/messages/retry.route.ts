import { AcceptedMessage, Uuid } from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'
import { toAccepted } from './accepted.ts'

export const retryMessage = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'retryMessage',
    method: 'post',
    path: '/chat/messages/{id}/retry',
    tag: 'Messages',
    summary: 'Order a new answer in the place of one that failed or was stopped, or of the last one',
    description: `An answer that was completed can be made anew while it is the last of its session, else the call is refused
(409). The new answer is a message of its own; the old one says so in \`replaced_by\`. A repeat is the same reply.`,
    access: 'user',
    rate: 'send',
    params: z.object({ id: Uuid }),
    replies: { 202: { description: 'Accepted; the answer is on its way.', schema: AcceptedMessage } },
    refuses: ['not_found', 'conflict', 'too_many_requests'],
    handle: async (call) => {
      const body = toAccepted(await api.messages.retry({ id: call.params.id }, call.asCaller))
      call.log.info(
        { session_id: body.session_id, message_id: body.message_id, replaces: call.params.id },
        'retry answered',
      )
      return { status: 202, body }
    },
  })
