import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a cookie of the releases before logins had rows says. Times are Unix seconds. */
export interface SignedLogin {
  readonly userId: string
  readonly issuedS: number
  readonly expiresS: number
}

const version = 'v1'
const tokenPattern = /^v1\.([\w-]{54})\.([\w-]{43})$/

/**
 * The login of a text that this server has signed (`v1.<user, 16 random bytes, times>.<HMAC-SHA256>`) and that has not
 * expired; undefined for everything else. New ones are not made any more.
 */
export function verifyLogin(token: string, secret: string, nowMs = Date.now()): SignedLogin | undefined {
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
