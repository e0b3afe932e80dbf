import type { AccountReply, CallOptions, PrincipalReply } from '@continuo/rpc'

/** Who makes a request, and by which login or access token. */
export interface Caller {
  readonly userId: string
  /** Of the login or of the access token: what is revoked by it ends. */
  readonly loginId: string
  readonly kind: 'guest' | 'password' | 'oidc' | 'token'
  /** Of an access token; undefined for a login, which may do everything. */
  readonly scopes: readonly string[] | undefined
  readonly isAdmin: boolean
  readonly account: AccountReply
  /** Unless it is used before. */
  readonly expiresAt: Date
}

export function toCaller({ account, login_id, kind, scopes, expires_at }: PrincipalReply): Caller {
  if (!account) throw new Error('chat-api named nobody')
  const byToken = kind === 'token'
  return {
    userId: account.id,
    loginId: login_id,
    kind: kind as Caller['kind'],
    scopes: byToken ? scopes : undefined,
    isAdmin: account.role === 'admin' && !byToken,
    account,
    expiresAt: new Date(expires_at),
  }
}

/** What chat-api is told of a caller with each call, signed. */
export const identityOf = ({ userId, loginId, scopes, isAdmin }: Caller): CallOptions => ({
  userId,
  loginId,
  roles: isAdmin ? ['user', 'admin'] : ['user'],
  ...(scopes === undefined ? {} : { scopes }),
})
