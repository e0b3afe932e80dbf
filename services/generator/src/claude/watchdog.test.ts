import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Aborted } from './failure.ts'
import { type Clock, type WatchdogLimits, createWatchdog } from './watchdog.ts'

/** A clock that stands still until it is told to go on. */
function handClock() {
  let now = 0
  let timers: { at: number; call: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after: (ms, call) => {
      const timer = { at: now + ms, call }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  }
  const goTo = (at: number) => {
    for (;;) {
      const next = timers.filter((timer) => timer.at <= at).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers = timers.filter((timer) => timer !== next)
      now = next.at
      next.call()
    }
    now = at
  }
  return { clock, goTo, pending: () => timers.length }
}

const limits: WatchdogLimits = { bytesIdleMs: 45_000, progressIdleMs: 120_000, totalMs: 600_000 }
const kindOf = (signal: AbortSignal) => (signal.reason instanceof Aborted ? signal.reason.kind : undefined)

test('45 s without a byte end the call, not before', () => {
  const { clock, goTo } = handClock()
  const watchdog = createWatchdog(limits, clock)
  goTo(30_000)
  watchdog.sawBytes()
  goTo(74_999)
  expect(watchdog.signal.aborted).toBe(false)
  goTo(75_000)
  expect(kindOf(watchdog.signal)).toBe('silent')
})

test('pings for ever are no progress', () => {
  const { clock, goTo } = handClock()
  const watchdog = createWatchdog(limits, clock)
  for (let at = 10_000; at < 120_000; at += 10_000) {
    goTo(at)
    watchdog.sawBytes()
  }
  expect(watchdog.signal.aborted).toBe(false)
  goTo(120_000)
  expect(kindOf(watchdog.signal)).toBe('stuck')
})

test('an answer that never ends is ended, and a disposed watchdog keeps no timer', () => {
  const { clock, goTo, pending } = handClock()
  const watchdog = createWatchdog(limits, clock)
  for (let at = 20_000; at < 600_000; at += 20_000) {
    goTo(at)
    watchdog.sawBytes()
    watchdog.sawProgress()
  }
  expect(watchdog.signal.aborted).toBe(false)
  goTo(600_000)
  expect(kindOf(watchdog.signal)).toBe('deadline')
  const other = createWatchdog(limits, clock)
  expect(pending()).toBe(1)
  other[Symbol.dispose]()
  expect(pending()).toBe(0)
})

test('it fires exactly when the first limit is reached, whatever was seen before', () => {
  const steps = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 60_000 }), progress: fc.boolean() }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(steps, (seen) => {
      const { clock, goTo } = handClock()
      const watchdog = createWatchdog(limits, clock)
      let [now, bytes, progress] = [0, 0, 0]
      for (const step of seen) {
        now += step.ms
        goTo(now)
        const over = now - bytes >= 45_000 || now - progress >= 120_000 || now >= 600_000
        expect(watchdog.signal.aborted).toBe(over)
        if (over) return
        watchdog.sawBytes()
        bytes = now
        if (!step.progress) continue
        watchdog.sawProgress()
        progress = now
      }
    }),
  )
})
