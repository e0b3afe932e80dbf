import { withLimit } from '../with-limit.ts'

/** What was read last, or undefined where it could not be. */
export type Sample<T> = () => Promise<T | undefined>

export interface SampleOptions {
  /** A value is given again for so long, however many ask. Milliseconds. */
  readonly maxAgeMs: number
  /** Nobody waits longer than this. Milliseconds; default 1,000. */
  readonly limitMs?: number
}

/** A reading that has no end of its own is given up after this, so that it is begun anew. Milliseconds. */
const lostMs = 10_000

/**
 * What a store says, for scrapes: asked at most once every `maxAgeMs`, and by one at a time.
 * @returns undefined when it cannot say within the limit: to be left out, never guessed. That is remembered as well.
 */
export function sampled<T>(read: () => Promise<T>, { maxAgeMs, limitMs = 1_000 }: SampleOptions): Sample<T> {
  let value: T | undefined
  let readAt = -Infinity
  let reading: Promise<T | undefined> | undefined

  async function readOnce(): Promise<T | undefined> {
    try {
      value = await withLimit(read(), lostMs)
    } catch {
      value = undefined
    }
    readAt = performance.now()
    reading = undefined
    return value
  }

  return async (): Promise<T | undefined> => {
    if (performance.now() - readAt < maxAgeMs) return value
    reading ??= readOnce()
    return withLimit(reading, limitMs).catch(() => undefined)
  }
}
