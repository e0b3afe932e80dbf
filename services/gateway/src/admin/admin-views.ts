import type { AdminUserView, AuditEventView, GenerationView } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'

type Item<K extends 'listUsers' | 'listGenerations' | 'listAuditEvents'> = Awaited<
  ReturnType<ChatApi['admin'][K]>
>['items'][number]

export const toAdminUser = (user: Item<'listUsers'>): AdminUserView => ({
  id: user.id,
  kind: user.kind === 'account' ? 'account' : 'guest',
  name: user.name ?? null,
  email: user.email ?? null,
  role: user.role === 'admin' ? 'admin' : 'user',
  groups: user.groups,
  created_at: user.created_at,
  disabled_at: user.disabled_at ?? null,
  last_seen_at: user.last_seen_at ?? null,
})

export const toGeneration = (row: Item<'listGenerations'>): GenerationView => ({
  id: row.id,
  user: { id: row.user_id, name: row.user_name ?? null, email: row.user_email ?? null },
  status: row.status === 'generating' ? 'generating' : 'queued',
  model: row.model ?? null,
  created_at: row.created_at,
  started_at: row.started_at ?? null,
  attempts: row.attempts,
})

export const toAuditEvent = (row: Item<'listAuditEvents'>): AuditEventView => ({
  id: row.id,
  at: row.at,
  action: row.action,
  actor: row.actor_id ? { id: row.actor_id, email: row.actor_email ?? null } : null,
  subject: row.subject_id ? { id: row.subject_id, email: row.subject_email ?? null } : null,
  request_id: row.request_id ?? null,
  facts: JSON.parse(row.facts) as AuditEventView['facts'],
})
