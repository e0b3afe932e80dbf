import type { Fault } from '../scenario/fault.ts'
import { errorBody, htmlPage, statusOfErrorType } from '../wire/errors.ts'
import { frame } from '../wire/script.ts'
import type { Ending, Script } from '../wire/script.ts'

/** A response that is over at once. */
export const plainScript = (
  status: number,
  contentType: string,
  body: string | Uint8Array,
  more: Record<string, string> = {},
): Script => ({
  head: { status, headers: { 'content-type': contentType, ...more } },
  frames: body.length > 0 ? [frame(body)] : [],
  ending: { kind: 'end' },
  keepAlive: null,
  gzip: false,
  tokensBeforeFirst: 0,
})

const typeOfStatus: Record<number, string> = {
  ...Object.fromEntries(Object.entries(statusOfErrorType).map(([type, status]) => [status, type])),
  408: 'timeout_error',
  422: 'invalid_request_error',
  502: 'api_error',
  503: 'api_error',
}

/** Proxies answer these two, and proxies speak HTML. */
const htmlByDefault = new Set([502, 504])

function retryAfter(fault: Fault, now: number): Record<string, string> {
  const asked = fault.params['retry_after'] ?? 'none'
  if (asked === 'none') return {}
  const date = /^date:(\d+)$/u.exec(asked)
  if (date) return { 'retry-after': new Date(now + Number(date[1]) * 1_000).toUTCString() }
  return { 'retry-after': asked }
}

function statusScript(status: number, fault: Fault, requestId: string, now: number): Script {
  const headers = retryAfter(fault, now)
  const form = fault.params['body'] ?? (htmlByDefault.has(status) ? 'html' : 'json')
  if (form === 'empty') return plainScript(status, 'text/plain', '', headers)
  if (form === 'html')
    return plainScript(status, 'text/html; charset=utf-8', htmlPage(`${status} from the stand-in`), headers)
  const type = typeOfStatus[status] ?? 'api_error'
  return plainScript(
    status,
    'application/json',
    errorBody(type, `stand-in scenario: ${fault.name}`, requestId),
    headers,
  )
}

const silent = (head: Script['head'], ending: Ending): Script => ({
  head,
  frames: [],
  ending,
  keepAlive: null,
  gzip: false,
  tokensBeforeFirst: 0,
})

/**
 * The response of a fault that leaves no room for an answer; null for one that happens inside the answer.
 * @param contentType What a healthy response to this request would have.
 */
export function faultScript(fault: Fault, requestId: string, contentType: string, now: number): Script | null {
  const head = { status: 200, headers: { 'content-type': contentType } }
  switch (fault.name) {
    case 'spend_limit': {
      const details = { error_code: 'enforced_spend_limit_reached' }
      const body = errorBody('rate_limit_error', 'You have reached your monthly spend limit.', requestId, details)
      return plainScript(429, 'application/json', body)
    }
    case 'hang_before_headers':
      return silent(null, { kind: 'hang' })
    case 'hang_after_headers':
      return silent(head, { kind: 'hang' })
    case 'rst_before_headers':
      return silent(null, { kind: 'reset' })
    case 'html_200':
      return plainScript(200, 'text/html; charset=utf-8', htmlPage('Welcome to the captive portal'))
    case 'gzip_broken':
      return plainScript(200, contentType, 'event: message_start\n\n', { 'content-encoding': 'gzip' })
    default:
      return /^\d+$/u.test(fault.name) ? statusScript(Number(fault.name), fault, requestId, now) : null
  }
}
