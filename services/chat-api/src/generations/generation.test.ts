import { isTerminal } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Generation,
  claim,
  dispatchAgain,
  dispatchFirst,
  end,
  mayWrite,
  raiseEpoch,
  release,
  repair,
} from './generation.ts'

const limits = { leaseMs: 8_000, maxAttempts: 3, generationLimitMs: 600_000, queueLimitMs: 3_600_000 }
const lateMs = 15_000

const fresh: Generation = {
  status: 'queued',
  epoch: 0,
  dispatchNo: 0,
  attempts: 0,
  claims: 0,
  lease: null,
  expiresAtMs: null,
  deadlineAtMs: null,
}
const dispatched = dispatchFirst(fresh, 0, limits)

/** Everything that can happen to a message, by workers that may be zombies, in any order and at any time. */
const step = fc.oneof(
  fc.record({ op: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 30_000 }) }),
  fc.record({
    op: fc.constant('claim' as const),
    worker: fc.integer({ min: 0, max: 3 }),
    lag: fc.integer({ min: 0, max: 1 }),
  }),
  fc.record({ op: fc.constant('complete' as const), worker: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ op: fc.constant('renewEpoch' as const), worker: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    op: fc.constant('release' as const),
    worker: fc.integer({ min: 0, max: 3 }),
    reason: fc.constantFrom('drain' as const, 'retry' as const),
    delayMs: fc.integer({ min: 0, max: 60_000 }),
  }),
  fc.record({ op: fc.constant('repair' as const) }),
  fc.record({ op: fc.constant('jobLost' as const) }),
  fc.record({ op: fc.constant('cancel' as const) }),
)

test('whatever happens in whatever order: one writer, rising epochs, bounded attempts, one end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let state = dispatched
      let nowMs = 0
      let counted = 0
      let ends = 0
      // what each worker believes to hold
      const held = new Map<number, number>()
      const move = (next: Generation) => {
        expect(isTerminal(state.status)).toBe(false)
        expect(next.epoch).toBeGreaterThanOrEqual(state.epoch)
        if (isTerminal(next.status)) ends++
        state = next
      }
      for (const act of steps) {
        const epoch = 'worker' in act ? (held.get(act.worker) ?? 0) : 0
        switch (act.op) {
          case 'pass':
            nowMs += act.ms
            break
          case 'claim': {
            const before = state
            const dispatchNo = state.dispatchNo - act.lag
            const decision = claim(state, { dispatchNo, workerId: `w${act.worker}`, nowMs }, limits)
            if (decision.kind === 'granted') {
              expect(before.lease === null || before.lease.untilMs <= nowMs).toBe(true)
              expect(dispatchNo).toBe(before.dispatchNo)
              expect(decision.next.epoch).toBeGreaterThan(before.epoch)
              held.set(act.worker, decision.next.epoch)
              counted++
              move(decision.next)
            } else if (decision.kind === 'over') move(end(state, 'error', true))
            break
          }
          case 'complete':
            if (mayWrite(state, epoch)) move(end(state, 'completed', false))
            break
          case 'renewEpoch':
            if (mayWrite(state, epoch)) {
              move(raiseEpoch(state))
              held.set(act.worker, state.epoch)
            }
            break
          case 'release':
            if (mayWrite(state, epoch)) {
              const { reason, delayMs } = act
              const decision = release(state, { reason, delayMs, nowMs }, limits)
              if (decision.kind === 'over') move(end(state, 'error', false))
              else {
                if (reason === 'drain') counted--
                move(decision.next)
                expect(mayWrite(state, epoch)).toBe(false)
              }
            }
            break
          case 'repair': {
            const decision = repair(state, { nowMs, lateMs }, limits)
            if (decision.kind === 'over') move(end(state, 'error', true))
            if (decision.kind === 'dispatch') {
              expect(state.lease!.untilMs).toBeLessThanOrEqual(nowMs)
              move(decision.next)
            }
            break
          }
          case 'jobLost':
            if (!isTerminal(state.status) && !state.lease) move(dispatchAgain(state))
            break
          case 'cancel':
            if (!isTerminal(state.status)) move(end(state, 'cancelled', true))
        }
        // only the newest epoch may write, so at most one worker can
        expect([...held.values()].filter((known) => mayWrite(state, known)).length).toBeLessThanOrEqual(1)
        expect(counted).toBeLessThanOrEqual(limits.maxAttempts)
        expect(state.attempts).toBe(counted)
        expect(ends).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a message that only the reconciler looks after ends within its limits, whatever its workers did before dying', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('claim', 'die'), { maxLength: 10 }), (history) => {
      let state = dispatched
      let nowMs = 0
      for (const what of history) {
        nowMs += 100
        const decision = claim(state, { dispatchNo: state.dispatchNo, workerId: 'w', nowMs }, limits)
        if (what === 'claim' && decision.kind === 'granted') state = decision.next
      }
      for (nowMs += 1; !isTerminal(state.status) && nowMs < limits.queueLimitMs * 2; nowMs += 2_000) {
        const decision = repair(state, { nowMs, lateMs }, limits)
        if (decision.kind === 'over') state = end(state, 'error', true)
        if (decision.kind === 'dispatch') state = decision.next
      }
      expect(state.status).toBe('error')
      expect(nowMs).toBeLessThanOrEqual(limits.queueLimitMs + lateMs + 4_000)
    }),
  )
})

test('the third crash ends the message as worker_crash', () => {
  let state = dispatched
  for (let attempt = 1; attempt <= 3; attempt++) {
    const nowMs = attempt * 10_000
    const granted = claim(state, { dispatchNo: state.dispatchNo, workerId: 'w', nowMs }, limits)
    if (granted.kind !== 'granted') throw new Error('not granted')
    const repaired = repair(granted.next, { nowMs: nowMs + limits.leaseMs, lateMs }, limits)
    if (attempt === 3) expect(repaired).toEqual({ kind: 'over', code: 'worker_crash' })
    else if (repaired.kind === 'dispatch') state = repaired.next
  }
})

test('a live lease is respected to its last millisecond, and the refusal says how long', () => {
  const granted = claim(dispatched, { dispatchNo: 1, workerId: 'a', nowMs: 0 }, limits)
  if (granted.kind !== 'granted') throw new Error('not granted')
  const ask = (nowMs: number) => claim(granted.next, { dispatchNo: 1, workerId: 'b', nowMs }, limits)
  expect(ask(7_999)).toEqual({ kind: 'refused', reason: 'leased', retryInMs: 1 })
  expect(ask(8_000).kind).toBe('granted')
})

test('a writer past its deadline may still end its message itself for a while', () => {
  const granted = claim(dispatched, { dispatchNo: 1, workerId: 'a', nowMs: 0 }, limits)
  if (granted.kind !== 'granted') throw new Error('not granted')
  const nowMs = limits.generationLimitMs + 1
  const alive = { ...granted.next, lease: { owner: 'a', untilMs: nowMs + 8_000 } }
  expect(repair(alive, { nowMs, lateMs }, limits).kind).toBe('none')
  expect(repair(alive, { nowMs: nowMs + lateMs, lateMs }, limits)).toEqual({ kind: 'over', code: 'expired' })
})

test('a message that waits for the one before it is left alone', () => {
  expect(repair(fresh, { nowMs: Number.MAX_SAFE_INTEGER, lateMs }, limits).kind).toBe('none')
})
