/** How a call to the model server failed, as plain facts: no SDK class, no body, nothing that may not be logged. */
export interface UpstreamFailure {
  /**
   * - `http`: an answer with an error status. `event`: an `error` event in the middle of a stream.
   * - `connect`: no connection, or it broke before the headers. `header_timeout`: connected, but no headers in time.
   * - `broken`: the connection broke in the middle of the answer. `garbled`: what came is not the protocol.
   * - `truncated`: the stream ended without `message_stop`.
   */
  readonly kind: 'http' | 'event' | 'connect' | 'header_timeout' | 'broken' | 'garbled' | 'truncated'
  readonly status?: number
  /** `error.type` of the body or event, e.g. `overloaded_error`. */
  readonly type?: string
  /** `error.details.error_code`, e.g. `enforced_spend_limit_reached`. */
  readonly errorCode?: string
  /** The header as it came: seconds or an HTTP date. */
  readonly retryAfter?: string
}

/** A failed call. The message names the facts only; the original error is the cause. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
  readonly failure: UpstreamFailure

  constructor(failure: UpstreamFailure, options?: ErrorOptions) {
    super([failure.kind, failure.status, failure.type, failure.errorCode].filter(Boolean).join(' '), options)
    this.failure = failure
  }
}

/**
 * Why this process itself ended a call:
 * - `stop`: the user. `fenced`: a newer attempt owns the message, or it has ended. `drain`: the process is to go.
 * - `silent`: no byte for too long. `stuck`: bytes, but no progress. `deadline`: the time for the whole answer is over.
 */
export type AbortKind = 'stop' | 'fenced' | 'drain' | 'silent' | 'stuck' | 'deadline'

export class Aborted extends Error {
  override name = 'Aborted'
  readonly kind: AbortKind

  constructor(kind: AbortKind) {
    super(kind)
    this.kind = kind
  }
}

export const abortKindOf = (signal: AbortSignal): AbortKind | undefined =>
  signal.aborted ? (signal.reason instanceof Aborted ? signal.reason.kind : 'drain') : undefined
