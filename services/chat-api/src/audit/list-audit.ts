import type { Knex } from 'knex'
import type { AuditEventRow } from '../db/tables.ts'

export interface AuditFilter {
  /** Who did it, or whom it concerns. */
  readonly userId: string | undefined
  readonly action: string | undefined
  readonly limit: number
  readonly before: string | undefined
}

export type ListedAuditEvent = AuditEventRow & { actor_email: string | null; subject_email: string | null }

/** Newest first; ids are made in the order of time. */
export const listAuditEvents = (
  db: Knex,
  { userId, action, limit, before }: AuditFilter,
): Promise<ListedAuditEvent[]> =>
  db('audit_events as e')
    .leftJoin('users as actor', 'actor.id', 'e.actor_id')
    .leftJoin('users as subject', 'subject.id', 'e.subject_id')
    .modify((query) => {
      if (userId !== undefined)
        void query.where((either) => either.where('e.actor_id', userId).orWhere('e.subject_id', userId))
      if (action !== undefined) void query.where('e.action', action)
      if (before !== undefined) void query.where('e.id', '<', before)
    })
    .orderBy('e.id', 'desc')
    .limit(limit)
    .select<ListedAuditEvent[]>('e.*', 'actor.email as actor_email', 'subject.email as subject_email')
