import type { Knex } from 'knex'

/**
 * Pins, and what has not been read. One column tells both that and since when: an end sets it where it is empty, a
 * reading empties it, so that no two clocks are ever compared. Sessions from before this release count as read.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table sessions
      add pinned boolean not null default false,
      add unread_since timestamptz(3);
    create or replace trigger sessions_changed
      before update of title, model, system, last_message_at, message_count, pinned, unread_since on sessions
      for each row execute function stamp_change();

    -- the epoch that its writer got last in place of a lost log's: asked again with the one before, it gets the same
    alter table messages add renewed_epoch integer;
  `)
}
