import { type KeyObject, sign, verify } from 'node:crypto'
import { AppError, isUuid } from '@continuo/contract'

/** `user` and `admin` act in the name of a person; the others are the services themselves. */
export const roles = ['user', 'admin', 'gateway', 'worker', 'janitor'] as const
export type Role = (typeof roles)[number]
/** The services that sign. Their own role has the same name. */
export type Signer = Extract<Role, 'gateway' | 'worker' | 'janitor'>

/** Who makes a call. */
export interface Identity {
  readonly roles: readonly Role[]
  /** The person in whose name the call is made, a UUID; always there with the roles `user` and `admin`. */
  readonly userId?: string | undefined
  readonly loginId?: string | undefined
  /** What an access token is restricted to; undefined = everything that the roles may do. */
  readonly scopes?: readonly string[] | undefined
  readonly requestId?: string | undefined
}

/** A key that is believed, and the roles that may be claimed with it. */
export interface TrustedKey {
  readonly key: KeyObject
  readonly roles: readonly Role[]
}

/** The only service that is called. */
const audience = 'chat-api'
/** Longer than any call may take. */
const lifetimeS = 30
/** Nobody's clock is further off than this. A copied identity is good for its lifetime and this at most. */
const skewS = 30
const longestLifetimeS = 60
const longestToken = 4_096
const pattern = /^([\w-]+)\.([\w-]{86})$/

/** An identity as it travels: base64url of JSON, a dot, the Ed25519 signature of the part before the dot. */
export function signIdentity(identity: Identity, key: KeyObject, nowMs = Date.now()): string {
  const issuedS = Math.floor(nowMs / 1_000)
  const claims = {
    user_id: identity.userId,
    login_id: identity.loginId,
    roles: identity.roles,
    scopes: identity.scopes,
    request_id: identity.requestId,
    aud: audience,
    iat: issuedS,
    exp: issuedS + lifetimeS,
  }
  const text = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
}

/**
 * The identity of a token that one of the keys has signed and whose time is now, give or take the skew.
 * @throws {AppError} `unauthenticated`, always with the same words; `forbidden` when the key may not claim the role.
 */
export function verifyIdentity(token: string, keys: readonly TrustedKey[], nowMs = Date.now()): Identity {
  const [, text, signature] = (token.length <= longestToken && pattern.exec(token)) || []
  if (text === undefined || signature === undefined) throw refused()
  const bytes = Buffer.from(signature, 'base64url')
  const claims = parseObject(text)
  const signer = likelyFirst(keys, claims.roles).find(({ key }) => verify(null, Buffer.from(text), key, bytes))
  if (!signer) throw refused()
  const identity = readClaims(claims, Math.floor(nowMs / 1_000))
  const wrong = identity.roles.find((role) => !signer.roles.includes(role))
  if (wrong !== undefined) throw new AppError('forbidden', `This key may not act as ${wrong}`)
  return identity
}

const refused = () => new AppError('unauthenticated', 'This call needs a valid identity')

/** What is not verified yet says at most which key is tried first: each try takes 130 µs. */
function likelyFirst(keys: readonly TrustedKey[], claimed: unknown): readonly TrustedKey[] {
  const mayClaim = ({ roles }: TrustedKey) => Array.isArray(claimed) && roles.some((role) => claimed.includes(role))
  return keys.toSorted((a, b) => Number(mayClaim(b)) - Number(mayClaim(a)))
}

function readClaims(claims: Record<string, unknown>, nowS: number): Identity {
  const { iat, exp, aud, user_id, login_id, scopes, request_id } = claims
  const inTime =
    isTime(iat) && isTime(exp) && exp - iat <= longestLifetimeS && iat - skewS <= nowS && nowS < exp + skewS
  if (!inTime || aud !== audience || !Array.isArray(claims.roles)) throw refused()
  // a role of a newer release that this one does not know gives nothing
  const known = roles.filter((role) => (claims.roles as unknown[]).includes(role))
  const forPerson = known.includes('user') || known.includes('admin')
  if (user_id === undefined ? forPerson : !isUuid(user_id)) throw refused()
  if (scopes !== undefined && !isTexts(scopes)) throw refused()
  return {
    roles: known,
    userId: user_id as string | undefined,
    loginId: textOf(login_id),
    scopes: scopes as readonly string[] | undefined,
    requestId: textOf(request_id)?.slice(0, 128),
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // what is no JSON is refused like everything else
  }
  throw refused()
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
