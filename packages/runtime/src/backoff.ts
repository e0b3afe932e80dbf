/**
 * Exponential backoff with full jitter: anything from 0 to the ceiling of this try.
 * @param tryNo From 1.
 * @param random 0 ≤ r < 1; default Math.random.
 * @returns Whole milliseconds.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 (full jitter).
 */
export function fullJitterMs(
  tryNo: number,
  { baseMs, factor = 2, maxMs }: { baseMs: number; factor?: number; maxMs: number },
  random: () => number = Math.random,
): number {
  const ceilingMs = Math.min(maxMs, baseMs * factor ** (tryNo - 1))
  return Math.floor(random() * ceilingMs)
}

/** Resolves after `ms`, or at once when the signal aborts (it never rejects: look at the signal). */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}
