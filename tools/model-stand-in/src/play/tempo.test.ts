import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueDeltas } from './tempo.ts'

const tempos = fc.record({
  tps: fc.integer({ min: 1, max: 10_000 }),
  ttftMs: fc.integer({ min: 0, max: 1_000 }),
  burst: fc.integer({ min: 1, max: 20 }),
  deltaTokens: fc.integer({ min: 1, max: 20 }),
})

test('nothing is due before the first token, whole bursts after it, and never fewer than before', () => {
  fc.assert(
    fc.property(tempos, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), (tempo, a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)]
      expect(dueDeltas(tempo, tempo.ttftMs - 1)).toBe(0)
      expect(dueDeltas(tempo, tempo.ttftMs)).toBe(tempo.burst)
      expect(dueDeltas(tempo, late) % tempo.burst).toBe(0)
      expect(dueDeltas(tempo, late)).toBeGreaterThanOrEqual(dueDeltas(tempo, early))
    }),
  )
})

test('after a second the tokens of a second are out, give or take one burst', () => {
  fc.assert(
    fc.property(tempos, (tempo) => {
      const tokens = dueDeltas(tempo, tempo.ttftMs + 1_000) * tempo.deltaTokens
      const burst = tempo.burst * tempo.deltaTokens
      expect(tokens).toBeGreaterThan(tempo.tps - burst)
      expect(tokens).toBeLessThanOrEqual(tempo.tps + burst)
    }),
  )
})

test('without a speed everything is due at the first token, and a whole body when its last token is made', () => {
  const tempo = { tps: 0, ttftMs: 10, burst: 1, deltaTokens: 1 }
  expect(dueDeltas(tempo, 10, 500)).toBe(Number.POSITIVE_INFINITY)
  expect(dueDeltas({ ...tempo, tps: 100 }, 5_009, 500)).toBe(0)
  expect(dueDeltas({ ...tempo, tps: 100 }, 5_010, 500)).toBe(1)
})
