import { argon2Sync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './argon2.ts'
import { createHasher } from './hasher.ts'

test('hashes are argon2id with 19 MiB and two passes or more, and a salt of their own', async () => {
  const [one, two] = await Promise.all([hashPassword('twelve letters'), hashPassword('twelve letters')])
  const [, memory, passes, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(one) ?? []
  expect(Number(memory)).toBeGreaterThanOrEqual(19_456)
  expect(Number(passes)).toBeGreaterThanOrEqual(2)
  expect(lanes).toBe('1')
  expect(one).not.toBe(two)
})

test.each([
  ['64 characters', 'x'.repeat(64), `${'x'.repeat(63)}y`],
  ['128 characters', 'y'.repeat(128), `${'y'.repeat(127)}z`],
  ['any script', 'пароль-密碼-🔑-sesame', 'пароль-密碼-🔒-sesame'],
  ['NUL inside', 'before\0after it', 'before\0after is'],
])('every character counts: %s', async (_name, password, other) => {
  const stored = await hashPassword(password)
  expect(await verifyPassword(password, stored)).toBe(true)
  expect(await verifyPassword(other, stored)).toBe(false)
})

test('an accent typed in one piece or in two is one password', async () => {
  expect(await verifyPassword('caf\u0065\u0301 au lait noir', await hashPassword('caf\u00e9 au lait noir'))).toBe(true)
})

test('a hash of weaker parameters still opens, and is made anew', async () => {
  const salt = randomBytes(16)
  const weak = { memory: 8_192, passes: 1, parallelism: 1, tagLength: 32 }
  const tag = argon2Sync('argon2id', { ...weak, message: Buffer.from('an old password'), nonce: salt })
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const stored = `$argon2id$v=19$m=8192,t=1,p=1$${text(salt)}$${text(tag)}`
  const { ok, fresh } = await createHasher().verify('an old password', stored)
  expect(ok).toBe(true)
  expect(await createHasher().verify('an old password', fresh)).toEqual({ ok: true })
  expect(await createHasher().verify('another password', stored)).toEqual({ ok: false })
})

test('beyond the queue people are asked to come again, and the queue goes on', async () => {
  const hasher = createHasher({ running: 1, waiting: 2 })
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => hasher.verify('whatever it is', undefined)))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
  expect(all[4]).toMatchObject({ reason: { code: 'unavailable', retryAfterS: 5 } })
  expect(await hasher.verify('whatever it is', undefined)).toEqual({ ok: false })
})

test('nobody takes as long as somebody', async () => {
  const hasher = createHasher()
  const stored = await hasher.hash('a password of somebody')
  await hasher.verify('wrong', undefined)
  const timed = async (hash: string | undefined) => {
    const began = performance.now()
    for (let n = 0; n < 5; n++) await hasher.verify('wrong', hash)
    return performance.now() - began
  }
  const [somebody, nobody] = [await timed(stored), await timed(undefined)]
  expect(nobody / somebody).toBeGreaterThan(0.3)
  expect(nobody / somebody).toBeLessThan(3)
})
