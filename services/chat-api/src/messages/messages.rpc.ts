import { AppError, PostMessageBody, Uuid, limits } from '@continuo/contract'
import { type AcceptedMessageProto, type ChatApiHandlers, requireUser } from '@continuo/rpc'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { QueueBoard } from '../limits/queue-board.ts'
import { listModels } from '../models/models.ts'
import { ById, Seq, pageLimit, parse } from '../rpc/parse.ts'
import { sessionView } from '../sessions/session-view.ts'
import { cancelMessage } from './cancel-message.ts'
import { getMessage, listActive, listMessages } from './message-queries.ts'
import { messageView, placeView } from './message-view.ts'
import { retryMessage } from './retry-message.ts'
import { type Accepted, sendMessage } from './send-message.ts'
import { sync } from './sync.ts'

const GetMessage = z.object({ id: Uuid, session_id: Uuid.optional() })
const ListMessages = z.object({
  session_id: Uuid,
  limit: pageLimit(limits.pageItemsDefault, limits.pageItems),
  before: z.string().optional(),
})
const ListActive = z.object({ session_id: Uuid.optional() })
const Sync = z.object({ since: z.string().max(500).optional(), limit: pageLimit(200, 500) })
const ListPlaces = z.object({ ids: z.array(Uuid).max(1_000) })
const Cancel = z.object({ id: Uuid, seen_epoch: Seq.optional(), seen_seq: Seq.optional() })

export interface MessageDeps extends Deps {
  readonly board: QueueBoard
}

export const messageHandlers = (deps: MessageDeps): ChatApiHandlers['messages'] => ({
  async sendMessage(request, call) {
    const userId = requireUser(call)
    const { content, session_id, id, model, system, create_session = false, base } = parse(PostMessageBody, request)
    const command = { content, sessionId: session_id, id, model, system, createSession: create_session, base }
    return acceptedView(await sendMessage(deps, { ...command, userId, requestId: call.requestId }))
  },
  async retry(request, call) {
    const userId = requireUser(call)
    const { id } = parse(ById, request)
    return acceptedView(await retryMessage(deps, { userId, id, requestId: call.requestId }))
  },
  async cancel(request, call) {
    const userId = requireUser(call)
    const { id, seen_epoch: epoch, seen_seq: seq } = parse(Cancel, request)
    const seen = epoch === undefined || seq === undefined ? undefined : { epoch, seq }
    return messageView(await cancelMessage(deps, { userId, id, seen }))
  },
  async getMessage(request, call) {
    const userId = requireUser(call)
    const { id, session_id } = parse(GetMessage, request)
    const row = await getMessage(deps.db, { userId, id, sessionId: session_id })
    return messageView(row, row.status === 'queued' ? await deps.board.placeOf(row.id) : undefined)
  },
  async listMessages(request, call) {
    const userId = requireUser(call)
    const { session_id, limit, before } = parse(ListMessages, request)
    const page = await listMessages(deps.db, { userId, sessionId: session_id, limit, before: position(before) })
    return {
      items: page.items.map((row) => messageView(row)),
      ...(page.next === undefined ? {} : { next: String(page.next) }),
    }
  },
  async listActiveStreams(request, call) {
    const userId = requireUser(call)
    const { session_id } = parse(ListActive, request)
    const rows = await listActive(deps.db, { userId, sessionId: session_id })
    return {
      streams: rows.map((row) => ({
        session_id: row.session_id,
        message_id: row.id,
        status: row.status,
        started_at: (row.started_at ?? row.created_at).toISOString(),
        epoch: row.content_epoch,
        seq: row.content_seq,
        ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
      })),
    }
  },
  async sync(request, call) {
    const userId = requireUser(call)
    const { since, limit } = parse(Sync, request)
    const changes = await sync(deps.db, { userId, since, limit })
    return {
      sessions: changes.sessions.map(sessionView),
      messages: changes.messages.map((row) => messageView(row)),
      deleted_sessions: changes.deletedSessions,
      deleted_messages: changes.deletedMessages,
      token: changes.token,
      more: changes.more,
      full: changes.full,
    }
  },
  async listModels(_request, call) {
    requireUser(call)
    return listModels(deps.db)
  },
  async listQueuePlaces(request) {
    const places = await Promise.all(
      parse(ListPlaces, request).ids.map(async (id) => ({ id, place: await deps.board.placeOf(id) })),
    )
    return { places: places.flatMap(({ id, place }) => (place ? { id, ...placeView(place) } : [])) }
  },
})

/** The status of a receipt is the one it was accepted with, so that every repeat of a request gets an equal reply. */
const acceptedView = ({ sessionId, userMessageId, messageId, taskId, replayed }: Accepted): AcceptedMessageProto => ({
  session_id: sessionId,
  user_message_id: userMessageId,
  message_id: messageId,
  task_id: taskId,
  status: 'queued',
  replayed,
})

function position(before: string | undefined): number | undefined {
  if (before === undefined) return undefined
  if (!/^\d{1,15}$/.test(before)) throw new AppError('bad_request', 'before: not a place in this list')
  return Number(before)
}
