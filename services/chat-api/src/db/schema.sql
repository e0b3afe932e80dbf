-- Made from the migrations, checked by a test; never edited by hand.

create table access_tokens (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  token_sha256 bytea not null,
  scopes text[] not null,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  constraint access_tokens_token_sha256_check CHECK ((length(token_sha256) = 32)),
  constraint access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint access_tokens_pkey PRIMARY KEY (id),
  constraint access_tokens_token UNIQUE (token_sha256)
);

CREATE INDEX access_tokens_of_user ON public.access_tokens USING btree (user_id);

create table audit_events (
  id uuid not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  action text not null,
  actor_id uuid,
  subject_id uuid,
  request_id text,
  facts jsonb not null default '{}'::jsonb,
  constraint audit_events_facts_check CHECK ((length((facts)::text) <= 2000)),
  constraint audit_events_pkey PRIMARY KEY (id)
);

CREATE INDEX audit_events_by_action ON public.audit_events USING btree (action, id);
CREATE INDEX audit_events_by_time ON public.audit_events USING btree (at);
CREATE INDEX audit_events_of_actor ON public.audit_events USING btree (actor_id, id);
CREATE INDEX audit_events_of_subject ON public.audit_events USING btree (subject_id, id);
CREATE TRIGGER audit_events_kept BEFORE DELETE OR UPDATE ON public.audit_events FOR EACH ROW EXECUTE FUNCTION keep_audit_events();

create table budgets (
  id uuid not null,
  user_id uuid,
  group_name text,
  period text not null,
  tokens bigint not null,
  changed_at timestamp(3) with time zone not null default now(),
  constraint budgets_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text]))),
  constraint budgets_subject CHECK (((user_id IS NULL) <> (group_name IS NULL))),
  constraint budgets_tokens_check CHECK ((tokens >= 0)),
  constraint budgets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint budgets_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX budgets_of_group ON public.budgets USING btree (group_name, period) WHERE (group_name IS NOT NULL);
CREATE UNIQUE INDEX budgets_of_user ON public.budgets USING btree (user_id, period) WHERE (user_id IS NOT NULL);

create table credentials (
  user_id uuid not null,
  email text not null,
  hash text not null,
  changed_at timestamp(3) with time zone not null default now(),
  constraint credentials_email_check CHECK ((email = lower(email))),
  constraint credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint credentials_pkey PRIMARY KEY (user_id),
  constraint credentials_email UNIQUE (email)
);

create table group_days (
  group_name text not null,
  day date not null,
  tokens bigint not null default 0,
  constraint group_days_pkey PRIMARY KEY (group_name, day)
);

create table identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null,
  created_at timestamp(3) with time zone not null default now(),
  last_login_at timestamp(3) with time zone not null default now(),
  constraint identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint identities_pkey PRIMARY KEY (issuer, subject)
);

CREATE INDEX identities_of_user ON public.identities USING btree (user_id);

create table leftovers (
  message_id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  last_dispatch integer not null,
  settled_at timestamp(3) with time zone not null,
  constraint leftovers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint leftovers_pkey PRIMARY KEY (message_id)
);

CREATE INDEX leftovers_of_user ON public.leftovers USING btree (user_id, settled_at);

create table logins (
  id uuid not null,
  user_id uuid not null,
  token_sha256 bytea not null,
  kind text not null,
  created_at timestamp(3) with time zone not null default now(),
  last_seen_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone,
  network text,
  user_agent text,
  revoked_at timestamp(3) with time zone,
  constraint logins_kind_check CHECK ((kind = ANY (ARRAY['guest'::text, 'password'::text, 'oidc'::text]))),
  constraint logins_token_sha256_check CHECK ((length(token_sha256) = 32)),
  constraint logins_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint logins_pkey PRIMARY KEY (id),
  constraint logins_token UNIQUE (token_sha256)
) with (fillfactor=85);

CREATE INDEX logins_of_user ON public.logins USING btree (user_id);

create table messages (
  id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  role text not null,
  position bigint not null,
  variant integer not null default 0,
  reply_to uuid,
  replaced_by uuid,
  body_hash text,
  status text not null,
  content text not null default ''::text,
  thinking text not null default ''::text,
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
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  total_input_tokens bigint not null default 0,
  total_output_tokens bigint not null default 0,
  latency_ms bigint,
  first_token_ms bigint,
  epoch integer not null default 0,
  dispatch_no integer not null default 0,
  attempts integer not null default 0,
  claims integer not null default 0,
  lease_owner text,
  lease_until timestamp(3) with time zone,
  queue_checked_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone,
  deadline_at timestamp(3) with time zone,
  request_id text,
  created_at timestamp(3) with time zone not null default now(),
  started_at timestamp(3) with time zone,
  completed_at timestamp(3) with time zone,
  end_opens boolean not null default false,
  announced boolean not null default false,
  changed_in xid8 not null default pg_current_xact_id(),
  renewed_epoch integer,
  traceparent text,
  constraint messages_answer CHECK (((role = 'user'::text) OR (reply_to IS NOT NULL))),
  constraint messages_end CHECK (((status = ANY (ARRAY['completed'::text, 'error'::text, 'cancelled'::text])) = (completed_at IS NOT NULL))),
  constraint messages_error CHECK (((status = 'error'::text) = (error_code IS NOT NULL))),
  constraint messages_lease CHECK (((lease_owner IS NULL) = (lease_until IS NULL))),
  constraint messages_lease_active CHECK (((lease_owner IS NULL) OR (status = 'generating'::text))),
  constraint messages_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text]))),
  constraint messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'generating'::text, 'completed'::text, 'error'::text, 'cancelled'::text]))),
  constraint messages_user_turn CHECK (((role = 'assistant'::text) OR ((status = 'completed'::text) AND (body_hash IS NOT NULL)))),
  constraint messages_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_place UNIQUE (session_id, "position", variant)
) with (fillfactor=85);

CREATE INDEX messages_active ON public.messages USING btree (session_id, "position", variant) WHERE (status = ANY (ARRAY['queued'::text, 'generating'::text]));
CREATE INDEX messages_active_of_user ON public.messages USING btree (user_id) WHERE (status = ANY (ARRAY['queued'::text, 'generating'::text]));
CREATE INDEX messages_by_change ON public.messages USING btree (user_id, changed_in, id);
CREATE INDEX messages_ended ON public.messages USING btree (completed_at) WHERE ((role = 'assistant'::text) AND (completed_at IS NOT NULL));
CREATE UNIQUE INDEX messages_replaced_by ON public.messages USING btree (replaced_by) WHERE (replaced_by IS NOT NULL);
CREATE INDEX messages_unannounced ON public.messages USING btree (completed_at) WHERE ((NOT announced) AND (role = 'assistant'::text) AND (status = ANY (ARRAY['completed'::text, 'error'::text, 'cancelled'::text])));
CREATE INDEX messages_waiting ON public.messages USING btree (user_id, created_at, id) WHERE (status = 'queued'::text);
CREATE TRIGGER messages_changed BEFORE UPDATE OF status, replaced_by ON public.messages FOR EACH ROW EXECUTE FUNCTION stamp_change();

create table model_report (
  singleton boolean not null default true,
  items jsonb not null,
  default_id text not null,
  stand_in boolean not null,
  reported_at timestamp(3) with time zone not null default now(),
  constraint model_report_singleton_check CHECK (singleton),
  constraint model_report_pkey PRIMARY KEY (singleton)
);

create table outbox (
  id bigint not null generated always as identity,
  kind text not null,
  session_id uuid not null,
  message_id uuid not null,
  dispatch_no integer not null,
  request_id text,
  not_before timestamp(3) with time zone not null default now(),
  created_at timestamp(3) with time zone not null default now(),
  sent_at timestamp(3) with time zone,
  traceparent text,
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['generate'::text, 'title'::text]))),
  constraint outbox_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_once UNIQUE (kind, message_id, dispatch_no)
);

CREATE INDEX outbox_of_session ON public.outbox USING btree (session_id);
CREATE INDEX outbox_sent ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX outbox_unsent ON public.outbox USING btree (not_before, id) WHERE (sent_at IS NULL);

create table password_tries (
  key bytea not null,
  tries integer not null,
  resets_at timestamp(3) with time zone not null,
  constraint password_tries_pkey PRIMARY KEY (key)
);

CREATE INDEX password_tries_by_reset ON public.password_tries USING btree (resets_at);

create table reservations (
  message_id uuid not null,
  user_id uuid not null,
  groups text[] not null,
  tokens bigint not null,
  prompt_tokens bigint not null,
  constraint reservations_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  constraint reservations_pkey PRIMARY KEY (message_id)
);

CREATE INDEX reservations_of_user ON public.reservations USING btree (user_id);

create table schema_migrations (
  id integer not null default nextval('schema_migrations_id_seq'::regclass),
  name character varying(255),
  batch integer,
  migration_time timestamp with time zone,
  constraint schema_migrations_pkey PRIMARY KEY (id)
);

create table schema_migrations_lock (
  index integer not null default nextval('schema_migrations_lock_index_seq'::regclass),
  is_locked integer,
  constraint schema_migrations_lock_pkey PRIMARY KEY (index)
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  title text,
  titled_by_user boolean not null default false,
  model text,
  system text,
  created_at timestamp(3) with time zone not null default now(),
  last_message_at timestamp(3) with time zone not null default now(),
  message_count integer not null default 0,
  next_position bigint not null default 1,
  changed_in xid8 not null default pg_current_xact_id(),
  pinned boolean not null default false,
  unread_since timestamp(3) with time zone,
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id)
);

CREATE INDEX sessions_by_change ON public.sessions USING btree (user_id, changed_in, id);
CREATE INDEX sessions_by_recency ON public.sessions USING btree (user_id, last_message_at DESC, id DESC);
CREATE TRIGGER sessions_changed BEFORE UPDATE OF title, model, system, last_message_at, message_count, pinned, unread_since ON public.sessions FOR EACH ROW EXECUTE FUNCTION stamp_change();

create table sweeps (
  task text not null,
  last_run_at timestamp(3) with time zone not null,
  last_success_at timestamp(3) with time zone,
  ok boolean not null,
  duration_ms bigint not null,
  scanned bigint not null,
  removed bigint not null,
  repaired bigint not null,
  constraint sweeps_pkey PRIMARY KEY (task)
);

create table sync_horizon (
  singleton boolean not null default true,
  pruned_up_to xid8 not null default '0'::xid8,
  constraint sync_horizon_singleton_check CHECK (singleton),
  constraint sync_horizon_pkey PRIMARY KEY (singleton)
);

create table tombstones (
  session_id uuid not null,
  user_id uuid not null,
  deleted_at timestamp(3) with time zone not null default now(),
  changed_in xid8 not null default pg_current_xact_id(),
  constraint tombstones_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint tombstones_pkey PRIMARY KEY (session_id)
);

CREATE INDEX tombstones_by_age ON public.tombstones USING btree (deleted_at);
CREATE INDEX tombstones_by_change ON public.tombstones USING btree (user_id, changed_in, session_id);

create table usage_days (
  user_id uuid not null,
  day date not null,
  model text not null,
  answers bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  attempts bigint not null default 0,
  total_input_tokens bigint not null default 0,
  total_output_tokens bigint not null default 0,
  constraint usage_days_pkey PRIMARY KEY (user_id, day, model)
);

CREATE INDEX usage_days_by_day ON public.usage_days USING btree (day);

create table users (
  id uuid not null,
  kind text not null,
  name text,
  created_at timestamp(3) with time zone not null default now(),
  email text,
  role text not null default 'user'::text,
  groups text[] not null default '{}'::text[],
  disabled_at timestamp(3) with time zone,
  deleted_at timestamp(3) with time zone,
  signed_out_at timestamp(3) with time zone,
  constraint users_kind_check CHECK ((kind = ANY (ARRAY['guest'::text, 'account'::text]))),
  constraint users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text]))),
  constraint users_pkey PRIMARY KEY (id)
);

CREATE INDEX users_deleted ON public.users USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE TRIGGER users_usage_kept BEFORE DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION forget_whose_usage();

CREATE OR REPLACE FUNCTION public.forget_whose_usage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    end $function$;

CREATE OR REPLACE FUNCTION public.keep_audit_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'UPDATE' or old.at > now() - interval '1 day' then
        raise exception 'audit events are not changed';
      end if;
      return old;
    end $function$;

CREATE OR REPLACE FUNCTION public.stamp_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      new.changed_in := pg_current_xact_id();
      return new;
    end $function$;
