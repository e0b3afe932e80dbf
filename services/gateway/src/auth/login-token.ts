import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isUuid } from '@continuo/contract'

/** What a login cookie says. Times are Unix seconds. */
export interface Login {
  readonly userId: string
  readonly issuedS: number
  readonly expiresS: number
}

const version = 'v1'
const payloadBytes = 40
const tokenPattern = /^v1\.([\w-]{54})\.([\w-]{43})$/

/**
 * A login as a signed text that no store has to remember: `v1.<payload>.<HMAC-SHA256>`. The payload is the user id, 16
 * random bytes that tell logins of one user apart, and the times.
 */
export function signLogin({ userId, issuedS, expiresS }: Login, secret: string): string {
  if (!isUuid(userId)) throw new Error('not a user id')
  const payload = Buffer.alloc(payloadBytes)
  payload.write(userId.replaceAll('-', ''), 'hex')
  randomBytes(16).copy(payload, 16)
  payload.writeUInt32BE(issuedS, 32)
  payload.writeUInt32BE(expiresS, 36)
  const text = payload.toString('base64url')
  return `${version}.${text}.${mac(text, secret).toString('base64url')}`
}

/** The login of a token that we signed and that has not expired; undefined for everything else. */
export function verifyLogin(token: string, secret: string, nowMs = Date.now()): Login | undefined {
  const [, text, signature] = tokenPattern.exec(token) ?? []
  if (text === undefined || signature === undefined) return undefined
  if (!timingSafeEqual(mac(text, secret), Buffer.from(signature, 'base64url'))) return undefined
  const payload = Buffer.from(text, 'base64url')
  const hex = payload.toString('hex', 0, 16)
  const userId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  const login = { userId, issuedS: payload.readUInt32BE(32), expiresS: payload.readUInt32BE(36) }
  return login.expiresS * 1_000 > nowMs ? login : undefined
}

/** The name in front keeps a signature of this kind from meaning anything elsewhere under the same secret. */
const mac = (text: string, secret: string) =>
  createHmac('sha256', secret).update(`continuo-login.${version}.${text}`).digest()
