import { type FailureCode, type MessageStatus, isTerminal } from '@continuo/contract'
import type { GenerationLimits } from '../config.ts'

/**
 * The rules of a generation's life, pure: who may write, when a message is dispatched again, when it is over. Time is
 * the database's, passed in as Unix milliseconds. The callers hold the message's row lock, read the state, ask here, and
 * write what comes back.
 *
 * Invariants (generation.test.ts): the epoch only rises; at most one worker holds a lease; at most `maxAttempts` model
 * calls are granted, drained ones aside; a terminal state never changes; only the newest epoch may write.
 */
export interface Generation {
  readonly status: MessageStatus
  readonly epoch: number
  /** 0 = waits for the running answer of its session. */
  readonly dispatchNo: number
  /** Model calls that count. */
  readonly attempts: number
  readonly claims: number
  readonly lease: { readonly owner: string; readonly untilMs: number } | null
  /** Of the wait in the queue; set by the first dispatch, void after the first claim. */
  readonly expiresAtMs: number | null
  /** Of the whole generation; set by the first claim. */
  readonly deadlineAtMs: number | null
}

export type ClaimDecision =
  | { kind: 'granted'; next: Generation }
  | { kind: 'refused'; reason: 'terminal' | 'superseded' | 'leased'; retryInMs: number }
  | { kind: 'over'; reason: 'spent' | 'expired'; code: FailureCode }

/** A worker took the job of dispatch `dispatchNo` and wants to generate. */
export function claim(
  state: Generation,
  { dispatchNo, workerId, nowMs }: { dispatchNo: number; workerId: string; nowMs: number },
  limits: GenerationLimits,
): ClaimDecision {
  if (isTerminal(state.status)) return { kind: 'refused', reason: 'terminal', retryInMs: 0 }
  if (dispatchNo !== state.dispatchNo) return { kind: 'refused', reason: 'superseded', retryInMs: 0 }
  if (state.lease && state.lease.untilMs > nowMs)
    return { kind: 'refused', reason: 'leased', retryInMs: state.lease.untilMs - nowMs }
  if (isOverdue(state, nowMs)) return { kind: 'over', reason: 'expired', code: 'expired' }
  if (state.attempts >= limits.maxAttempts) return { kind: 'over', reason: 'spent', code: 'worker_crash' }
  return {
    kind: 'granted',
    next: {
      ...state,
      status: 'generating',
      epoch: state.epoch + 1,
      attempts: state.attempts + 1,
      claims: state.claims + 1,
      lease: { owner: workerId, untilMs: nowMs + limits.leaseMs },
      deadlineAtMs: state.deadlineAtMs ?? nowMs + limits.generationLimitMs,
    },
  }
}

/** Past the time in the queue, or, once claimed, past the time for the whole generation. */
const isOverdue = (state: Generation, nowMs: number): boolean => {
  const limitMs = state.claims === 0 ? state.expiresAtMs : state.deadlineAtMs
  return limitMs !== null && nowMs >= limitMs
}

/** The fence: may whoever was given `epoch` still write? */
export const mayWrite = (state: Generation, epoch: number): boolean =>
  state.status === 'generating' && state.epoch === epoch

/** Whoever writes from now on needs the new epoch; the lease stays. For a writer whose log was lost. */
export const raiseEpoch = (state: Generation): Generation => ({ ...state, epoch: state.epoch + 1 })

export type ReleaseDecision = { kind: 'requeued'; next: Generation } | { kind: 'over' }

/**
 * The holder gives the message back, to be dispatched again after `delayMs`. A `drain` does not count as an attempt.
 * `over`: there is no attempt or no time left, so that waiting would end in nothing.
 */
export function release(
  state: Generation,
  { reason, delayMs, nowMs }: { reason: 'drain' | 'retry'; delayMs: number; nowMs: number },
  limits: GenerationLimits,
): ReleaseDecision {
  const outOfTime = state.deadlineAtMs !== null && nowMs + delayMs >= state.deadlineAtMs
  if (outOfTime || (reason === 'retry' && state.attempts >= limits.maxAttempts)) return { kind: 'over' }
  const attempts = reason === 'drain' ? state.attempts - 1 : state.attempts
  return { kind: 'requeued', next: { ...dispatchAgain(state), attempts } }
}

/** Takes the message from its writer, if there is one (its epoch is old from now on), and orders a new dispatch. */
export const dispatchAgain = (state: Generation): Generation => ({
  ...raiseEpoch(state),
  dispatchNo: state.dispatchNo + 1,
  lease: null,
})

/** The first dispatch, at once or when the session's answer before has ended; the time in the queue starts. */
export const dispatchFirst = (state: Generation, nowMs: number, limits: GenerationLimits): Generation => ({
  ...state,
  dispatchNo: 1,
  expiresAtMs: nowMs + limits.queueLimitMs,
})

export type Repair = { kind: 'none' } | { kind: 'dispatch'; next: Generation } | { kind: 'over'; code: FailureCode }

/**
 * What is to be done about a message that nobody may be caring for.
 * A writer whose lease is live gets `lateMs` past the deadline to report the end itself.
 */
export function repair(
  state: Generation,
  { nowMs, lateMs }: { nowMs: number; lateMs: number },
  limits: GenerationLimits,
): Repair {
  if (isTerminal(state.status) || state.dispatchNo === 0) return { kind: 'none' }
  const held = state.lease !== null && state.lease.untilMs > nowMs
  if (isOverdue(state, held ? nowMs - lateMs : nowMs)) return { kind: 'over', code: 'expired' }
  if (!state.lease || held) return { kind: 'none' }
  if (state.attempts >= limits.maxAttempts) return { kind: 'over', code: 'worker_crash' }
  return { kind: 'dispatch', next: dispatchAgain(state) }
}

/** The end. By authority (cancel, expiry, crash) it takes an epoch of its own, which fences the writer. */
export const end = (
  state: Generation,
  status: 'completed' | 'error' | 'cancelled',
  byAuthority: boolean,
): Generation => ({
  ...state,
  status,
  epoch: byAuthority ? state.epoch + 1 : state.epoch,
  lease: null,
})
