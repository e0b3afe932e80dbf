import { Aborted } from './failure.ts'

export interface WatchdogLimits {
  /** Longest time without a byte, pings included. */
  readonly bytesIdleMs: number
  /** Longest time without anything of the answer: text, thinking, a tool's input. */
  readonly progressIdleMs: number
  /** Longest time in all. */
  readonly totalMs: number
}

/** Time as the watchdog sees it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number
  /** Calls once after `ms`; returns what cancels it. */
  after(ms: number, call: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

export interface Watchdog extends Disposable {
  /** Aborts with an `Aborted` of kind `silent`, `stuck` or `deadline`. */
  readonly signal: AbortSignal
  sawBytes(): void
  sawProgress(): void
}

/**
 * Watches one call. The SDK's own timeout ends with the headers, and its pings are swallowed, so nobody else notices a
 * server that has fallen silent. One timer, looked at again when it is due: no work for each byte.
 */
export function createWatchdog(limits: WatchdogLimits, clock: Clock = systemClock): Watchdog {
  const controller = new AbortController()
  const began = clock.now()
  let bytesAt = began
  let progressAt = began

  const due = () =>
    [
      { kind: 'deadline', at: began + limits.totalMs },
      { kind: 'silent', at: bytesAt + limits.bytesIdleMs },
      { kind: 'stuck', at: progressAt + limits.progressIdleMs },
    ] as const
  const look = () => {
    const now = clock.now()
    const over = due().find(({ at }) => at <= now)
    if (over) return controller.abort(new Aborted(over.kind))
    cancel = clock.after(Math.max(1, Math.min(...due().map(({ at }) => at)) - now), look)
  }
  let cancel: () => void = () => {}
  look()
  return {
    signal: controller.signal,
    sawBytes: () => void (bytesAt = clock.now()),
    sawProgress: () => void (progressAt = clock.now()),
    [Symbol.dispose]: () => cancel(),
  }
}
