import { type MessageView, type Position, SyncView, comparePositions, parseCursors } from '@continuo/contract'
import type { MessageReply } from '@continuo/rpc'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'
import { Lenient } from '../http/query.ts'
import { toSessionView } from '../sessions/session-view.ts'
import { toMessageView } from './message-view.ts'
import { endOf } from './stored-events.ts'

export const sync = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'sync',
    method: 'get',
    path: '/sync',
    tag: 'Sessions',
    summary: 'Everything that changed since a token',
    description: `For catching up after an absence: it may repeat, it never misses. Give \`token\` back as \`since\`; while
\`more\` is true, at once. \`full\` says that the token was of no use and this is the whole.

\`have\` names answers that the client holds to their end, by their last cursors (\`<message>:<epoch>.<seq>,…\`, 200 at most):
their texts are left out (\`content_omitted\`), so that what was streamed does not travel twice. What it names wrongly comes
whole, and so does everything when \`full\` is true.`,
    access: 'user',
    query: z.object({ since: z.string().max(500).optional(), have: Lenient }),
    replies: { 200: { description: 'Changed sessions and messages, and what was deleted.', schema: SyncView } },
    handle: async (call) => {
      const { since } = call.query
      const have = parseCursors(call.query.have ?? '')
      const changes = await api.messages.sync({ limit: 200, ...(since ? { since } : {}) }, call.asCaller)
      const body: SyncView = {
        sessions: changes.sessions.map(toSessionView),
        // whoever gets everything anew is about to forget what it has
        messages: changes.full
          ? changes.messages.map(toMessageView)
          : changes.messages.map((row) => withoutKnownText(row, have.get(row.id))),
        deleted: { sessions: changes.deleted_sessions, messages: changes.deleted_messages },
        token: changes.token,
        more: changes.more,
        full: changes.full,
      }
      return { status: 200, body }
    },
  })

/** Nothing but the very end proves that a client has the text: it is where the content stands, or the event after it. */
function withoutKnownText(row: MessageReply, had: Position | undefined): MessageView {
  const view = toMessageView(row)
  const end = row.role === 'assistant' ? endOf(row) : undefined
  if (!end || !had || (comparePositions(had, row) !== 0 && comparePositions(had, end) !== 0)) return view
  return { ...view, content: '', thinking: '', content_omitted: true }
}
