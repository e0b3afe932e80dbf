import type { Knex } from 'knex'

/**
 * Accounts, and how people come in.
 *
 * `users.email` is shown and finds nobody: a local account is found by `credentials.email`, a person of an identity
 * provider by (issuer, subject). So an address that a provider has not verified can never reach a local account.
 *
 * Of logins and access tokens only the SHA-256 is kept. Revoked ones stay until they would have expired, so that a signed
 * cookie of an older release cannot be turned into a login again.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table users
      add email text,
      add role text not null default 'user' check (role in ('user', 'admin')),
      add groups text[] not null default '{}',
      add disabled_at timestamptz(3),
      -- nobody can sign in, and the reconciler removes what is left
      add deleted_at timestamptz(3),
      -- what was signed before counts no more (cookies of older releases, which are no rows yet)
      add signed_out_at timestamptz(3);
    create index users_deleted on users (deleted_at) where deleted_at is not null;

    create table credentials (
      user_id uuid primary key references users on delete cascade,
      email text not null constraint credentials_email unique check (email = lower(email)),
      hash text not null,
      changed_at timestamptz(3) not null default now()
    );

    create table identities (
      issuer text not null,
      subject text not null,
      user_id uuid not null references users on delete cascade,
      created_at timestamptz(3) not null default now(),
      last_login_at timestamptz(3) not null default now(),
      primary key (issuer, subject)
    );
    create index identities_of_user on identities (user_id);

    create table logins (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      token_sha256 bytea not null constraint logins_token unique check (length(token_sha256) = 32),
      kind text not null check (kind in ('guest', 'password', 'oidc')),
      created_at timestamptz(3) not null default now(),
      last_seen_at timestamptz(3) not null default now(),
      -- whatever happens; null: a guest's, who has no other way in and keeps it while it is used
      expires_at timestamptz(3),
      network text,
      user_agent text,
      revoked_at timestamptz(3)
    ) with (fillfactor = 85);
    create index logins_of_user on logins (user_id);

    create table access_tokens (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      name text not null,
      token_sha256 bytea not null constraint access_tokens_token unique check (length(token_sha256) = 32),
      scopes text[] not null,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      last_used_at timestamptz(3),
      revoked_at timestamptz(3)
    );
    create index access_tokens_of_user on access_tokens (user_id);

    create table password_tries (
      -- SHA-256 of address of the account and network of the client
      key bytea primary key,
      tries integer not null,
      resets_at timestamptz(3) not null
    );
    create index password_tries_by_reset on password_tries (resets_at);

    -- what a deleted account has left in Redis
    create table leftovers (
      message_id uuid primary key,
      session_id uuid not null,
      user_id uuid not null references users on delete cascade,
      last_dispatch integer not null,
      -- a writer that has not heard of it yet may still write until then
      settled_at timestamptz(3) not null
    );
    create index leftovers_of_user on leftovers (user_id, settled_at);
  `)
}
