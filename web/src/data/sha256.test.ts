import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf, sha256 } from './sha256.ts'

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('the own digest is SHA-256 for every length around the block borders', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(Buffer.from(digestOf(bytes)).toString('hex')).toBe(expected(bytes))
    }),
  )
})

test('a text is hashed as UTF-8', async () => {
  expect(await sha256('Grüße 🌍')).toBe(expected(new TextEncoder().encode('Grüße 🌍')))
})
