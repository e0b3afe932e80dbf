import { AppError, type ErrorCode } from '@continuo/contract'
import { delay, fullJitterMs } from '@continuo/runtime'

/** Errors behind which the call may still succeed: no server, no answer, a database that is away. */
const passing: readonly ErrorCode[] = ['unavailable', 'timeout', 'internal', 'too_many_requests']

export interface PersistOptions {
  /** When to give up, on the clock of `performance.now()`. There is always at least one try. */
  readonly untilMs: number
  /** Ends the trying. */
  readonly signal?: AbortSignal
  readonly onRetry?: (error: AppError, attempt: number) => void
}

export type Persisted<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** chat-api said no, or (`gave_up`) could not be reached in time. */
  | { readonly kind: 'refused' | 'gave_up'; readonly error: AppError }

const pauses = { baseMs: 200, maxMs: 3_000 }

/** Repeats an idempotent call to chat-api, with jitter, until it has an answer. Never throws an AppError. */
export async function persist<T>(call: () => Promise<T>, options: PersistOptions): Promise<Persisted<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { kind: 'ok', value: await call() }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (!passing.includes(error.code)) return { kind: 'refused', error }
      const pauseMs = 50 + fullJitterMs(attempt, pauses)
      if (options.signal?.aborted || performance.now() + pauseMs > options.untilMs) return { kind: 'gave_up', error }
      options.onRetry?.(error, attempt)
      await delay(pauseMs, options.signal)
    }
  }
}
