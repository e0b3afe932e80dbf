import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from '../wire/errors.ts'

/** Any key will do, but there must be one, as `Authorization: Bearer` or as `x-api-key`. @throws {ApiError} */
export function authenticate(headers: IncomingHttpHeaders): void {
  const bearer = /^Bearer\s+\S/iu.test(headers.authorization ?? '')
  const key = headers['x-api-key']
  if (!bearer && (typeof key !== 'string' || key.trim() === '')) {
    throw new ApiError('authentication_error', 'Authorization: Bearer or x-api-key header is required')
  }
  if (headers['anthropic-version'] === undefined) {
    throw new ApiError('invalid_request_error', 'anthropic-version: header is required')
  }
}
