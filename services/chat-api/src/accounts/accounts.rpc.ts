import { AppError, Email, NewPassword, Password, PersonName, TokenScope, Uuid, accountLimits } from '@continuo/contract'
import { type CallInfo, type ChatApiHandlers, requireUser } from '@continuo/rpc'
import { z } from 'zod'
import { auditOf } from '../audit/audit.ts'
import { messageView } from '../messages/message-view.ts'
import { ById, StoredText, parse } from '../rpc/parse.ts'
import { sessionView } from '../sessions/session-view.ts'
import { createAccessToken, listAccessTokens, revokeAccessToken } from './access-tokens.ts'
import { accessTokenView, loginView, principalView, tokenPrincipalView } from './account-view.ts'
import { adoptLogin, authenticateLogin, authenticateToken, endedLogins } from './authenticate.ts'
import { deleteAccount } from './delete-account.ts'
import { readExport } from './export.ts'
import { logInByIdentity } from './identity-account.ts'
import { changePassword, logIn, signUp } from './local-account.ts'
import { logInGuest, listLogins, logOut, revokeLogin, revokeLogins } from './logins.ts'
import type { NewLogin } from './login-store.ts'
import type { AccountCall, AccountDeps } from './options.ts'

const Sha256 = z
  .instanceof(Uint8Array)
  .transform((bytes) => Buffer.from(bytes))
  .refine((bytes) => bytes.length === 32)
const Login = z
  .object({
    token_sha256: Sha256,
    address: z.string().max(100).optional(),
    user_agent: z
      .string()
      .transform((text) => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 500))
      .optional(),
  })
  .transform(({ token_sha256, address, user_agent }): NewLogin => ({
    tokenSha256: token_sha256,
    address,
    userAgent: user_agent,
  }))
const OldPassword = Password
const SignUp = z.object({
  email: Email,
  password: NewPassword,
  name: PersonName.optional(),
  login: Login,
  guest_id: Uuid.optional(),
})
const LogIn = z.object({ email: z.string().max(accountLimits.emailChars), password: OldPassword, login: Login })
/** What a provider says is kept as far as it can be kept; it is no reason to refuse a person. */
const told = (maxChars: number) =>
  StoredText.transform((text) => text.trim().slice(0, maxChars) || undefined)
    .optional()
    .catch(undefined)
const ByIdentity = z.object({
  issuer: StoredText.min(1).max(1_000),
  subject: StoredText.min(1).max(1_000),
  email: Email.optional().catch(undefined),
  email_verified: z.boolean(),
  name: told(accountLimits.nameChars),
  groups: z.array(StoredText.max(200)).max(500),
  admin: z.boolean().optional(),
  login: Login,
  guest_id: Uuid.optional(),
})
const Token = z.object({
  name: PersonName,
  scopes: z.array(TokenScope).min(1).max(10),
  expires_in_days: z.number().int().min(1).max(accountLimits.tokenDays),
  token_sha256: Sha256,
})

export const accountHandlers = (deps: AccountDeps): ChatApiHandlers['accounts'] => {
  const { db, options } = deps
  const by = (call: CallInfo): AccountCall => ({ ...deps, audit: auditOf(call) })
  return {
    async authenticate(request) {
      const { token_sha256, access_token } = parse(
        z.object({ token_sha256: Sha256, access_token: z.boolean() }),
        request,
      )
      if (!access_token) return principalView(await authenticateLogin(deps, token_sha256), options)
      const { user, token } = await authenticateToken(deps, token_sha256)
      return tokenPrincipalView(user, token)
    },
    async checkLogins(request) {
      const { ids } = parse(z.object({ ids: z.array(Uuid).max(1_000) }), request)
      return { ended: await endedLogins(deps, ids) }
    },
    async adoptLogin(request) {
      const Adopt = z.object({ user_id: Uuid, issued_at: z.iso.datetime(), login: Login })
      const { user_id, issued_at, login } = parse(Adopt, request)
      return principalView(await adoptLogin(deps, { userId: user_id, issuedAt: new Date(issued_at), login }), options)
    },
    async logInGuest(request, call) {
      const { login } = parse(z.object({ login: Login }), request)
      return principalView(await logInGuest(by(call), login), options)
    },
    async signUp(request, call) {
      const { guest_id: guestId, name, ...fields } = parse(SignUp, request)
      return principalView(await signUp(by(call), { ...fields, name, guestId }), options)
    },
    async logIn(request, call) {
      return principalView(await logIn(by(call), parse(LogIn, request)), options)
    },
    async logInByIdentity(request, call) {
      const {
        email,
        email_verified: emailVerified,
        name,
        admin,
        guest_id: guestId,
        ...fields
      } = parse(ByIdentity, request)
      return principalView(
        await logInByIdentity(by(call), { ...fields, email, emailVerified, name, admin, guestId }),
        options,
      )
    },

    async logOut(_request, call) {
      await logOut(db, auditOf(call), { userId: requireUser(call), id: requireLogin(call.loginId) })
      return {}
    },
    async listLogins(_request, call) {
      const rows = await listLogins(db, requireUser(call), options)
      return { items: rows.map((row) => loginView(row, options, call.loginId)) }
    },
    async revokeLogin(request, call) {
      await revokeLogin(db, auditOf(call), { userId: requireUser(call), id: parse(ById, request).id })
      return {}
    },
    async revokeLogins(_request, call) {
      await revokeLogins(db, auditOf(call), requireUser(call))
      return {}
    },
    async changePassword(request, call) {
      const userId = requireUser(call)
      const Change = z.object({ current_password: OldPassword, password: NewPassword, login: Login })
      const { current_password: current, password, login } = parse(Change, request)
      return principalView(await changePassword(by(call), { userId, current, password, login }), options)
    },
    async listAccessTokens(_request, call) {
      const rows = await listAccessTokens(db, requireUser(call))
      return { items: rows.map(accessTokenView) }
    },
    async createAccessToken(request, call) {
      const userId = requireUser(call)
      const { name, scopes, expires_in_days: days, token_sha256: tokenSha256 } = parse(Token, request)
      return accessTokenView(
        await createAccessToken(db, auditOf(call), { userId, name, scopes: [...new Set(scopes)], days, tokenSha256 }),
      )
    },
    async revokeAccessToken(request, call) {
      await revokeAccessToken(db, auditOf(call), { userId: requireUser(call), id: parse(ById, request).id })
      return {}
    },
    async readExport(request, call) {
      const userId = requireUser(call)
      const { after } = parse(z.object({ after: z.string().max(200).optional() }), request)
      const { records, next } = await readExport(db, { userId, after })
      return {
        records: records.map((record) =>
          'session' in record ? { session: sessionView(record.session) } : { message: messageView(record.message) },
        ),
        ...(next === undefined ? {} : { next }),
      }
    },
    async deleteAccount(request, call) {
      const userId = requireUser(call)
      const Delete = z.object({ password: OldPassword.optional(), address: z.string().max(100).optional() })
      const { password, address } = parse(Delete, request)
      await deleteAccount(by(call), { userId, password, address })
      return {}
    },
  }
}

function requireLogin(loginId: string | undefined): string {
  if (loginId === undefined) throw new AppError('unauthenticated', 'This call needs a login')
  return loginId
}
