import { AcceptedMessage, FinishedMessage, PostMessageBody } from '@continuo/contract'
import type { Hub } from '@continuo/stream-log/types'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import type { GatewayEvents } from '../events.ts'
import { type CallFacts, type Reply, operation } from '../http/operation.ts'
import { Flag } from '../http/query.ts'
import { toAccepted } from './accepted.ts'
import { toStatusFacts } from './message-view.ts'
import { waitForEnd } from './wait-for-end.ts'

export interface PostMessageDeps {
  api: ChatApi
  hub: Hub
  events: Pick<GatewayEvents, 'syncWaits'>
  syncWaitMs: number
  stop: AbortSignal
}

export const postMessage = (deps: PostMessageDeps) =>
  operation({
    id: 'postMessage',
    method: 'post',
    path: '/chat/messages',
    tag: 'Messages',
    summary: 'Send a message and order its answer',
    description: `The answer is generated in the background and survives whatever happens to this connection. \`id\` makes
the call repeatable: the same id with the same body is the same message, with another body it is refused (422). \`base\`,
the last message of the session that the sender has seen, makes it safe beside other devices: when the session has moved
on since, the call is refused (409 \`session_moved_on\`) and nothing is stored.
\`background=false\` (alias \`use_celery=false\`) waits for the finished answer; when that takes too long the reply is 202.`,
    access: 'user',
    rate: 'send',
    query: z.object({ background: Flag, use_celery: Flag }),
    body: PostMessageBody,
    replies: {
      202: { description: 'Accepted; the answer is on its way.', schema: AcceptedMessage },
      200: { description: 'With `background=false`: the finished answer.', schema: FinishedMessage },
    },
    refuses: [
      'not_found',
      'idempotency_conflict',
      'too_many_requests',
      'conflict',
      'session_moved_on',
      'budget_exceeded',
    ],
    handle: async (call) => {
      const accepted = toAccepted(await deps.api.messages.sendMessage(call.body, call.asCaller))
      const background = call.query.background ?? call.query.use_celery ?? true
      call.log.info({ session_id: accepted.session_id, message_id: accepted.message_id, background }, 'send answered')
      return (background ? undefined : await finished(deps, call, accepted)) ?? { status: 202, body: accepted }
    },
  })

async function finished(deps: PostMessageDeps, call: CallFacts, accepted: AcceptedMessage): Promise<Reply | undefined> {
  const until = AbortSignal.any([AbortSignal.timeout(deps.syncWaitMs), call.gone, deps.stop])
  const { session_id, message_id } = accepted
  const ask = () => deps.api.messages.getMessage({ id: message_id, session_id }, call.asCaller)
  const row = await waitForEnd(deps.hub, { sessionId: session_id, messageId: message_id }, ask, until)
  deps.events.syncWaits.inc({ outcome: row ? 'finished' : call.gone.aborted ? 'gone' : 'deadline' })
  if (!row) return undefined
  const { status, model, usage, latency_ms, stop_reason, error } = toStatusFacts(row)
  const body: FinishedMessage = {
    ...accepted,
    status,
    content: row.content,
    model,
    usage,
    latency_ms,
    stop_reason,
    error,
  }
  return { status: 200, body }
}
