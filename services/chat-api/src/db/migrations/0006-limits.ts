import type { Knex } from 'knex'

/**
 * Budgets of tokens, what has been used, and what running answers may still use.
 *
 * What is reserved is a row beside its message and not a counter, so that it goes with the message whatever becomes of it.
 * Used tokens count in the day (UTC) in which an answer ends; a month is the sum of its days.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table budgets (
      id uuid primary key,
      user_id uuid references users on delete cascade,
      -- shared by all of the group
      group_name text,
      period text not null check (period in ('day', 'month')),
      tokens bigint not null check (tokens >= 0),
      changed_at timestamptz(3) not null default now(),
      constraint budgets_subject check ((user_id is null) <> (group_name is null))
    );
    create unique index budgets_of_user on budgets (user_id, period) where user_id is not null;
    create unique index budgets_of_group on budgets (group_name, period) where group_name is not null;

    create table reservations (
      message_id uuid primary key references messages on delete cascade,
      user_id uuid not null,
      -- those of the user at the first claim: they pay
      groups text[] not null,
      -- more than the answer can take, by estimate, and how much of it is the prompt
      tokens bigint not null,
      prompt_tokens bigint not null
    );
    create index reservations_of_user on reservations (user_id);

    create table usage_days (
      -- the nil UUID: people who are gone
      user_id uuid not null,
      day date not null,
      model text not null,
      -- for the user: each answer once
      answers bigint not null default 0,
      input_tokens bigint not null default 0,
      output_tokens bigint not null default 0,
      -- for the operator: every model call
      attempts bigint not null default 0,
      total_input_tokens bigint not null default 0,
      total_output_tokens bigint not null default 0,
      primary key (user_id, day, model)
    );
    create index usage_days_by_day on usage_days (day);

    create table group_days (
      group_name text not null,
      day date not null,
      tokens bigint not null default 0,
      primary key (group_name, day)
    );

    -- what was spent stays spent when somebody leaves, but no longer says who it was
    create function forget_whose_usage() returns trigger language plpgsql as $$
    begin
      with gone as (delete from usage_days where user_id = old.id returning *)
      insert into usage_days as kept
      select '00000000-0000-0000-0000-000000000000', day, model, answers, input_tokens, output_tokens, attempts,
        total_input_tokens, total_output_tokens from gone
      on conflict (user_id, day, model) do update set
        answers = kept.answers + excluded.answers,
        input_tokens = kept.input_tokens + excluded.input_tokens,
        output_tokens = kept.output_tokens + excluded.output_tokens,
        attempts = kept.attempts + excluded.attempts,
        total_input_tokens = kept.total_input_tokens + excluded.total_input_tokens,
        total_output_tokens = kept.total_output_tokens + excluded.total_output_tokens;
      return old;
    end $$;
    create trigger users_usage_kept before delete on users for each row execute function forget_whose_usage();

    -- who waits for a slot, and for a worker
    create index messages_waiting on messages (user_id, created_at, id) where status = 'queued';
  `)
}
