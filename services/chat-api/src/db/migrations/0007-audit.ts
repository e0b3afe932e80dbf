import type { Knex } from 'knex'

/**
 * What administrators have done, and what concerns the safety of an account. Rows are only added; the janitor removes old
 * ones. They hold ids and no references: what somebody did stays known when they are gone, but no longer who they were.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table audit_events (
      -- in the order of time: lists go by it
      id uuid primary key,
      at timestamptz(3) not null default clock_timestamp(),
      action text not null,
      actor_id uuid,
      subject_id uuid,
      request_id text,
      facts jsonb not null default '{}' check (length(facts::text) <= 2000)
    );
    create index audit_events_by_time on audit_events (at);
    create index audit_events_of_subject on audit_events (subject_id, id);
    create index audit_events_of_actor on audit_events (actor_id, id);
    create index audit_events_by_action on audit_events (action, id);

    create function keep_audit_events() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' or old.at > now() - interval '1 day' then
        raise exception 'audit events are not changed';
      end if;
      return old;
    end $$;
    create trigger audit_events_kept before update or delete on audit_events
      for each row execute function keep_audit_events();
  `)
}
