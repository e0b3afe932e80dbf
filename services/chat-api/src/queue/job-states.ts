import type { Knex } from 'knex'

/** An ordered job that is not in Redis after so long could not be handed over; seconds. */
const handOverS = 10

/** Parts of the queries on jobs, as bindings; `m` is the answer's row. */
export const jobSql = (db: Knex) => ({
  /**
   * Where the job of an active answer stands, by what Postgres knows: Redis may have lost it, which the reconciler finds out
   * within half a minute. `queue_checked_at` of a job that is ordered for later is that time.
   */
  jobState: db.raw(
    `case
       when m.dispatch_no = 0 then 'held'
       when m.lease_until >= clock_timestamp() then 'running'
       when m.lease_until is not null then 'stuck'
       when m.queue_checked_at > clock_timestamp() then 'delayed'
       when exists (select 1 from outbox o where o.kind = 'generate' and o.message_id = m.id
         and o.dispatch_no = m.dispatch_no and o.sent_at is null
         and o.not_before < clock_timestamp() - ? * interval '1 second') then 'stuck'
       else 'waiting' end`,
    [handOverS],
  ),
  /** Word for word as in the partial indexes of active answers. */
  isActive: db.raw("m.status in ('queued', 'generating')"),
  /** As in `messages_ended`. */
  hasEnded: db.raw("m.role = 'assistant' and m.completed_at is not null"),
  jobColumns: db.raw(
    `m.id, m.user_id, coalesce(m.model, m.requested_model) as model, m.created_at, m.attempts, m.dispatch_no,
     m.lease_owner, m.lease_until, m.error_code, u.name as user_name, u.email as user_email`,
  ),
})
