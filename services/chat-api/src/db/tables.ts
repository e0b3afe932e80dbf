import type { MessageStatus } from '@continuo/contract'
import type { Knex } from 'knex'

export interface UserRow {
  id: string
  kind: 'guest' | 'account'
  name: string | null
  created_at: Date
  /** For people to read; it finds nobody. */
  email: string | null
  role: 'user' | 'admin'
  groups: string[]
  disabled_at: Date | null
  deleted_at: Date | null
  signed_out_at: Date | null
}

export interface CredentialRow {
  user_id: string
  email: string
  hash: string
  changed_at: Date
}

export interface IdentityRow {
  issuer: string
  subject: string
  user_id: string
  created_at: Date
  last_login_at: Date
}

export interface LoginRow {
  id: string
  user_id: string
  token_sha256: Buffer
  kind: 'guest' | 'password' | 'oidc'
  created_at: Date
  last_seen_at: Date
  expires_at: Date | null
  network: string | null
  user_agent: string | null
  revoked_at: Date | null
}

export interface AccessTokenRow {
  id: string
  user_id: string
  name: string
  token_sha256: Buffer
  scopes: string[]
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

export interface PasswordTriesRow {
  key: Buffer
  tries: number
  resets_at: Date
}

export interface LeftoverRow {
  message_id: string
  session_id: string
  user_id: string
  last_dispatch: number
  settled_at: Date
}

export interface SessionRow {
  id: string
  user_id: string
  title: string | null
  titled_by_user: boolean
  model: string | null
  system: string | null
  created_at: Date
  last_message_at: Date
  message_count: number
  next_position: number
  pinned: boolean
  unread_since: Date | null
  changed_in: string
}

export interface MessageRow {
  id: string
  session_id: string
  user_id: string
  role: 'user' | 'assistant'
  position: number
  variant: number
  reply_to: string | null
  replaced_by: string | null
  body_hash: string | null
  status: MessageStatus
  content: string
  thinking: string
  content_epoch: number
  content_seq: number
  sha256: string | null
  requested_model: string | null
  requested_system: string | null
  model: string | null
  stop_reason: string | null
  error_code: string | null
  error_message: string | null
  error_retryable: boolean | null
  error_retry_after_s: number | null
  input_tokens: number | null
  output_tokens: number | null
  cache_read_tokens: number | null
  cache_write_tokens: number | null
  total_input_tokens: number
  total_output_tokens: number
  latency_ms: number | null
  first_token_ms: number | null
  epoch: number
  dispatch_no: number
  attempts: number
  claims: number
  lease_owner: string | null
  lease_until: Date | null
  queue_checked_at: Date | null
  expires_at: Date | null
  deadline_at: Date | null
  request_id: string | null
  traceparent: string | null
  created_at: Date
  started_at: Date | null
  completed_at: Date | null
  end_opens: boolean
  announced: boolean
  renewed_epoch: number | null
  changed_in: string
}

export interface OutboxRow {
  id: number
  kind: 'generate' | 'title'
  session_id: string
  message_id: string
  dispatch_no: number
  request_id: string | null
  traceparent: string | null
  not_before: Date
  created_at: Date
  sent_at: Date | null
}

export interface TombstoneRow {
  session_id: string
  user_id: string
  deleted_at: Date
  changed_in: string
}

export interface ModelReportRow {
  singleton: boolean
  items: { id: string; name: string }[]
  default_id: string
  stand_in: boolean
  reported_at: Date
}

export interface SweepRow {
  task: string
  last_run_at: Date
  last_success_at: Date | null
  ok: boolean
  duration_ms: number
  scanned: number
  removed: number
  repaired: number
}

export interface BudgetRow {
  id: string
  user_id: string | null
  group_name: string | null
  period: 'day' | 'month'
  tokens: number
  changed_at: Date
}

export interface ReservationRow {
  message_id: string
  user_id: string
  groups: string[]
  tokens: number
  prompt_tokens: number
}

export interface UsageDayRow {
  user_id: string
  day: string
  model: string
  answers: number
  input_tokens: number
  output_tokens: number
  attempts: number
  total_input_tokens: number
  total_output_tokens: number
}

export interface GroupDayRow {
  group_name: string
  day: string
  tokens: number
}

export interface AuditEventRow {
  id: string
  at: Date
  action: string
  actor_id: string | null
  subject_id: string | null
  request_id: string | null
  facts: Record<string, unknown>
}

/** A value, or SQL for it; never a string that was put together. */
type Writable<Row> = { [K in keyof Row]?: Row[K] | Knex.Raw }
type Table<Row> = Knex.CompositeTableType<Row, Writable<Row>, Writable<Row>>

declare module 'knex/types/tables.js' {
  interface Tables {
    users: Table<UserRow>
    credentials: Table<CredentialRow>
    identities: Table<IdentityRow>
    logins: Table<LoginRow>
    access_tokens: Table<AccessTokenRow>
    password_tries: Table<PasswordTriesRow>
    leftovers: Table<LeftoverRow>
    sessions: Table<SessionRow>
    messages: Table<MessageRow>
    outbox: Table<OutboxRow>
    tombstones: Table<TombstoneRow>
    sync_horizon: Table<{ singleton: boolean; pruned_up_to: string }>
    model_report: Table<ModelReportRow>
    sweeps: Table<SweepRow>
    budgets: Table<BudgetRow>
    reservations: Table<ReservationRow>
    usage_days: Table<UsageDayRow>
    group_days: Table<GroupDayRow>
    audit_events: Table<AuditEventRow>
  }
}
