import { AppError, type Problem, asAppError, errorTable } from '@continuo/contract'
import type { ErrorRequestHandler, Response } from 'express'
import { logOf, requestIdOf } from './request-facts.ts'

/** An error as the RFC 9457 document that a client gets; `detail` never holds more than the AppError's own message. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { http, title } = errorTable[error.code]
  return {
    type: `urn:continuo:problem:${error.code}`,
    title,
    status: http,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.resetsAt === undefined ? {} : { resets_at: error.resetsAt }),
  }
}

/** Errors that express itself throws (a path that cannot be decoded) carry a 4xx status; all else unknown is ours. */
export function toAppError(error: unknown): AppError {
  const status = error instanceof Error && !(error instanceof AppError) && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500
    ? new AppError('bad_request', 'The request cannot be read', { cause: error })
    : asAppError(error)
}

export function sendProblem(res: Response, error: AppError): void {
  const problem = toProblem(error, requestIdOf(res))
  const retryAfterS = error.retryAfterS ?? (errorTable[error.code].retry === 'later' ? 1 : undefined)
  if (retryAfterS !== undefined) res.setHeader('retry-after', String(Math.max(1, Math.ceil(retryAfterS))))
  res.setHeader('cache-control', 'no-store')
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** The last middleware. After the headers nothing can be said any more: the socket is cut, which clients read as "resume". */
export const problems: ErrorRequestHandler = (thrown: unknown, _req, res, _next) => {
  const error = toAppError(thrown)
  const log = logOf(res)
  if (error.code === 'internal') log.error({ err: error.cause ?? error, code: error.code }, 'request failed')
  else log.debug({ err: error, code: error.code }, 'request refused')
  if (res.headersSent) res.destroy()
  else sendProblem(res, error)
}
