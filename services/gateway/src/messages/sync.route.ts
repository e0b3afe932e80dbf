import { SyncView } from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'
import { toSessionView } from '../sessions/session-view.ts'
import { toMessageView } from './message-view.ts'

export const sync = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'sync',
    method: 'get',
    path: '/sync',
    tag: 'Sessions',
    summary: 'Everything that changed since a token',
    description: `For catching up after an absence: it may repeat, it never misses. Give \`token\` back as \`since\`; while
\`more\` is true, at once. \`full\` says that the token was of no use and this is the whole.`,
    access: 'user',
    query: z.object({ since: z.string().max(500).optional() }),
    replies: { 200: { description: 'Changed sessions and messages, and what was deleted.', schema: SyncView } },
    handle: async (call) => {
      const { since } = call.query
      const changes = await api.messages.sync({ limit: 200, ...(since ? { since } : {}) }, call.asCaller)
      const body: SyncView = {
        sessions: changes.sessions.map(toSessionView),
        messages: changes.messages.map(toMessageView),
        deleted: { sessions: changes.deleted_sessions, messages: changes.deleted_messages },
        token: changes.token,
        more: changes.more,
        full: changes.full,
      }
      return { status: 200, body }
    },
  })
