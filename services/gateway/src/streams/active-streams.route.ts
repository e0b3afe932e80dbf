import { ActiveStreams, formatPosition } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'
import { statusOf } from '../messages/message-view.ts'

export const activeStreams = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'listActiveStreams',
    method: 'get',
    path: '/chat/active-streams',
    tag: 'Streams',
    summary: 'What is being generated for you now',
    access: 'user',
    replies: {
      200: { description: 'Messages that are queued or generating, in all sessions.', schema: ActiveStreams },
    },
    handle: async (call) => {
      const { streams } = await api.messages.listActiveStreams({}, call.asCaller)
      const body: ActiveStreams = {
        streams: streams.map((stream) => ({
          session_id: stream.session_id,
          message_id: stream.message_id,
          status: statusOf(stream),
          started_at: stream.started_at,
          cursor: formatPosition(stream),
        })),
      }
      return { status: 200, body }
    },
  })
