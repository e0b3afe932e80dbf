import { type ServiceError, Metadata, status } from '@grpc/grpc-js'
import { AppError, type ErrorCode, asAppError, errorTable, isErrorCode } from '@continuo/contract'

const codeKey = 'error-code'
const retryKey = 'retry-after-s'
const resetsKey = 'resets-at'

/** An error as a service sends it: the table's gRPC status, the code in metadata, never the cause. */
export function toStatus(error: unknown): { code: status; details: string; metadata: Metadata } {
  const app = asAppError(error)
  const metadata = new Metadata()
  metadata.set(codeKey, app.code)
  if (app.retryAfterS !== undefined) metadata.set(retryKey, String(app.retryAfterS))
  if (app.resetsAt !== undefined) metadata.set(resetsKey, app.resetsAt)
  return { code: errorTable[app.code].grpc, details: app.message, metadata }
}

/** What grpc-js itself says, when the other side did not: no server, no answer in time, and the like. */
const codeOfStatus: Partial<Record<status, ErrorCode>> = {
  [status.INVALID_ARGUMENT]: 'bad_request',
  [status.UNAUTHENTICATED]: 'unauthenticated',
  [status.PERMISSION_DENIED]: 'forbidden',
  [status.NOT_FOUND]: 'not_found',
  [status.RESOURCE_EXHAUSTED]: 'payload_too_large',
  [status.UNAVAILABLE]: 'unavailable',
  [status.DEADLINE_EXCEEDED]: 'timeout',
  [status.CANCELLED]: 'timeout',
}

/** An error as the caller gets it: the very code that the server threw, with the gRPC error as cause. */
export function fromStatus(error: ServiceError): AppError {
  const sent = error.metadata?.get(codeKey)[0]
  const retry = error.metadata?.get(retryKey)[0]
  const resets = error.metadata?.get(resetsKey)[0]
  const code = isErrorCode(sent) ? sent : (codeOfStatus[error.code] ?? 'internal')
  // Details made by grpc-js hold host names; only what our own server said may go on.
  const message = isErrorCode(sent) ? error.details : `${errorTable[code].title} (chat-api)`
  return new AppError(code, message, {
    cause: error,
    ...(retry === undefined ? {} : { retryAfterS: Number(retry) }),
    ...(typeof resets === 'string' ? { resetsAt: resets } : {}),
  })
}
