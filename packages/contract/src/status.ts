import { z } from 'zod'

/** The five states of a message, exactly these (a user's own turn is `completed` from the start). */
export const messageStatuses = ['queued', 'generating', 'completed', 'error', 'cancelled'] as const
export const MessageStatus = z.enum(messageStatuses)
export type MessageStatus = z.infer<typeof MessageStatus>

/** Terminal never changes: a retry is a new message that replaces the old one. */
const moves: Record<MessageStatus, readonly MessageStatus[]> = {
  queued: ['generating', 'error', 'cancelled'],
  generating: ['completed', 'error', 'cancelled'],
  completed: [],
  error: [],
  cancelled: [],
}

export const isTerminal = (status: MessageStatus): boolean => moves[status].length === 0
export const mayMove = (from: MessageStatus, to: MessageStatus): boolean => moves[from].includes(to)

/**
 * Why a generation ended with status `error`, and whether the page may retry it by itself or by a click.
 * `retryable` is what the client is told; it never means that the server goes on by itself.
 */
export const failureTable = {
  rate_limited: { retryable: true },
  overloaded: { retryable: true },
  upstream_unreachable: { retryable: true },
  upstream_timeout: { retryable: true },
  upstream_protocol: { retryable: true },
  invalid_request: { retryable: false },
  config: { retryable: false },
  budget: { retryable: false },
  expired: { retryable: true },
  worker_crash: { retryable: true },
  /** By an administrator, from the queue. */
  removed: { retryable: true },
  internal: { retryable: true },
} as const satisfies Record<string, { retryable: boolean }>
export type FailureCode = keyof typeof failureTable
export const failureCodes = Object.keys(failureTable) as [FailureCode, ...FailureCode[]]
export const FailureCode = z.enum(failureCodes)
