import { createHmac, randomBytes } from 'node:crypto'
import { newId } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLogin } from './signed-login.ts'

const secret = 'one secret of at least thirty-two characters'
const nowMs = 1_800_000_000_000
const login = { userId: newId(), issuedS: 1_799_999_000, expiresS: 1_800_000_001 }

/** As the releases did that still signed them. */
function sign({ userId, issuedS, expiresS }: typeof login): string {
  const times = Buffer.alloc(8)
  times.writeUInt32BE(issuedS)
  times.writeUInt32BE(expiresS, 4)
  const text = Buffer.concat([Buffer.from(userId.replaceAll('-', ''), 'hex'), randomBytes(16), times]).toString(
    'base64url',
  )
  const mac = createHmac('sha256', secret).update(`continuo-login.v1.${text}`).digest('base64url')
  return `v1.${text}.${mac}`
}

test('a login of an older release is known as it was signed, until it expires', () => {
  const token = sign(login)
  expect(verifyLogin(token, secret, nowMs)).toEqual(login)
  expect(verifyLogin(token, secret, login.expiresS * 1_000)).toBeUndefined()
})

test('no other secret, and no token with any other bytes, is a login', () => {
  const token = sign(login)
  expect(verifyLogin(token, `${secret}.`, nowMs)).toBeUndefined()
  const bytesOf = (text: string) =>
    text
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join()
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_.~'), (place, letter) => {
      const changed = token.slice(0, place) + letter + token.slice(place + 1)
      // the last letter of a part has unused bits, so the same bytes have several spellings
      if (bytesOf(changed) !== bytesOf(token)) expect(verifyLogin(changed, secret, nowMs)).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(verifyLogin(text, secret, nowMs)).toBeUndefined()
    }),
  )
})
