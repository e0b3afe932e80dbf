import { createHash, randomBytes } from 'node:crypto'
import type { ChatApiClient, PrincipalReply } from '@continuo/rpc'

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What a gateway makes and keeps for itself; a token of its own each time. */
export function newLogin(address = '203.0.113.7') {
  const token = randomBytes(32).toString('base64url')
  return { token, login: { token_sha256: sha256(token), address, user_agent: 'Test/1.0' } }
}

/** The caller whom a login or access token makes. */
export const asCaller = ({ account, login_id, kind, scopes }: PrincipalReply) => ({
  userId: account!.id,
  loginId: login_id,
  roles: account!.role === 'admin' ? (['user', 'admin'] as const) : (['user'] as const),
  ...(kind === 'token' ? { scopes } : {}),
})

let people = 0
export const goodPassword = 'tide sorrow lantern'

export async function newAccount({ accounts }: ChatApiClient, fields: { email?: string; guest_id?: string } = {}) {
  const email = fields.email ?? `person-${++people}-${process.pid}@example.org`
  const { token, login } = newLogin()
  const principal = await accounts.signUp({ email, password: goodPassword, login, ...fields })
  return { email, token, principal, caller: asCaller(principal) }
}

export async function newGuest({ accounts }: ChatApiClient) {
  const { token, login } = newLogin()
  const principal = await accounts.logInGuest({ login })
  return { token, principal, caller: asCaller(principal) }
}

export const whoIs = ({ accounts }: ChatApiClient, token: string) =>
  accounts.authenticate({ token_sha256: sha256(token), access_token: token.startsWith('cnt_') })
