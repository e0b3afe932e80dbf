import type { Knex } from 'knex'

/**
 * What a client needs to catch up: every visible change stamps its row with the transaction's id, by trigger, so that no
 * statement can forget it. Leases and checkpoints are no news and leave the stamp alone.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function stamp_change() returns trigger language plpgsql as $$
    begin
      new.changed_in := pg_current_xact_id();
      return new;
    end $$;
    create trigger sessions_changed before update of title, model, system, last_message_at, message_count on sessions
      for each row execute function stamp_change();
    create trigger messages_changed before update of status, replaced_by on messages
      for each row execute function stamp_change();

    create table tombstones (
      session_id uuid primary key,
      user_id uuid not null references users on delete cascade,
      deleted_at timestamptz(3) not null default now(),
      changed_in xid8 not null default pg_current_xact_id()
    );
    create index tombstones_by_change on tombstones (user_id, changed_in, session_id);
    create index tombstones_by_age on tombstones (deleted_at);

    create table sync_horizon (
      singleton boolean primary key default true check (singleton),
      -- tombstones stamped up to here may be gone: an older token gets everything anew
      pruned_up_to xid8 not null default '0'
    );
    insert into sync_horizon default values;
  `)
}
