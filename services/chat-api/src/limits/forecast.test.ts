import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastStarts } from './forecast.ts'
import type { InLine } from './line.ts'

const nowMs = 1_000_000
let made = 0
const answer = (change: Partial<InLine> = {}): InLine => {
  const id = String(made++).padStart(6, '0')
  return {
    id,
    userId: `user ${id}`,
    sessionId: `session ${id}`,
    acceptedAt: made,
    dispatchedAt: made,
    runningSince: undefined,
    isNew: true,
    ...change,
  }
}
const running = (sinceMs: number, change: Partial<InLine> = {}) =>
  answer({ runningSince: nowMs - sinceMs, isNew: false, ...change })
const always = (ms: number) => [ms, ms, ms, ms, ms]
const forecast = (answers: InLine[], slots: number, tookMs: number[], userConcurrency = 100) =>
  forecastStarts({ nowMs, answers }, { slots, tookMs }, { userConcurrency })

test('one slot: each waits for the rest of the running answer and for all that stand before it', () => {
  const waiting = [answer(), answer(), answer()]
  const starts = forecast([running(4_000), ...waiting], 1, always(10_000))
  expect(waiting.map(({ id }) => starts.get(id))).toEqual([6_000, 16_000, 26_000])
})

test('several slots become free one after the other', () => {
  const waiting = [answer(), answer(), answer()]
  const starts = forecast([running(1_000), running(9_000), ...waiting], 2, always(10_000))
  expect(waiting.map(({ id }) => starts.get(id))).toEqual([1_000, 9_000, 11_000])
})

test('an answer behind its own user waits for that, then for the place it gets at the end of the queue', () => {
  const [userId, sessionId] = ['ann', 'one session']
  const first = running(2_000, { userId, sessionId })
  const next = answer({ userId, sessionId, dispatchedAt: undefined })
  const other = answer()
  const starts = forecast([first, next, other], 1, always(10_000), 1)
  expect([other, next].map(({ id }) => starts.get(id))).toEqual([8_000, 18_000])
})

test('nothing is said from too few answers, without a worker, or of what nobody will let go', () => {
  const waiting = answer()
  expect(forecast([running(1), waiting], 1, [1, 2, 3]).size).toBe(0)
  expect(forecast([waiting], 0, always(10)).size).toBe(0)
  expect(forecast([running(1), answer({ dispatchedAt: nowMs + 60_000 })], 1, always(10)).size).toBe(0)
})

test('an answer that has run longer than any is still expected to end', () => {
  const waiting = answer()
  expect(forecast([running(50_000), waiting], 1, always(10_000)).get(waiting.id)).toBe(5_000)
})

test('whoever stands further back never begins earlier, and every answer in the queue is told something', () => {
  const line = fc.record({
    elapsed: fc.array(fc.nat(30_000), { maxLength: 8 }),
    waiting: fc.nat(40),
    slots: fc.integer({ min: 1, max: 8 }),
    tookMs: fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 5, maxLength: 30 }),
  })
  fc.assert(
    fc.property(line, ({ elapsed, waiting, slots, tookMs }) => {
      const queue = Array.from({ length: waiting }, () => answer())
      const starts = forecast([...elapsed.map((ms) => running(ms)), ...queue], slots, tookMs)
      const inOrder = queue.map(({ id }) => starts.get(id)!)
      return inOrder.length === starts.size && inOrder.every((ms, n) => ms >= 0 && (n === 0 || ms >= inOrder[n - 1]!))
    }),
  )
})
