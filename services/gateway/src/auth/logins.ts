import { AppError } from '@continuo/contract'
import type { Request, Response } from 'express'
import { readCookies } from './cookies.ts'
import { type Login, signLogin, verifyLogin } from './login-token.ts'

/** 180 days; a login in use is renewed when half of it is over. */
const lifetimeS = 180 * 86_400

export interface Logins {
  /** The request names a login, valid or not. */
  hasCookie(req: Request): boolean
  read(req: Request): Login | undefined
  /** @throws {AppError} `unauthenticated`. */
  require(req: Request): string
  give(req: Request, res: Response, userId: string): void
  /** Sets a new cookie when the present one is past half of its life. */
  renew(req: Request, res: Response): void
  take(req: Request, res: Response): void
}

/** Logins by signed cookie: `__Host-continuo` over TLS, `continuo` on plain http (localhost). */
export function createLogins(deps: { secret: string; isSecure: (req: Request) => boolean }): Logins {
  const nameFor = (req: Request) => (deps.isSecure(req) ? '__Host-continuo' : 'continuo')
  const tokensOf = (req: Request) => readCookies(req.headers.cookie, nameFor(req))
  const setCookie = (req: Request, res: Response, value: string, maxAgeS: number) =>
    res.appendHeader(
      'set-cookie',
      `${nameFor(req)}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${deps.isSecure(req) ? '; Secure' : ''}`,
    )

  const read = (req: Request) => {
    // two cookies of one name: one of them was planted by somebody else, and nothing tells which
    const [token, ...others] = tokensOf(req)
    return token !== undefined && others.length === 0 ? verifyLogin(token, deps.secret) : undefined
  }
  const give = (req: Request, res: Response, userId: string) => {
    const issuedS = Math.floor(Date.now() / 1_000)
    setCookie(req, res, signLogin({ userId, issuedS, expiresS: issuedS + lifetimeS }, deps.secret), lifetimeS)
  }
  return {
    hasCookie: (req) => tokensOf(req).length > 0,
    read,
    require: (req) => {
      if (/^bearer\b/i.test(req.get('authorization') ?? ''))
        throw new AppError('unauthenticated', 'Access tokens are not accepted by this server yet; use a login cookie')
      const login = read(req)
      if (!login) throw new AppError('unauthenticated', 'There is no valid login; POST /api/v1/auth/guest makes one')
      return login.userId
    },
    give,
    renew: (req, res) => {
      const login = read(req)
      if (login && login.expiresS - Date.now() / 1_000 < lifetimeS / 2) give(req, res, login.userId)
    },
    take: (req, res) => setCookie(req, res, '', 0),
  }
}
