import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Identity, type TrustedKey, signIdentity, verifyIdentity } from './identity.ts'

const newKeys = () => generateKeyPairSync('ed25519')
const [gateway, next, worker, stranger] = [newKeys(), newKeys(), newKeys(), newKeys()]
const keys: TrustedKey[] = [
  { key: gateway.publicKey, roles: ['gateway', 'user', 'admin'] },
  { key: next.publicKey, roles: ['gateway', 'user', 'admin'] },
  { key: worker.publicKey, roles: ['worker'] },
]
const nowMs = 1_800_000_000_000
const userId = '0192a3b4-0000-7000-8000-000000000001'
const anna: Identity = { roles: ['user'], userId, loginId: 'l1', scopes: ['chat:read'], requestId: 'r1' }

const refused = { code: 'unauthenticated', message: 'This call needs a valid identity' }
/** Any claims at all, under a good signature. */
const claim = (change: object) => {
  const iat = nowMs / 1_000
  const claims = { user_id: userId, roles: ['user'], aud: 'chat-api', iat, exp: iat + 30, ...change }
  const text = Buffer.from(typeof change === 'string' ? change : JSON.stringify(claims)).toString('base64url')
  return `${text}.${sign(null, Buffer.from(text), gateway.privateKey).toString('base64url')}`
}
const check = (token: string, atMs = nowMs, trusted = keys) => verifyIdentity(token, trusted, atMs)

test('an identity comes out as it was signed', () => {
  expect(check(signIdentity(anna, gateway.privateKey, nowMs))).toEqual(anna)
})

test('while a key is being changed the old and the new one are believed, and afterwards the new one only', () => {
  for (const { privateKey } of [gateway, next]) expect(check(signIdentity(anna, privateKey, nowMs))).toEqual(anna)
  const old = signIdentity(anna, gateway.privateKey, nowMs)
  expect(() => check(old, nowMs, keys.slice(1))).toThrow(expect.objectContaining(refused))
})

test("nobody else's signature, and no token with any other byte, is an identity", () => {
  expect(() => check(signIdentity(anna, stranger.privateKey, nowMs))).toThrow(expect.objectContaining(refused))
  const token = signIdentity(anna, gateway.privateKey, nowMs)
  const bytesOf = (text: string) =>
    text
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join()
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_.~'), (place, letter) => {
      const changed = token.slice(0, place) + letter + token.slice(place + 1)
      // the last letter of a part has unused bits, so the same bytes have several spellings
      if (bytesOf(changed) !== bytesOf(token)) expect(() => check(changed)).toThrow(expect.objectContaining(refused))
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => check(text)).toThrow(expect.objectContaining(refused))
    }),
  )
})

test('clocks may be 30 s apart, and a copied identity is good for a minute at most', () => {
  const token = signIdentity(anna, gateway.privateKey, nowMs)
  for (const s of [-30, -1, 0, 29, 30, 59]) expect(check(token, nowMs + s * 1_000)).toEqual(anna)
  for (const s of [-3_600, -31, 60, 61, 3_600])
    expect(() => check(token, nowMs + s * 1_000)).toThrow(expect.objectContaining(refused))
})

test('a trusted key with claims that make no sense is refused like everything else', () => {
  const iat = nowMs / 1_000
  const senseless = [
    { exp: iat + 61 },
    { exp: undefined },
    { iat: undefined },
    { iat: String(iat) },
    { exp: 1e300 },
    { aud: 'gateway' },
    { aud: undefined },
    { roles: 'user' },
    { roles: undefined },
    { user_id: undefined },
    { user_id: "' or 1=1" },
    { user_id: [userId] },
    { scopes: 'chat:read' },
    { scopes: [1] },
    'null',
    '[]',
    'no JSON',
    '{"__proto__":{"roles":["user"]}}',
  ]
  for (const change of senseless) expect(() => check(claim(change as object))).toThrow(expect.objectContaining(refused))
  expect(() => check(claim({ request_id: 'x'.repeat(5_000) }))).toThrow(expect.objectContaining(refused))
})

test('a key claims no role but its own: a worker never acts for a person', () => {
  for (const roles of [['user'], ['admin'], ['worker', 'user'], ['gateway']] as const)
    expect(() => check(signIdentity({ roles, userId }, worker.privateKey, nowMs))).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
  expect(() => check(signIdentity({ roles: ['worker'] }, gateway.privateKey, nowMs))).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  )
})

test('a role of a newer release gives nothing and harms nothing', () => {
  expect(check(claim({ roles: ['user', 'auditor'] })).roles).toEqual(['user'])
})
