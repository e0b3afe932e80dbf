/**
 * Every error a caller can see, with what each border makes of it: the HTTP status of the problem document, the gRPC
 * status between services (numbers of google.rpc.Code), and whether asking again may help.
 */
export const errorTable = {
  bad_request: { http: 400, grpc: 3, retry: 'no', title: 'The request is not valid' },
  unauthenticated: { http: 401, grpc: 16, retry: 'after-user-action', title: 'Sign in first' },
  wrong_credentials: { http: 401, grpc: 16, retry: 'after-user-action', title: 'The address or the password is wrong' },
  forbidden: { http: 403, grpc: 7, retry: 'no', title: 'Not allowed' },
  not_found: { http: 404, grpc: 5, retry: 'no', title: 'Not found' },
  method_not_allowed: { http: 405, grpc: 12, retry: 'no', title: 'Method not allowed' },
  conflict: { http: 409, grpc: 10, retry: 'no', title: 'Conflict with the present state' },
  fenced: { http: 409, grpc: 9, retry: 'no', title: 'A newer attempt owns this message' },
  session_moved_on: { http: 409, grpc: 9, retry: 'after-user-action', title: 'The session has moved on' },
  payload_too_large: { http: 413, grpc: 3, retry: 'no', title: 'The request is too large' },
  unsupported_media_type: { http: 415, grpc: 3, retry: 'no', title: 'Send JSON' },
  idempotency_conflict: { http: 422, grpc: 6, retry: 'no', title: 'This id was used with another body' },
  too_many_requests: { http: 429, grpc: 8, retry: 'later', title: 'Too many requests' },
  budget_exceeded: { http: 429, grpc: 8, retry: 'after-user-action', title: 'The tokens of this period are used up' },
  internal: { http: 500, grpc: 13, retry: 'later', title: 'Something went wrong on our side' },
  unavailable: { http: 503, grpc: 14, retry: 'later', title: 'Not available right now' },
  timeout: { http: 504, grpc: 4, retry: 'later', title: 'No answer in time' },
} as const satisfies Record<
  string,
  { http: number; grpc: number; retry: 'no' | 'later' | 'after-user-action'; title: string }
>
export type ErrorCode = keyof typeof errorTable

/**
 * An error with a code of the table. Its message may be shown to the caller, so it never holds a secret, a prompt, SQL
 * or a host; what led to it goes into `cause`, for the log.
 */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  /** Seconds after which asking again makes sense; becomes `Retry-After`. */
  readonly retryAfterS: number | undefined
  /** With `budget_exceeded`: when there is a new one, ISO 8601. */
  readonly resetsAt: string | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { retryAfterS?: number; resetsAt?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.retryAfterS = options.retryAfterS
    this.resetsAt = options.resetsAt
  }
}

/** Any thrown thing as an AppError: unknown ones become `internal`, their text stays in `cause`. */
export const asAppError = (cause: unknown): AppError =>
  cause instanceof AppError ? cause : new AppError('internal', 'An unexpected error; see the service log', { cause })

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorTable, code)
