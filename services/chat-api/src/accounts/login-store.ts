import { newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { LoginRow, UserRow } from '../db/tables.ts'
import { inMs } from '../db/transaction.ts'
import { networkOf } from './network.ts'
import type { AccountOptions } from './options.ts'

export interface NewLogin {
  readonly tokenSha256: Buffer
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
}

/** Somebody who has come in: who, and by which login. */
export interface Entered {
  readonly user: UserRow
  readonly login: Pick<LoginRow, 'id' | 'kind' | 'expires_at'>
}

const userAgentChars = 200

/** A guest has no other way in, so a guest's login ends by not being used and by nothing else. */
export async function insertLogin(
  db: Knex,
  { userId, kind, login }: { userId: string; kind: LoginRow['kind']; login: NewLogin },
  { loginLifetimeMs }: AccountOptions,
): Promise<LoginRow> {
  const [row] = await db('logins')
    .insert({
      id: newId(),
      user_id: userId,
      token_sha256: login.tokenSha256,
      kind,
      expires_at: kind === 'guest' ? null : inMs(db, loginLifetimeMs),
      network: networkOf(login.address),
      user_agent: login.userAgent?.slice(0, userAgentChars) ?? null,
    })
    .returning('*')
  return row!
}

export const idleMsOf = (kind: LoginRow['kind'], { guestIdleMs, loginIdleMs }: AccountOptions): number =>
  kind === 'guest' ? guestIdleMs : loginIdleMs

/** When it ends if nobody uses it after `seenMs` (Unix milliseconds; default now). */
export function endOfLogin(
  { kind, expires_at }: Pick<LoginRow, 'kind' | 'expires_at'>,
  options: AccountOptions,
  seenMs = Date.now(),
): Date {
  return new Date(Math.min(seenMs + idleMsOf(kind, options), expires_at?.getTime() ?? Infinity))
}

/** The logins that count: not revoked, not expired, used lately enough. */
export const aliveLogins = (db: Knex, { guestIdleMs, loginIdleMs }: AccountOptions) =>
  db('logins')
    .whereNull('logins.revoked_at')
    .whereRaw('(logins.expires_at is null or logins.expires_at > now())')
    .whereRaw(
      `logins.last_seen_at > now() - (case logins.kind when 'guest' then ?::float8 else ?::float8 end)
         * interval '1 millisecond'`,
      [guestIdleMs, loginIdleMs],
    )

/** The access tokens that count. */
export const aliveTokens = (db: Knex) =>
  db('access_tokens').whereNull('access_tokens.revoked_at').whereRaw('access_tokens.expires_at > now()')

/** What is to be true of a user's row: nobody comes in who is disabled or on the way out. */
export const welcome = { 'users.disabled_at': null, 'users.deleted_at': null }

/** Ends all logins of a user, and what older releases have signed and nobody has shown yet. */
export async function revokeAllLogins(trx: Knex, userId: string): Promise<void> {
  await trx('logins')
    .where({ user_id: userId })
    .whereNull('revoked_at')
    .update({ revoked_at: trx.fn.now(3) })
  await trx('users')
    .where({ id: userId })
    .update({ signed_out_at: trx.fn.now(3) })
}

/** Ends all access tokens of a user. */
export async function revokeAllTokens(trx: Knex, userId: string): Promise<void> {
  await trx('access_tokens')
    .where({ user_id: userId })
    .whereNull('revoked_at')
    .update({ revoked_at: trx.fn.now(3) })
}
