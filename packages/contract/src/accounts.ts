import { z } from 'zod'
import { Uuid } from './ids.ts'

/** Bodies of `/api/v1/auth`: people, the ways in, and what they own. */

export const accountLimits = {
  emailChars: 254,
  nameChars: 100,
  /** Characters as people count them (code points); the upper limit is in UTF-16 code units. */
  passwordCharsMin: 12,
  passwordCharsMax: 128,
  tokenNameChars: 100,
  tokenDays: 365,
  tokensPerUser: 50,
} as const

const Timestamp = z.iso.datetime()

/** Folded to lower case: one address has one spelling here. */
export const Email = z.string().trim().toLowerCase().max(accountLimits.emailChars).pipe(z.email())
const wellFormed = (text: string) => text.isWellFormed()
const ownName = (text: string) => text.trim() !== '' && !text.includes('\0') && text.isWellFormed()
export const PersonName = z.string().max(accountLimits.nameChars).refine(ownName, 'must be well-formed text, not empty')

/** Any text; its length is checked before anything is computed from it. */
export const Password = z.string().max(accountLimits.passwordCharsMax).refine(wellFormed, 'must be well-formed text')
export const NewPassword = Password.refine(
  (text) => Array.from(text).length >= accountLimits.passwordCharsMin,
  `must have at least ${accountLimits.passwordCharsMin} characters`,
)

export const SignUpBody = z
  .object({ email: Email, password: NewPassword, name: PersonName.optional() })
  .meta({ id: 'SignUp' })
export const LogInBody = z
  .object({ email: z.string().max(accountLimits.emailChars).trim().toLowerCase(), password: Password })
  .meta({ id: 'LogIn' })
export const ChangePasswordBody = z
  .object({ current_password: Password, password: NewPassword })
  .meta({ id: 'ChangePassword' })
export const DeleteAccountBody = z
  .object({
    /** Needed by who signs in with one. */
    password: Password.optional(),
  })
  .meta({ id: 'DeleteAccount' })

export const UserView = z
  .object({
    id: Uuid,
    kind: z.enum(['guest', 'account']),
    name: z.string().nullable(),
    email: z.string().nullable(),
    role: z.enum(['user', 'admin']),
  })
  .meta({ id: 'User' })
export type UserView = z.infer<typeof UserView>

/** The ways in that this server offers. */
export const AuthMethods = z
  .object({
    /** E-mail address and password. */
    local: z.boolean(),
    /** Sign-in at the named provider, begun by a visit of `/api/v1/auth/oidc/start`. */
    oidc: z.object({ name: z.string() }).nullable(),
    guests: z.boolean(),
    /** New local accounts may be made. */
    signup: z.boolean(),
  })
  .meta({ id: 'AuthMethods' })
export type AuthMethods = z.infer<typeof AuthMethods>

/** Who is signed in, and what the page has to say about this server. */
export const MeView = z
  .object({
    user: UserView,
    stand_in_model: z.boolean(),
    methods: AuthMethods,
    /** Of the page loads, those that shall report how they fare (`POST /telemetry/web`); 0 = none, 1 = all. */
    report_share: z.number().min(0).max(1),
  })
  .meta({ id: 'Me' })
export type MeView = z.infer<typeof MeView>

export const LoginView = z
  .object({
    id: Uuid,
    kind: z.enum(['guest', 'password', 'oidc']),
    created_at: Timestamp,
    last_seen_at: Timestamp,
    expires_at: Timestamp,
    /** The network it began in (/24 or /48), never the whole address. */
    network: z.string().nullable(),
    user_agent: z.string().nullable(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'Login' })
export type LoginView = z.infer<typeof LoginView>
export const LoginList = z.object({ items: z.array(LoginView) }).meta({ id: 'LoginList' })
export type LoginList = z.infer<typeof LoginList>

/** What a personal access token may do. Nothing else: no account settings, nothing of an administrator. */
export const tokenScopes = ['chat:read', 'chat:write'] as const
export const TokenScope = z.enum(tokenScopes)
export type TokenScope = z.infer<typeof TokenScope>

export const CreateTokenBody = z
  .object({
    name: z.string().max(accountLimits.tokenNameChars).refine(ownName, 'must be well-formed text, not empty'),
    scopes: z.array(TokenScope).min(1).max(tokenScopes.length),
    expires_in_days: z.number().int().min(1).max(accountLimits.tokenDays).default(90),
  })
  .meta({ id: 'CreateToken' })
export const TokenView = z
  .object({
    id: Uuid,
    name: z.string(),
    scopes: z.array(TokenScope),
    created_at: Timestamp,
    expires_at: Timestamp,
    last_used_at: Timestamp.nullable(),
  })
  .meta({ id: 'Token' })
export type TokenView = z.infer<typeof TokenView>
export const TokenList = z.object({ items: z.array(TokenView) }).meta({ id: 'TokenList' })
export type TokenList = z.infer<typeof TokenList>
/** The only time that the token itself is said. */
export const MadeToken = TokenView.extend({ token: z.string() }).meta({ id: 'MadeToken' })
export type MadeToken = z.infer<typeof MadeToken>
