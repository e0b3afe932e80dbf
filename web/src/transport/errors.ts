import type { Problem } from '@continuo/contract'

/** Codes that only a client can see, beside those of the server's problem documents. */
export type ClientCode = 'network' | 'timeout' | 'protocol'

/**
 * A request that did not succeed: refused by the server (then with its code, status and request id) or never answered.
 * `message` may be shown to the user.
 */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: string
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number
  readonly requestId: string | undefined
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** When a used-up budget starts again, ISO 8601. */
  readonly resetsAt: string | undefined

  constructor(
    code: ClientCode | (string & {}),
    message: string,
    facts: ErrorOptions & {
      status?: number
      requestId?: string | undefined
      retryAfterMs?: number | undefined
      resetsAt?: string | undefined
    } = {},
  ) {
    super(message, facts)
    this.code = code
    this.status = facts.status ?? 0
    this.requestId = facts.requestId
    this.retryAfterMs = facts.retryAfterMs
    this.resetsAt = facts.resetsAt
  }

  /** True when our server said it, in a problem document; false when nobody did, or something in between. */
  get isOurServers(): boolean {
    return this.status > 0 && !this.code.startsWith('http_')
  }

  /** True when the same request may succeed soon: nobody answered, or the server said "not now". */
  get isTransient(): boolean {
    // the next day or month: nobody shall find out then that something was sent for them
    if (this.code === 'budget_exceeded') return false
    return this.status === 0 || this.status >= 500 || this.status === 408 || this.status === 425 || this.status === 429
  }
}

export const asApiError = (cause: unknown): ApiError =>
  cause instanceof ApiError ? cause : new ApiError('protocol', 'Something unexpected happened', { cause })

/** `Retry-After` as milliseconds from `nowMs`; undefined when absent or unreadable. At most one hour. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined
}

/** The error that a refused response stands for. Reads the body; never throws. */
export async function errorOf(response: Response, nowMs = Date.now()): Promise<ApiError> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json') ?? false
  const problem = isProblem ? ((await response.json().catch(() => ({}))) as Partial<Problem>) : {}
  return new ApiError(
    problem.code ?? `http_${response.status}`,
    problem.detail || problem.title || `The server answered ${response.status}`,
    {
      status: response.status,
      requestId: problem.request_id ?? response.headers.get('x-request-id') ?? undefined,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), nowMs),
      resetsAt: problem.resets_at,
    },
  )
}
