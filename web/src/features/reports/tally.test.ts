import { WebReport, webReportLimits } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTally, type Timed } from './tally.ts'

test('nothing noticed is no report, and what was told once is not told again', () => {
  const tally = createTally(() => 0)
  expect(tally.take(0)).toBeUndefined()
  tally.took('switch_paint_ms', 16.4)
  tally.took('switch_paint_ms', 30)
  tally.resumed()
  tally.failed('promise')
  tally.failed('promise')
  expect(tally.take(1)).toEqual({ switch_paint_ms: [16, 30], resumes: 1, errors: { promise: 2 } })
  expect(tally.take(2)).toBeUndefined()
})

test('the time on a rung is counted while the page is seen, up to the report and on from there', () => {
  const tally = createTally(() => 0)
  tally.standsOn('offline', 0)
  tally.standsOn('stream', 1_500)
  tally.standsOn(undefined, 11_500)
  tally.standsOn('stream', 60_000)
  expect(tally.take(62_000)).toEqual({ rung_seconds: { offline: 1.5, stream: 12 } })
  tally.standsOn('poll', 62_500)
  expect(tally.take(64_500)).toEqual({ rung_seconds: { stream: 0.5, poll: 2 } })
})

test('of many times a fair choice is kept: the late ones are as likely as the early ones', () => {
  const runs = 400
  let late = 0
  for (let run = 0; run < runs; run++) {
    const tally = createTally(Math.random)
    for (let ms = 0; ms < 200; ms++) tally.took('answer_lag_ms', ms)
    const { answer_lag_ms: kept = [] } = tally.take(0)!
    expect(kept).toHaveLength(webReportLimits.samples)
    late += kept.filter((ms) => ms >= 100).length
  }
  expect(late / (runs * webReportLimits.samples)).toBeCloseTo(0.5, 1)
})

const times: Timed[] = ['switch_paint_ms', 'answer_lag_ms', 'first_text_ms', 'outbox_wait_ms']

test('whatever is noticed, the server takes the report, and it fits', () => {
  const step = fc.oneof(
    fc.record({ what: fc.constantFrom(...times), ms: fc.double() }),
    fc.record({ kind: fc.constantFrom('script', 'promise', 'component', 'policy', 'hash') }),
    fc.record({ rung: fc.constantFrom('stream', 'socket', 'poll', 'offline', undefined), at: fc.nat() }),
    fc.constant({ resumed: true }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.nat(), (steps, end) => {
      const tally = createTally(Math.random)
      for (const one of steps) {
        if ('what' in one) tally.took(one.what, one.ms)
        else if ('kind' in one) tally.failed(one.kind)
        else if ('rung' in one) tally.standsOn(one.rung, one.at)
        else tally.resumed()
      }
      const report = tally.take(end)
      if (!report) return
      expect(WebReport.safeParse(report).success).toBe(true)
      expect(JSON.stringify(report).length).toBeLessThan(webReportLimits.bodyBytes)
    }),
  )
})
