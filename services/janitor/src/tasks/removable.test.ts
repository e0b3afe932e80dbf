import { messageStatuses } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRemovable } from './removable.ts'

const graceMs = 600_000
const long = graceMs + 1

test('keys of an ended and announced message go after the grace', () => {
  const facts = { exists: true, status: 'completed', ended_ms_ago: long, announced: true }
  expect(isRemovable({ facts, silentMs: long }, graceMs)).toBe(true)
  expect(isRemovable({ facts: { ...facts, ended_ms_ago: graceMs - 1 }, silentMs: long }, graceMs)).toBe(false)
  expect(isRemovable({ facts: { ...facts, announced: false }, silentMs: long }, graceMs)).toBe(false)
})

test('keys of a deleted message go, even a stray one without a status hash', () => {
  const facts = { exists: false, status: '', ended_ms_ago: long, announced: false }
  expect(isRemovable({ facts, silentMs: undefined }, graceMs)).toBe(true)
})

test('nothing alive is ever removable: no active message, and no log with a sign of life within the grace', () => {
  const evidence = fc.record({
    facts: fc.record({
      exists: fc.boolean(),
      status: fc.constantFrom(...messageStatuses),
      ended_ms_ago: fc.nat(3 * graceMs),
      announced: fc.boolean(),
    }),
    silentMs: fc.option(fc.nat(3 * graceMs), { nil: undefined }),
  })
  fc.assert(
    fc.property(evidence, (seen) => {
      const active = seen.facts.exists && ['queued', 'generating'].includes(seen.facts.status)
      const lively = seen.silentMs !== undefined && seen.silentMs < graceMs
      if (active || lively) expect(isRemovable(seen, graceMs)).toBe(false)
    }),
  )
})
