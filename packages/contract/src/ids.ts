import { z } from 'zod'

/** Any UUID as the API accepts it, folded to lower case so that one id has one spelling in keys and rows. */
export const Uuid = z.guid().toLowerCase()

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the lower-case spelling only; everything that becomes part of a Redis key passes through here. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuidPattern.test(value)

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so ids made later sort later.
 * Works in browsers without a secure context, where `crypto.randomUUID` is missing.
 * @param nowMs Unix milliseconds; default the clock.
 */
export function newId(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 5, rest = nowMs; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
