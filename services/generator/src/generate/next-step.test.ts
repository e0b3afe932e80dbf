import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Classified, FailureClass } from '../claude/classify-error.ts'
import { longestWaitMs, nextStep } from './next-step.ts'

const input = (classified: Classified, attempt = 1, deadlineInMs = 600_000) => ({
  classified,
  attempt,
  maxAttempts: 3,
  deadlineInMs,
})
const transient: Classified = { class: 'transient', code: 'overloaded' }
const limited = (retryAfterMs: number): Classified => ({ class: 'rate_limit', code: 'rate_limited', retryAfterMs })
const protocol: Classified = { class: 'protocol', code: 'upstream_protocol' }
const most = () => 0.999_999

test('waits grow 1, 4 s with full jitter, and the last attempt fails', () => {
  expect(nextStep(input(transient, 1), most)).toMatchObject({ kind: 'release', reason: 'retry', delayMs: 999 })
  expect(nextStep(input(transient, 2), most)).toMatchObject({ kind: 'release', delayMs: 3_999 })
  expect(nextStep(input(transient, 2), () => 0)).toMatchObject({ kind: 'release', delayMs: 0 })
  expect(nextStep(input(transient, 3), most)).toEqual({ kind: 'fail', code: 'overloaded' })
})

test('a broken protocol is tried once more, not twice', () => {
  expect(nextStep(input(protocol, 1))).toMatchObject({ kind: 'release' })
  expect(nextStep(input(protocol, 2))).toEqual({ kind: 'fail', code: 'upstream_protocol' })
})

test('the server’s wait is kept to 60 s; longer ones fail and say how long', () => {
  expect(nextStep(input(limited(5_000)), () => 0)).toMatchObject({ kind: 'release', delayMs: 5_000 })
  expect(nextStep(input(limited(60_000)), () => 0)).toMatchObject({ kind: 'release', delayMs: 60_000 })
  expect(nextStep(input(limited(3_600_000)))).toEqual({ kind: 'fail', code: 'rate_limited', retryAfterS: 3_600 })
})

test('a wait beyond the deadline is no wait', () => {
  expect(nextStep(input(limited(30_000), 1, 20_000))).toEqual({ kind: 'fail', code: 'rate_limited', retryAfterS: 30 })
})

test('a drain hands over at once and whatever the attempt, a fence says nothing', () => {
  expect(nextStep(input({ class: 'drain', code: 'internal' }, 3))).toMatchObject({ reason: 'drain', delayMs: 0 })
  expect(nextStep(input({ class: 'silent', code: 'internal' }))).toEqual({ kind: 'leave' })
})

const classes: FailureClass[] = ['transient', 'rate_limit', 'protocol', 'permanent', 'expired', 'drain', 'silent']

test('never more than the attempts there are, never a wait that the deadline or the server forbids', () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom(...classes),
        attempt: fc.integer({ min: 1, max: 6 }),
        maxAttempts: fc.integer({ min: 1, max: 6 }),
        deadlineInMs: fc.integer({ min: -1_000, max: 700_000 }),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 7_200_000 }), { nil: undefined }),
        random: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      }),
      ({ kind, attempt, maxAttempts, deadlineInMs, retryAfterMs, random }) => {
        const classified = {
          class: kind,
          code: 'internal',
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        } as const
        const step = nextStep({ classified, attempt, maxAttempts, deadlineInMs }, () => random)
        if (step.kind !== 'release' || step.reason === 'drain') return
        expect(['transient', 'rate_limit', 'protocol']).toContain(kind)
        expect(attempt).toBeLessThan(maxAttempts)
        expect(step.delayMs).toBeGreaterThanOrEqual(retryAfterMs ?? 0)
        expect(step.delayMs).toBeLessThan(deadlineInMs)
        if (kind !== 'protocol') expect(retryAfterMs ?? 0).toBeLessThanOrEqual(longestWaitMs)
      },
    ),
  )
})
