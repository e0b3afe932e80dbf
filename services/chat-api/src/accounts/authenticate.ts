import { AppError, newId } from '@continuo/contract'
import type { AccessTokenRow, LoginRow, UserRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { type Entered, type NewLogin, aliveLogins, aliveTokens, idleMsOf, welcome } from './login-store.ts'
import { networkOf } from './network.ts'
import type { AccountDeps } from './options.ts'

type AuthDeps = Pick<AccountDeps, 'db' | 'background' | 'options'>

const refused = () => new AppError('unauthenticated', 'There is no valid login')

/** A use is written down this often at most, so that reading stays reading. Milliseconds. */
const touchMs = 300_000

/** @throws {AppError} `unauthenticated` */
export async function authenticateLogin({ db, background, options }: AuthDeps, tokenSha256: Buffer): Promise<Entered> {
  type Found = UserRow & Record<`login_${'id' | 'kind' | 'expires_at' | 'last_seen_at'}`, never>
  const found = await aliveLogins(db, options)
    .where({ token_sha256: tokenSha256 })
    .join('users', 'users.id', 'logins.user_id')
    .where(welcome)
    .first<Found | undefined>(
      'users.*',
      'logins.id as login_id',
      'logins.kind as login_kind',
      'logins.expires_at as login_expires_at',
      'logins.last_seen_at as login_last_seen_at',
    )
  if (!found) throw refused()
  const { login_id, login_kind, login_expires_at, login_last_seen_at, ...user } = found
  const login: Entered['login'] = { id: login_id, kind: login_kind, expires_at: login_expires_at }
  const unseenMs = Date.now() - (login_last_seen_at as Date).getTime()
  if (unseenMs > Math.min(touchMs, idleMsOf(login.kind, options) / 10))
    background.run('login seen', () =>
      db('logins')
        .where({ id: login.id })
        .update({ last_seen_at: db.fn.now(3) }),
    )
  return { user, login }
}

/** @throws {AppError} `unauthenticated` */
export async function authenticateToken(
  { db, background }: AuthDeps,
  tokenSha256: Buffer,
): Promise<{ user: UserRow; token: AccessTokenRow }> {
  const token = await aliveTokens(db).where({ token_sha256: tokenSha256 }).first('*')
  const user = token && (await db('users').where({ id: token.user_id }).where(welcome).first('*'))
  if (!user) throw refused()
  if (Date.now() - (token.last_used_at?.getTime() ?? 0) > touchMs)
    background.run('token used', () =>
      db('access_tokens')
        .where({ id: token.id })
        .update({ last_used_at: db.fn.now(3) }),
    )
  return { user, token }
}

/** Which of these logins and access tokens have ended, whatever ended them. */
export async function endedLogins({ db, options }: AuthDeps, ids: readonly string[]): Promise<string[]> {
  const logins = aliveLogins(db, options)
    .whereIn('logins.id', ids)
    .join('users', 'users.id', 'logins.user_id')
    .where(welcome)
    .pluck<string[]>('logins.id')
  const tokens = aliveTokens(db)
    .whereIn('access_tokens.id', ids)
    .join('users', 'users.id', 'access_tokens.user_id')
    .where(welcome)
    .pluck<string[]>('access_tokens.id')
  const alive = new Set((await Promise.all([logins, tokens])).flat())
  return ids.filter((id) => !alive.has(id))
}

/**
 * Makes a login of a cookie that an older release had signed and the gateway has found genuine. Its row stays when it is
 * revoked, and everything signed before the user's last "sign out everywhere" is refused: it cannot come back.
 * @throws {AppError} `unauthenticated`
 */
export async function adoptLogin(
  deps: AuthDeps,
  { userId, issuedAt, login }: { userId: string; issuedAt: Date; login: NewLogin },
): Promise<Entered> {
  await inTransaction(deps.db, async (trx) => {
    const user = await trx('users').where({ id: userId }).forShare().first('kind', 'signed_out_at')
    if (user?.kind !== 'guest' || (user.signed_out_at !== null && user.signed_out_at >= issuedAt)) throw refused()
    await trx('logins')
      .insert({
        id: newId(),
        user_id: userId,
        token_sha256: login.tokenSha256,
        kind: 'guest' satisfies LoginRow['kind'],
        created_at: issuedAt,
        network: networkOf(login.address),
        user_agent: login.userAgent?.slice(0, 200) ?? null,
      })
      .onConflict('token_sha256')
      .ignore()
  })
  return authenticateLogin(deps, login.tokenSha256)
}
