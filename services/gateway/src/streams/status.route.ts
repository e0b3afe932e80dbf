import {
  type AddressedEvent,
  MessageStatusView,
  PolledStatus,
  Uuid,
  bodyOf,
  comparePositions,
  formatPosition,
  isTerminal,
  limits,
  type Position,
  origin,
  parsePosition,
} from '@continuo/contract'
import type { MessageReply } from '@continuo/rpc'
import type { StreamReader, StreamRef } from '@continuo/stream-log/types'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import type { GatewayEvents } from '../events.ts'
import { type CallFacts, type Reply, operation } from '../http/operation.ts'
import { Lenient } from '../http/query.ts'
import { statusOf, toStatusFacts } from '../messages/message-view.ts'
import { endOf } from '../messages/stored-events.ts'
import { type CollectDeps, endsMessage, eventsNow, eventsWithin } from './collect.ts'
import { notBeyond } from './cursors.ts'

export interface StatusDeps extends CollectDeps {
  api: ChatApi
  events: Pick<GatewayEvents, 'polls'>
  stop: AbortSignal
}

const Query = z.object({
  cursor: Lenient,
  /** Seconds. */
  wait: z.coerce.number().min(0).max(limits.pollWaitS).default(0),
})

export const messageStatus = (deps: StatusDeps) =>
  operation({
    id: 'getMessageStatus',
    method: 'get',
    path: '/chat/status/{session_id}/{message_id}',
    tag: 'Streams',
    summary: 'How an answer stands, or what has happened since a cursor',
    description: `Without \`cursor\`: the answer as it stands, with its text. With \`cursor=<epoch>.<seq>\` (\`0.0\` at first):
the polling rung, with the very events that a stream would send after that place instead of the whole text; \`wait\` holds
the reply until something happens. Pass \`cursor\` of the reply back until an event ends the message.`,
    access: 'user',
    params: z.object({ session_id: Uuid, message_id: Uuid }),
    query: Query,
    replies: {
      200: {
        description: 'With `cursor` a PolledStatus, else a MessageStatus.',
        schema: z.union([MessageStatusView, PolledStatus]),
      },
    },
    refuses: ['not_found'],
    handle: async (call) => {
      const ref = { sessionId: call.params.session_id, messageId: call.params.message_id }
      const row = await ask(deps, call, ref)
      return call.query.cursor === undefined ? whole(deps, row, ref) : poll(deps, call, ref, row)
    },
  })

const ask = ({ api }: StatusDeps, call: CallFacts, ref: StreamRef) =>
  api.messages.getMessage({ id: ref.messageId, session_id: ref.sessionId }, call.asCaller)

/** The text of a running answer is newer in its log than in Postgres. */
async function whole({ reader }: { reader: StreamReader }, row: MessageReply, ref: StreamRef): Promise<Reply> {
  const stored = { content: row.content, at: row }
  const newest = isTerminal(statusOf(row)) ? undefined : await reader.readText(ref).catch(() => undefined)
  const { content, at } =
    newest?.kind === 'text' && comparePositions(newest.state.at, stored.at) >= 0
      ? { content: newest.state.text, at: newest.state.at }
      : stored
  const body: MessageStatusView = { ...toStatusFacts(row), content, cursor: formatPosition(at) }
  return { status: 200, body }
}

async function poll(
  deps: StatusDeps,
  call: CallFacts & { query: z.infer<typeof Query> },
  ref: StreamRef,
  row: MessageReply,
): Promise<Reply> {
  const given = parsePosition(call.query.cursor ?? '') ?? origin
  const after = (await isOurs(deps, row, ref, given)) ? given : origin
  const now = await eventsNow(deps, row, after)
  const mayWait = call.query.wait > 0 && !isTerminal(statusOf(row)) && now.every((event) => event.type === 'status')
  const later = mayWait ? await wait(deps, call, ref, after) : []
  const events = [...now.filter((event) => !later.some((other) => comparePositions(other, event) === 0)), ...later]
  deps.events.polls.inc({ news: String(events.length > 0) })
  // an end that came while waiting has facts that the row at hand has not
  const facts = endsMessage(later) ? await ask(deps, call, ref) : row
  const last = events.at(-1)
  const body: PolledStatus = {
    ...toStatusFacts(facts),
    cursor: formatPosition(last ?? after),
    events: events.map(toPolled),
  }
  return { status: 200, body }
}

/** A place beyond the end, or beyond what the log holds, was never told by us. */
async function isOurs({ reader }: StatusDeps, row: MessageReply, ref: StreamRef, given: Position): Promise<boolean> {
  const end = endOf(row)
  if (end) return notBeyond(given, end)
  if (given.seq === 0) return true
  const [head] = await reader.heads([ref]).catch(() => [])
  return notBeyond(given, head?.at)
}

function wait(deps: StatusDeps, call: CallFacts & { query: { wait: number } }, ref: StreamRef, after: Position) {
  const until = AbortSignal.any([AbortSignal.timeout(call.query.wait * 1_000), call.gone, deps.stop])
  return eventsWithin(deps, ref, after, until, () => ask(deps, call, ref))
}

function toPolled(event: AddressedEvent): PolledStatus['events'][number] {
  return { event: event.type, data: bodyOf(event) }
}
