import type { Knex } from 'knex'

/** What others report and chat-api keeps: the models of the generators, the outcome of the janitor's runs. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table model_report (
      singleton boolean primary key default true check (singleton),
      items jsonb not null,
      default_id text not null,
      stand_in boolean not null,
      reported_at timestamptz(3) not null default now()
    );

    create table sweeps (
      task text primary key,
      last_run_at timestamptz(3) not null,
      last_success_at timestamptz(3),
      ok boolean not null,
      duration_ms bigint not null,
      scanned bigint not null,
      removed bigint not null,
      repaired bigint not null
    );
  `)
}
