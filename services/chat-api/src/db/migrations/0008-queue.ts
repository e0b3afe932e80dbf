import type { Knex } from 'knex'

/**
 * What ended lately: how long answers waited and took, and how they failed, read by time. The table may be large and is
 * locked against writes while the index is made, so operators may make it beforehand, concurrently (UPGRADING.md).
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index if not exists messages_ended on messages (completed_at)
      where role = 'assistant' and completed_at is not null;
  `)
}
