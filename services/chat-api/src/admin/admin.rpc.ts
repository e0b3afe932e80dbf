import { Uuid, limits } from '@continuo/contract'
import type { AdminUserProto, AuditEventProto, ChatApiHandlers, GenerationProto } from '@continuo/rpc'
import { z } from 'zod'
import { auditOf } from '../audit/audit.ts'
import { type ListedAuditEvent, listAuditEvents } from '../audit/list-audit.ts'
import type { Deps } from '../deps.ts'
import { dropNulls } from '../messages/message-view.ts'
import type { QueueHandlers } from '../queue/queue.rpc.ts'
import { ById, StoredText, pageLimit, parse } from '../rpc/parse.ts'
import { type ActiveAnswer, listActiveAnswers, stopAnswer } from './active-answers.ts'
import { type ListedUser, listUsers, signOutUser, updateUser } from './users.ts'

const page = { limit: pageLimit(limits.pageItemsDefault, limits.pageItems), before: Uuid.optional() }
const ListUsers = z.object({
  ...page,
  search: StoredText.max(254).optional(),
  kind: z.enum(['guest', 'account']).optional(),
})
const UpdateUser = z.object({
  id: Uuid,
  role: z.enum(['user', 'admin']).optional(),
  disabled: z.boolean().optional(),
})
const ListAudit = z.object({ ...page, user_id: Uuid.optional(), action: StoredText.max(50).optional() })

export const adminHandlers = (deps: Deps): Omit<ChatApiHandlers['admin'], keyof QueueHandlers> => ({
  async listUsers(request) {
    const { limit, before, search, kind } = parse(ListUsers, request)
    return pageOf(await listUsers(deps.db, { search, kind, before, limit: limit + 1 }), limit, userView)
  },
  async updateUser(request, call) {
    const { id, role, disabled } = parse(UpdateUser, request)
    const user = await updateUser(deps.db, auditOf(call), { id, role, disabled })
    const facts = { role: user.role, disabled: user.disabled_at !== null }
    deps.logger.info({ user_id: id, ...facts, by: call.userId, request_id: call.requestId }, 'user changed')
    return userView(user)
  },
  async signOutUser(request, call) {
    const { id } = parse(ById, request)
    await signOutUser(deps.db, auditOf(call), id)
    deps.logger.info({ user_id: id, by: call.userId, request_id: call.requestId }, 'user signed out')
    return {}
  },
  async listGenerations(request) {
    const { limit, before } = parse(z.object(page), request)
    return pageOf(await listActiveAnswers(deps.db, { before, limit: limit + 1 }), limit, generationView)
  },
  async stopGeneration(request, call) {
    const { status } = await stopAnswer(deps, auditOf(call), parse(ById, request).id)
    return { status }
  },
  async listAuditEvents(request) {
    const { limit, before, user_id: userId, action } = parse(ListAudit, request)
    return pageOf(await listAuditEvents(deps.db, { userId, action, before, limit: limit + 1 }), limit, auditView)
  },
})

/** @param rows One more than `limit` when there are more. */
function pageOf<Row extends { id: string }, View>(rows: Row[], limit: number, view: (row: Row) => View) {
  const items = rows.slice(0, limit)
  return { items: items.map(view), ...(rows.length > limit ? { next: items.at(-1)!.id } : {}) }
}

const userView = (user: ListedUser): AdminUserProto => ({
  ...dropNulls({ name: user.name, email: user.email }),
  ...dropNulls({
    disabled_at: user.disabled_at?.toISOString() ?? null,
    last_seen_at: user.last_seen_at?.toISOString() ?? null,
  }),
  id: user.id,
  kind: user.kind,
  role: user.role,
  groups: user.groups,
  created_at: user.created_at.toISOString(),
})

const generationView = (row: ActiveAnswer): GenerationProto => ({
  ...dropNulls({
    user_name: row.user_name,
    user_email: row.user_email,
    model: row.model ?? row.requested_model,
    started_at: row.started_at?.toISOString() ?? null,
  }),
  id: row.id,
  user_id: row.user_id,
  status: row.status,
  created_at: row.created_at.toISOString(),
  attempts: row.attempts,
})

const auditView = (row: ListedAuditEvent): AuditEventProto => ({
  ...dropNulls({
    actor_id: row.actor_id,
    subject_id: row.subject_id,
    actor_email: row.actor_email,
    subject_email: row.subject_email,
    request_id: row.request_id,
  }),
  id: row.id,
  at: row.at.toISOString(),
  action: row.action,
  facts: JSON.stringify(row.facts),
})
