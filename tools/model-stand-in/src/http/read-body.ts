import type { IncomingMessage } from 'node:http'
import { ApiError } from '../wire/errors.ts'

/** The API's own limit. */
const maxBytes = 32 * 1_024 * 1_024

/** The body as JSON. @throws {ApiError} `request_too_large` above 32 MiB, `invalid_request_error` when it is not JSON. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new ApiError('request_too_large', 'Request exceeds the maximum size')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown
  } catch {
    throw new ApiError('invalid_request_error', 'The request body is not valid JSON')
  }
}
