import { type AuditAction, newId } from '@continuo/contract'
import type { CallInfo } from '@continuo/rpc'
import type { Knex } from 'knex'

export interface AuditEntry {
  readonly action: AuditAction
  /** Who did it. Default: the caller; null: nobody who was signed in. */
  readonly actorId?: string | null
  /** Whom it concerns. Default: whoever did it. */
  readonly subjectId?: string | null
  /** Ids, counts and states; never a text of anybody, never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Writes down what has been done, in the transaction that does it: the one is never without the other. */
export type Audit = (db: Knex, entry: AuditEntry) => Promise<void>

/** What is done by this call. */
export const auditOf =
  ({ userId, requestId }: Pick<CallInfo, 'userId' | 'requestId'>): Audit =>
  async (db, { action, actorId = userId ?? null, subjectId = actorId, facts = {} }) => {
    await db('audit_events').insert({
      id: newId(),
      action,
      actor_id: actorId,
      subject_id: subjectId,
      request_id: requestId ?? null,
      facts: db.raw('?::jsonb', [JSON.stringify(facts)]),
    })
  }
