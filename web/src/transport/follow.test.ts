import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from './errors.ts'
import { follow } from './follow.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a timer that rings early delays a reconnect and never prevents it', async () => {
  let dials = 0
  const follower = follow({
    open: async () => {
      dials += 1
      throw new ApiError('network', 'gone')
    },
    onFrame: () => {},
    // a clock that is always half a millisecond behind the timers
    now: () => Date.now() - 0.5,
    random: () => 0.3217,
  })
  follower.start()
  for (let n = 0; n < 40; n++) await vi.advanceTimersByTimeAsync(500)
  expect(dials).toBeGreaterThan(4)
  follower.stop()
})
