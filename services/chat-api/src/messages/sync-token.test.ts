import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSyncToken, parseSyncToken, syncSources } from './sync-token.ts'

const xid = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)
const history = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat())
  .map(([id, line]) => `${id.toString(16)}-${line}`)

test('a token comes back as it was given', () => {
  const token = fc.oneof(
    fc.record({ history, xmin: xid }),
    fc.record({
      history,
      xmin: xid,
      nextXmin: xid,
      after: fc.record({ source: fc.constantFrom(...syncSources), changedIn: xid, id: fc.uuid() }),
      full: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(token, (given) => {
      expect(parseSyncToken(formatSyncToken(given))).toEqual(given)
    }),
  )
})

test('anything else is no token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseSyncToken(`x${text}`)).toBeUndefined()
    }),
  )
  expect(parseSyncToken(undefined)).toBeUndefined()
  expect(parseSyncToken("1.ab-1.5' or '1'='1")).toBeUndefined()
})
