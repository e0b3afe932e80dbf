import {
  CreateSessionBody,
  MessagePage,
  PageQuery,
  SessionPage,
  SessionView,
  UpdateSessionBody,
  Uuid,
} from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { type Operation, operation } from '../http/operation.ts'
import { apiPrefix } from '../messages/accepted.ts'
import { toMessageView } from '../messages/message-view.ts'
import { toSessionView } from './session-view.ts'

const ById = z.object({ id: Uuid })
const tag = 'Sessions'
const access = 'user'

/** Sessions (chats). Six short calls of one resource read best together. */
export const sessionOperations = ({ api }: { api: ChatApi }): Operation[] => [
  operation({
    id: 'createSession',
    method: 'post',
    path: '/sessions',
    tag,
    access,
    summary: 'Make a session',
    description:
      'Not needed before a first message, which makes one. With an `id` of your own a repeat is the same session.',
    body: CreateSessionBody,
    bodyOptional: true,
    replies: { 201: { description: 'The session.', schema: SessionView } },
    handle: async (call) => {
      const body = toSessionView(await api.sessions.createSession(call.body, call.asCaller))
      return { status: 201, body, headers: { location: `${apiPrefix}/sessions/${body.id}` } }
    },
  }),
  operation({
    id: 'listSessions',
    method: 'get',
    path: '/sessions',
    tag,
    access,
    summary: 'Your sessions, newest first',
    query: PageQuery,
    replies: { 200: { description: 'A page; pass `next` back as `before`.', schema: SessionPage } },
    handle: async (call) => {
      const { items, next } = await api.sessions.listSessions(call.query, call.asCaller)
      return { status: 200, body: { items: items.map(toSessionView), next: next ?? null } satisfies SessionPage }
    },
  }),
  operation({
    id: 'getSession',
    method: 'get',
    path: '/sessions/{id}',
    tag,
    access,
    summary: 'One session',
    params: ById,
    replies: { 200: { description: 'The session.', schema: SessionView } },
    refuses: ['not_found'],
    handle: async (call) => {
      const session = await api.sessions.getSession({ id: call.params.id }, call.asCaller)
      return { status: 200, body: toSessionView(session) }
    },
  }),
  operation({
    id: 'updateSession',
    method: 'patch',
    path: '/sessions/{id}',
    tag,
    access,
    summary: 'Rename, pin or mark a session as read, or change its model or system prompt',
    description: `Absent fields stay as they are; \`null\` takes a value away. \`read: true\` says that what has ended in it until now
has been read. The user's other browsers hear of it by a \`session_changed\` event and by \`/sync\`.`,
    params: ById,
    body: UpdateSessionBody,
    replies: { 200: { description: 'The session.', schema: SessionView } },
    refuses: ['not_found'],
    handle: async (call) => {
      const { title, model, system, pinned, read } = call.body
      const change = {
        id: call.params.id,
        ...(title === undefined ? {} : { title }),
        ...(model === undefined ? {} : { model: model ?? '' }),
        ...(system === undefined ? {} : { system: system ?? '' }),
        ...(pinned === undefined ? {} : { pinned }),
        ...(read === undefined ? {} : { read }),
      }
      return { status: 200, body: toSessionView(await api.sessions.updateSession(change, call.asCaller)) }
    },
  }),
  operation({
    id: 'deleteSession',
    method: 'delete',
    path: '/sessions/{id}',
    tag,
    access,
    summary: 'Delete a session with all its messages',
    description: 'Ends what is being generated in it. A session that is gone already is 404.',
    params: ById,
    replies: { 204: { description: 'Gone for good.' } },
    refuses: ['not_found'],
    handle: async (call) => {
      await api.sessions.deleteSession({ id: call.params.id }, call.asCaller)
      return { status: 204 }
    },
  }),
  operation({
    id: 'listMessages',
    method: 'get',
    path: '/sessions/{id}/messages',
    tag,
    access,
    summary: 'Messages of a session, newest first',
    params: ById,
    query: PageQuery,
    replies: { 200: { description: 'A page; pass `next` back as `before`.', schema: MessagePage } },
    refuses: ['not_found'],
    handle: async (call) => {
      const page = await api.messages.listMessages({ session_id: call.params.id, ...call.query }, call.asCaller)
      const body: MessagePage = { items: page.items.map(toMessageView), next: page.next ?? null }
      return { status: 200, body }
    },
  }),
]
