import { z } from 'zod'
import { Uuid } from './ids.ts'
import { PageQuery } from './rest.ts'

/** What administrators see and do. Nothing here holds what anybody has written or got. */

const Timestamp = z.iso.datetime()
const UserRole = z.enum(['user', 'admin'])

/** Everything that is written down of what administrators do and of what concerns the safety of an account. */
export const auditActions = [
  'signed_in',
  'sign_in_refused',
  'signed_out',
  'signed_out_everywhere',
  'account_made',
  'account_upgraded',
  'account_deleted',
  'password_changed',
  'token_made',
  'token_revoked',
  'role_changed',
  'user_disabled',
  'user_enabled',
  'user_signed_out',
  'budget_set',
  'budget_removed',
  'answer_stopped',
  'job_retried',
  'job_removed',
] as const
export type AuditAction = (typeof auditActions)[number]

export const AdminUserView = z
  .object({
    id: Uuid,
    kind: z.enum(['guest', 'account']),
    name: z.string().nullable(),
    email: z.string().nullable(),
    role: UserRole,
    groups: z.array(z.string()),
    created_at: Timestamp,
    disabled_at: Timestamp.nullable(),
    /** By a login, to within minutes. */
    last_seen_at: Timestamp.nullable(),
  })
  .meta({ id: 'AdminUser' })
export type AdminUserView = z.infer<typeof AdminUserView>

export const AdminUserPage = z
  .object({ items: z.array(AdminUserView), next: z.string().nullable() })
  .meta({ id: 'AdminUserPage' })
export type AdminUserPage = z.infer<typeof AdminUserPage>

export const AdminUserQuery = PageQuery.extend({
  before: Uuid.optional(),
  /** A part of the address or of the name, or the beginning of an id. */
  search: z.string().max(254).optional(),
  kind: z.enum(['guest', 'account']).optional(),
})

export const UpdateUserBody = z
  .object({
    role: UserRole.optional(),
    /** True ends all logins and access tokens of the user, and nobody comes in any more. */
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'UpdateUser' })
export type UpdateUserBody = z.infer<typeof UpdateUserBody>

/** An answer that waits or runs. */
export const GenerationView = z
  .object({
    id: Uuid,
    user: z.object({ id: Uuid, name: z.string().nullable(), email: z.string().nullable() }),
    status: z.enum(['queued', 'generating']),
    /** Null: the server's choice, not made yet. */
    model: z.string().nullable(),
    created_at: Timestamp,
    started_at: Timestamp.nullable(),
    attempts: z.number().int(),
  })
  .meta({ id: 'Generation' })
export type GenerationView = z.infer<typeof GenerationView>
export const GenerationPage = z
  .object({ items: z.array(GenerationView), next: z.string().nullable() })
  .meta({ id: 'GenerationPage' })
export type GenerationPage = z.infer<typeof GenerationPage>
export const StoppedView = z.object({ id: Uuid, status: z.string() }).meta({ id: 'StoppedGeneration' })
export type StoppedView = z.infer<typeof StoppedView>

const Person = z.object({ id: Uuid, email: z.string().nullable() })
export const AuditEventView = z
  .object({
    id: Uuid,
    at: Timestamp,
    /** One of those that this version writes, or of another one. */
    action: z.string(),
    /** Who did it; null: nobody who was signed in. The address is null when there is none any more. */
    actor: Person.nullable(),
    /** Whom it concerns. */
    subject: Person.nullable(),
    request_id: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEventView = z.infer<typeof AuditEventView>
export const AuditPage = z
  .object({ items: z.array(AuditEventView), next: z.string().nullable() })
  .meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof AuditPage>
export const AuditQuery = PageQuery.extend({
  before: Uuid.optional(),
  /** Who did it, or whom it concerns. */
  user_id: Uuid.optional(),
  action: z.string().max(50).optional(),
})
