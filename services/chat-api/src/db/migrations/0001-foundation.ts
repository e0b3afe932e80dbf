import type { Knex } from 'knex'

/**
 * Users, sessions, messages, outbox.
 *
 * A message is one row: what people see, and how it is being produced. Renewing a lease touches no indexed column, so
 * it stays on its page (fillfactor leaves room). Times have milliseconds, so that they survive the way through
 * JavaScript and back unchanged and may stand in page cursors. References between messages are no foreign keys: they
 * always stay inside one session, which goes as a whole.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table users (
      id uuid primary key,
      kind text not null check (kind in ('guest', 'account')),
      name text,
      created_at timestamptz(3) not null default now()
    );

    create table sessions (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      title text,
      -- a title given by its user is never replaced by a made one
      titled_by_user boolean not null default false,
      model text,
      system text,
      created_at timestamptz(3) not null default now(),
      last_message_at timestamptz(3) not null default now(),
      -- visible messages: those that were not replaced
      message_count integer not null default 0,
      next_position bigint not null default 1,
      changed_in xid8 not null default pg_current_xact_id()
    );
    create index sessions_by_recency on sessions (user_id, last_message_at desc, id desc);
    create index sessions_by_change on sessions (user_id, changed_in, id);

    create table messages (
      id uuid primary key,
      session_id uuid not null references sessions on delete cascade,
      user_id uuid not null,
      role text not null check (role in ('user', 'assistant')),
      position bigint not null,
      -- 0 is the first answer at its position, each retry takes the next
      variant integer not null default 0,
      reply_to uuid,
      replaced_by uuid,
      body_hash text,
      status text not null check (status in ('queued', 'generating', 'completed', 'error', 'cancelled')),

      content text not null default '',
      thinking text not null default '',
      -- where content stands in the stream; the end of a message stands at content_seq + 1
      content_epoch integer not null default 0,
      content_seq integer not null default 0,
      sha256 text,

      requested_model text,
      requested_system text,
      model text,
      stop_reason text,
      error_code text,
      error_message text,
      error_retryable boolean,
      error_retry_after_s double precision,
      -- tokens of the attempt that made the answer, and of all attempts together
      input_tokens bigint,
      output_tokens bigint,
      cache_read_tokens bigint,
      cache_write_tokens bigint,
      total_input_tokens bigint not null default 0,
      total_output_tokens bigint not null default 0,
      latency_ms bigint,
      first_token_ms bigint,

      -- the fence: raised by every claim and by whoever takes the message away from its writer
      epoch integer not null default 0,
      -- 0 waits for the session's running answer
      dispatch_no integer not null default 0,
      -- model calls that count against the budget, and all claims ever
      attempts integer not null default 0,
      claims integer not null default 0,
      lease_owner text,
      lease_until timestamptz(3),
      queue_checked_at timestamptz(3),
      expires_at timestamptz(3),
      deadline_at timestamptz(3),
      request_id text,

      created_at timestamptz(3) not null default now(),
      started_at timestamptz(3),
      completed_at timestamptz(3),
      -- its end opened an epoch of its own (cancel, expiry), so the log gets a snapshot before it
      end_opens boolean not null default false,
      announced boolean not null default false,
      changed_in xid8 not null default pg_current_xact_id(),

      constraint messages_place unique (session_id, position, variant),
      constraint messages_user_turn check (role = 'assistant' or (status = 'completed' and body_hash is not null)),
      constraint messages_answer check (role = 'user' or reply_to is not null),
      constraint messages_end check ((status in ('completed', 'error', 'cancelled')) = (completed_at is not null)),
      constraint messages_error check ((status = 'error') = (error_code is not null)),
      constraint messages_lease check ((lease_owner is null) = (lease_until is null)),
      constraint messages_lease_active check (lease_owner is null or status = 'generating')
    ) with (fillfactor = 85);
    create unique index messages_replaced_by on messages (replaced_by) where replaced_by is not null;
    create index messages_by_change on messages (user_id, changed_in, id);
    create index messages_active on messages (session_id, position, variant) where status in ('queued', 'generating');
    create index messages_unannounced on messages (completed_at)
      where not announced and role = 'assistant' and status in ('completed', 'error', 'cancelled');
    create index messages_active_of_user on messages (user_id) where status in ('queued', 'generating');

    create table outbox (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('generate', 'title')),
      session_id uuid not null references sessions on delete cascade,
      message_id uuid not null,
      dispatch_no integer not null,
      request_id text,
      not_before timestamptz(3) not null default now(),
      created_at timestamptz(3) not null default now(),
      sent_at timestamptz(3),
      constraint outbox_once unique (kind, message_id, dispatch_no)
    );
    create index outbox_unsent on outbox (not_before, id) where sent_at is null;
    create index outbox_sent on outbox (sent_at) where sent_at is not null;
    create index outbox_of_session on outbox (session_id);

    -- half the time of pglz; a server that was built without it (the one from the npm registry) keeps its default
    do $$ begin
      alter table messages alter column content set compression lz4, alter column thinking set compression lz4;
    exception when feature_not_supported then
      raise notice 'this server has no lz4, texts are compressed by pglz';
    end $$;
  `)
}
