import type { FailureCode } from '@continuo/contract'
import { type AbortKind, UpstreamError, type UpstreamFailure } from './failure.ts'

/**
 * What a failed call means for the message:
 * - `transient`: try again with backoff. `rate_limit`: the same, but the server says when.
 * - `protocol`: the server does not speak the protocol just now; try again once.
 * - `permanent`: asking again gives the same. `expired`: no time is left.
 * - `drain`: hand the message over. `silent`: someone else has decided its fate; write nothing.
 */
export type FailureClass = 'transient' | 'rate_limit' | 'protocol' | 'permanent' | 'expired' | 'drain' | 'silent'

export interface Classified {
  readonly class: FailureClass
  readonly code: FailureCode
  /** What the server asks to wait, milliseconds; undefined when it does not say. */
  readonly retryAfterMs?: number
  /** Every further call would fail in the same way until a person acts: which calls, by this key, or all. */
  readonly alarm?: 'model' | 'all'
}

const kindTable: Record<'connect' | 'header_timeout' | 'broken' | 'garbled' | 'truncated', Classified> = {
  connect: { class: 'transient', code: 'upstream_unreachable' },
  header_timeout: { class: 'transient', code: 'upstream_timeout' },
  broken: { class: 'transient', code: 'upstream_unreachable' },
  garbled: { class: 'protocol', code: 'upstream_protocol' },
  truncated: { class: 'protocol', code: 'upstream_protocol' },
}

const statusTable: Record<number, Classified> = {
  400: { class: 'permanent', code: 'invalid_request' },
  401: { class: 'permanent', code: 'config', alarm: 'all' },
  402: { class: 'permanent', code: 'config', alarm: 'all' },
  403: { class: 'permanent', code: 'config', alarm: 'model' },
  404: { class: 'permanent', code: 'config' },
  408: { class: 'transient', code: 'upstream_timeout' },
  409: { class: 'transient', code: 'overloaded' },
  413: { class: 'permanent', code: 'invalid_request' },
  422: { class: 'permanent', code: 'invalid_request' },
  429: { class: 'rate_limit', code: 'rate_limited' },
}

const typeTable: Record<string, Classified> = {
  invalid_request_error: statusTable[400]!,
  request_too_large: statusTable[413]!,
  authentication_error: statusTable[401]!,
  billing_error: statusTable[402]!,
  permission_error: statusTable[403]!,
  not_found_error: statusTable[404]!,
  conflict_error: statusTable[409]!,
  rate_limit_error: statusTable[429]!,
  timeout_error: { class: 'transient', code: 'upstream_timeout' },
  api_error: { class: 'transient', code: 'overloaded' },
  overloaded_error: { class: 'transient', code: 'overloaded' },
}

const abortTable: Record<AbortKind, Classified> = {
  stop: { class: 'silent', code: 'internal' },
  fenced: { class: 'silent', code: 'internal' },
  drain: { class: 'drain', code: 'internal' },
  silent: { class: 'protocol', code: 'upstream_protocol' },
  stuck: { class: 'protocol', code: 'upstream_protocol' },
  deadline: { class: 'expired', code: 'expired' },
}

/** Limits that no waiting lifts; a person has to raise them. */
const spendLimit = /spend_limit/

/**
 * Pure. An own abort explains whatever error it led to; else the status counts, and inside a stream, where there is
 * none, the error's type. A status or type that nobody knows is permanent below 500 and transient from there.
 * @param nowMs Unix milliseconds, for a `retry-after` that is a date.
 */
export function classifyError(error: unknown, abort: AbortKind | undefined, nowMs: number): Classified {
  if (abort) return abortTable[abort]
  // A bug of ours: repeating a paid call would not mend it.
  if (!(error instanceof UpstreamError)) return { class: 'permanent', code: 'internal' }
  return classifyFailure(error.failure, nowMs)
}

export function classifyFailure(failure: UpstreamFailure, nowMs: number): Classified {
  const { kind, status, type, errorCode, retryAfter } = failure
  if (kind !== 'http' && kind !== 'event') return kindTable[kind]
  if (errorCode && spendLimit.test(errorCode)) return { class: 'permanent', code: 'budget', alarm: 'all' }
  const base = (status === undefined ? byType(type) : byStatus(status)) satisfies Classified
  const retryAfterMs = parseRetryAfter(retryAfter, nowMs)
  return retryAfterMs === undefined ? base : { ...base, retryAfterMs }
}

function byStatus(status: number): Classified {
  if (status >= 500) return typeTable.overloaded_error!
  return statusTable[status] ?? { class: 'permanent', code: 'invalid_request' }
}

const byType = (type: string | undefined): Classified =>
  (type !== undefined && Object.hasOwn(typeTable, type) ? typeTable[type] : undefined) ?? typeTable.api_error!

/**
 * `5` or an HTTP date → milliseconds from now, never negative; undefined for anything else. Digits only, so that what
 * JavaScript would also read as a number or a date (`1e9`, `-1`) is not taken for one.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  if (!/^[A-Za-z]{3},? /.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
