import { AppError } from '@continuo/contract'
import type { NewLogin, PrincipalReply } from '@continuo/rpc'
import type { Request, Response } from 'express'
import type { ChatApi } from '../chat-api.ts'
import { createAuthenticator } from './authenticator.ts'
import { type Caller, toCaller } from './caller.ts'
import { type OwnCookie, ownCookie } from './login-cookie.ts'
import { type LoginWatch, createLoginWatch } from './login-watch.ts'
import { isAccessToken, isLoginToken, newLoginToken, sha256 } from './secret-token.ts'

export interface Logins extends Disposable {
  /** The request is judged by a login cookie, valid or not. */
  hasCookie(req: Request): boolean
  /**
   * Undefined when the request names nobody who is known here.
   * @throws {AppError} `bad_request` for two credentials; `unavailable` when nobody can say.
   */
  find(req: Request): Promise<Caller | undefined>
  /** @throws {AppError} as `find`; `unauthenticated`. */
  require(req: Request): Promise<Caller>
  /**
   * Begins a login: makes its token, has `make` write it down, gives it to the browser. The login that the browser had
   * before ends: nobody who planted or copied it comes in by the new one.
   */
  begin(req: Request, res: Response, make: (login: NewLogin) => Promise<PrincipalReply>): Promise<Caller>
  /** Gives the browser its cookie for longer. */
  renew(req: Request, res: Response, caller: Caller): void
  /** Takes the cookie away. */
  take(req: Request, res: Response): void
  /** Something was revoked here: nothing known before counts, and what is open for it closes. */
  revoked(): void
  watch: LoginWatch['watch']
}

export interface LoginDeps {
  api: Pick<ChatApi, 'accounts'>
  secret: string
  isSecure: (req: Request) => boolean
}

/** What a request shows to say who makes it. */
type Credential = { readonly kind: 'login' | 'token'; readonly text: string }

/** Logins by cookie (`__Host-continuo` over TLS, `continuo` on plain http), access tokens by `Authorization: Bearer`. */
export function createLogins({ api, secret, isSecure }: LoginDeps): Logins {
  const authenticator = createAuthenticator({ api, secret })
  const watch = createLoginWatch({ api, onEnded: () => authenticator.forget() })
  const cookie = ownCookie('continuo', isSecure)

  async function find(req: Request): Promise<Caller | undefined> {
    const shown = credentialOf(req, cookie)
    if (shown?.kind === 'token') return isAccessToken(shown.text) ? authenticator.byAccessToken(shown.text) : undefined
    const isOurs = shown && (isLoginToken(shown.text) || shown.text.startsWith('v1.'))
    return isOurs ? authenticator.byLogin(shown.text) : undefined
  }

  const give = (req: Request, res: Response, token: string, { expiresAt }: Caller) =>
    cookie.set(req, res, token, Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1_000)))

  const revoked = () => {
    authenticator.forget()
    watch.look()
  }

  return {
    hasCookie: (req) => bearersOf(req).length === 0 && cookie.readAll(req).length > 0,
    find,
    async require(req) {
      const caller = await find(req)
      if (!caller) throw new AppError('unauthenticated', 'There is no valid login and no valid access token')
      return caller
    },
    async begin(req, res, make) {
      const before = await find(req).catch(() => undefined)
      const token = newLoginToken()
      const caller = toCaller(await make(newLogin(req, token)))
      if (before && before.kind !== 'token') {
        const { userId, loginId } = before
        // a login that cannot be ended now ends by its time; it is no reason to refuse a person who has come in
        await api.accounts.logOut({}, { userId, loginId }).catch(() => {})
        revoked()
      }
      give(req, res, token, caller)
      return caller
    },
    renew(req, res, caller) {
      const shown = credentialOf(req, cookie)
      if (shown?.kind === 'login') give(req, res, shown.text, caller)
    },
    take: (req, res) => cookie.set(req, res, '', 0),
    revoked,
    watch: (loginId, ended) => watch.watch(loginId, ended),
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  }
}

const newLogin = (req: Request, token: string): NewLogin => ({
  token_sha256: sha256(token),
  ...(req.ip === undefined ? {} : { address: req.ip }),
  user_agent: (req.get('user-agent') ?? '').slice(0, 200),
})

/** The access tokens shown; other schemes (of a proxy in front, say) are none of ours. */
const bearersOf = (req: Request): string[] =>
  (req.headersDistinct.authorization ?? []).filter((value) => /^bearer\b/i.test(value))

/**
 * With an access token the cookie says nothing.
 * @throws {AppError} `bad_request` for two Authorization headers: nothing tells which of them somebody has checked.
 */
function credentialOf(req: Request, cookie: OwnCookie): Credential | undefined {
  if ((req.headersDistinct.authorization ?? []).length > 1)
    throw new AppError('bad_request', 'There is more than one Authorization header')
  const [bearer] = bearersOf(req)
  if (bearer !== undefined) return { kind: 'token', text: bearer.replace(/^bearer\s*/i, '') }
  const [text, ...others] = cookie.readAll(req)
  return text !== undefined && others.length === 0 ? { kind: 'login', text } : undefined
}
