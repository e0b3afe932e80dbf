import type { FailureCode } from '@continuo/contract'
import { fullJitterMs } from '@continuo/runtime'
import type { Classified } from '../claude/classify-error.ts'

/** What becomes of a message whose model call failed. */
export type NextStep =
  | {
      readonly kind: 'release'
      readonly reason: 'retry' | 'drain'
      readonly delayMs: number
      readonly code: FailureCode
    }
  | { readonly kind: 'fail'; readonly code: FailureCode; readonly retryAfterS?: number }
  | { readonly kind: 'leave' }

export interface NextStepInput {
  readonly classified: Classified
  /** This attempt, from 1, and how many there may be. */
  readonly attempt: number
  readonly maxAttempts: number
  /** What is left for the whole answer, milliseconds. */
  readonly deadlineInMs: number
}

/** The longest wait that a server may ask for and still get; milliseconds. */
export const longestWaitMs = 60_000
/** Waits of 1, 4, 16 s at most, full jitter. */
const backoff = { baseMs: 1_000, factor: 4, maxMs: 16_000 }
/** A server that asks many to wait the same time gets them spread by this; milliseconds. */
const spreadMs = 1_000
/** Of the calls of one message, how many may meet a broken protocol. */
const protocolAttempts = 2

/** Pure but for `random` (0 ≤ r < 1). Retries wait in the queue: `delayMs` is for `Release`, nobody sleeps in a slot. */
export function nextStep(input: NextStepInput, random: () => number = Math.random): NextStep {
  const { classified, attempt, maxAttempts, deadlineInMs } = input
  const { code, retryAfterMs } = classified
  const retryAfterS = retryAfterMs === undefined ? {} : { retryAfterS: Math.ceil(retryAfterMs / 1000) }
  const fail: NextStep = { kind: 'fail', code, ...retryAfterS }
  switch (classified.class) {
    case 'silent':
      return { kind: 'leave' }
    case 'drain':
      return { kind: 'release', reason: 'drain', delayMs: 0, code }
    case 'permanent':
    case 'expired':
      return fail
    case 'protocol':
      if (attempt >= Math.min(protocolAttempts, maxAttempts)) return fail
      break
    case 'transient':
    case 'rate_limit':
      if (attempt >= maxAttempts || (retryAfterMs ?? 0) > longestWaitMs) return fail
  }
  const delayMs =
    retryAfterMs === undefined
      ? fullJitterMs(attempt, backoff, random)
      : retryAfterMs + fullJitterMs(1, { baseMs: spreadMs, maxMs: spreadMs }, random)
  return delayMs < deadlineInMs ? { kind: 'release', reason: 'retry', delayMs, code } : fail
}
