/** The error types of the API, with the HTTP status each comes with outside a stream. */
export const statusOfErrorType = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
} as const

export type ErrorType = keyof typeof statusOfErrorType

/** The JSON of an error, in a body and in an `error` event alike. */
export const errorBody = (type: string, message: string, requestId: string, details?: object): string =>
  JSON.stringify({
    type: 'error',
    error: { type, message, ...(details && { details }) },
    request_id: requestId,
  })

/** A request that the API would refuse. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly type: ErrorType

  constructor(type: ErrorType, message: string) {
    super(message)
    this.type = type
  }
}

export const htmlPage = (title: string): string =>
  `<!doctype html>\n<html><head><title>${title}</title></head>\n<body><h1>${title}</h1><hr>proxy</body></html>\n`
