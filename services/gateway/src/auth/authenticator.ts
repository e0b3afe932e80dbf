import { AppError } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import { type Caller, toCaller } from './caller.ts'
import { sha256 } from './secret-token.ts'
import { type SignedLogin, verifyLogin } from './signed-login.ts'

export interface Authenticator {
  /** Undefined when the token is good for nothing. @throws {AppError} `unavailable` when nobody can say. */
  byLogin(token: string): Promise<Caller | undefined>
  byAccessToken(token: string): Promise<Caller | undefined>
  /** Nothing that was known before counts any more. */
  forget(): void
}

/** A yes counts for so long without asking again. Milliseconds. */
const trustMs = 2_000
const rememberedMost = 10_000

/**
 * Asks chat-api whose a token is. A yes is kept for two seconds, and those who ask meanwhile share one call, so that a
 * page that makes twenty requests is one question.
 */
export function createAuthenticator(deps: { api: Pick<ChatApi, 'accounts'>; secret: string }): Authenticator {
  const { accounts } = deps.api
  const known = new Map<string, { answer: Promise<Caller | undefined>; untilMs: number }>()

  function remembered(token: string, ask: () => Promise<Caller | undefined>): Promise<Caller | undefined> {
    const key = sha256(token).toString('base64')
    const before = known.get(key)
    if (before && before.untilMs > performance.now()) return before.answer
    const answer = ask()
    const entry = { answer, untilMs: performance.now() + trustMs }
    known.delete(key)
    known.set(key, entry)
    for (const oldest of known.keys()) {
      if (known.size <= rememberedMost) break
      known.delete(oldest)
    }
    const forget = () => known.get(key) === entry && known.delete(key)
    answer.then((caller) => caller ?? forget(), forget)
    return answer
  }

  const ask = async (token: string, access_token: boolean) => {
    try {
      return toCaller(await accounts.authenticate({ token_sha256: sha256(token), access_token }, { deadlineMs: 2_000 }))
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return undefined
      throw error
    }
  }

  /** A cookie of an older release, shown for the first time since: from now on it is a login like any other. */
  async function adopt(token: string, { userId, issuedS }: SignedLogin): Promise<Caller | undefined> {
    const issued_at = new Date(issuedS * 1_000).toISOString()
    try {
      return toCaller(await accounts.adoptLogin({ user_id: userId, issued_at, login: { token_sha256: sha256(token) } }))
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return undefined
      throw error
    }
  }

  return {
    byLogin: (token) =>
      remembered(token, async () => {
        const caller = await ask(token, false)
        const signed = caller ? undefined : verifyLogin(token, deps.secret)
        return signed ? adopt(token, signed) : caller
      }),
    byAccessToken: (token) => remembered(token, () => ask(token, true)),
    forget: () => known.clear(),
  }
}
