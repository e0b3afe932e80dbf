import {
  AdminUserPage,
  AdminUserQuery,
  AdminUserView,
  AuditPage,
  AuditQuery,
  GenerationPage,
  PageQuery,
  StoppedView,
  UpdateUserBody,
  Uuid,
} from '@continuo/contract'
import { z } from 'zod'
import type { Logins } from '../auth/logins.ts'
import type { ChatApi } from '../chat-api.ts'
import { type Operation, operation } from '../http/operation.ts'
import { toAdminUser, toAuditEvent, toGeneration } from './admin-views.ts'

export interface AdminDeps {
  readonly api: Pick<ChatApi, 'admin'>
  readonly logins: Pick<Logins, 'revoked'>
}

const common = { tag: 'Administration', access: 'admin' } as const
const params = z.object({ id: Uuid })

/** What administrators see and do. Who may is decided by chat-api; texts of people are never among it. */
export const adminOperations = ({ api: { admin }, logins }: AdminDeps): Operation[] => [
  operation({
    ...common,
    id: 'listUsers',
    method: 'get',
    path: '/admin/users',
    summary: 'All users, newest first',
    query: AdminUserQuery,
    replies: { 200: { description: 'One page.', schema: AdminUserPage } },
    handle: async (call) => {
      const { items, next } = await admin.listUsers(call.query, call.asCaller)
      return { status: 200, body: { items: items.map(toAdminUser), next: next ?? null } satisfies AdminUserPage }
    },
  }),
  operation({
    ...common,
    id: 'updateUser',
    method: 'patch',
    path: '/admin/users/{id}',
    summary: 'Change the role of a user, disable or enable',
    description: `Whoever is disabled is signed out: what is open closes within 5 s, and access tokens are revoked for good. The last
administrator can neither be disabled nor lose the role.`,
    params,
    body: UpdateUserBody,
    replies: { 200: { description: 'The user.', schema: AdminUserView } },
    refuses: ['not_found', 'conflict'],
    handle: async (call) => {
      const user = await admin.updateUser({ ...call.body, id: call.params.id }, call.asCaller)
      logins.revoked()
      return { status: 200, body: toAdminUser(user) }
    },
  }),
  operation({
    ...common,
    id: 'signOutUser',
    method: 'post',
    path: '/admin/users/{id}/sign-out',
    summary: 'End all logins of a user',
    description: 'What is open closes within 5 s. Access tokens stay. May be repeated.',
    params,
    replies: { 204: { description: 'Signed out.' } },
    refuses: ['not_found'],
    handle: async (call) => {
      await admin.signOutUser({ id: call.params.id }, call.asCaller)
      logins.revoked()
      return { status: 204 }
    },
  }),
  operation({
    ...common,
    id: 'listGenerations',
    method: 'get',
    path: '/admin/generations',
    summary: 'Answers that wait or run, of everybody, newest first',
    query: PageQuery.extend({ before: Uuid.optional() }),
    replies: { 200: { description: 'One page, without any text.', schema: GenerationPage } },
    handle: async (call) => {
      const { items, next } = await admin.listGenerations(call.query, call.asCaller)
      return { status: 200, body: { items: items.map(toGeneration), next: next ?? null } satisfies GenerationPage }
    },
  }),
  operation({
    ...common,
    id: 'stopGeneration',
    method: 'post',
    path: '/admin/generations/{id}/stop',
    summary: 'Stop an answer',
    description:
      'As if its owner had done it: the text so far is kept. May be repeated; says how the answer has ended.',
    params,
    replies: { 200: { description: 'It has ended.', schema: StoppedView } },
    refuses: ['not_found'],
    handle: async (call) => {
      const { id } = call.params
      const { status } = await admin.stopGeneration({ id }, call.asCaller)
      return { status: 200, body: { id, status } satisfies StoppedView }
    },
  }),
  operation({
    ...common,
    id: 'listAuditEvents',
    method: 'get',
    path: '/admin/audit',
    summary: 'What was done, newest first',
    description:
      'What administrators have done, and what concerns the safety of an account: sign-ins, refusals, tokens.',
    query: AuditQuery,
    replies: { 200: { description: 'One page.', schema: AuditPage } },
    handle: async (call) => {
      const { items, next } = await admin.listAuditEvents(call.query, call.asCaller)
      return { status: 200, body: { items: items.map(toAuditEvent), next: next ?? null } satisfies AuditPage }
    },
  }),
]
