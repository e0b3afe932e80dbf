import type { Knex } from 'knex'

/**
 * Where the trace of a message begins, as W3C Trace Context writes it, for those that come to it later and from elsewhere:
 * the relay, a second attempt, whoever announces its end. Null when nobody traces it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table messages add column traceparent text;
    alter table outbox add column traceparent text;
  `)
}
