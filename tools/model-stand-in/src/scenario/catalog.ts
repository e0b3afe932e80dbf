/** What a fault may be told, beside what every fault takes (`times`, `after`, `on`). */
interface FaultSpec {
  readonly what: string
  readonly params?: Readonly<Record<string, RegExp>>
  /** Text tokens that are sent before the fault, unless `after` says otherwise. */
  readonly after?: number
}

const body = { body: /^(json|html|empty)$/u }
const retryAfter = { ...body, retry_after: /^(none|\d{1,7}|date:\d{1,7})$/u }

/** Every fault there is. Those named by a number answer with that HTTP status. */
export const faultCatalog = {
  '400': { what: 'invalid_request_error', params: body },
  '401': { what: 'authentication_error', params: body },
  '402': { what: 'billing_error', params: body },
  '403': { what: 'permission_error', params: body },
  '404': { what: 'not_found_error: the model is not there', params: body },
  '408': { what: 'request timeout', params: body },
  '409': { what: 'conflict', params: body },
  '413': { what: 'request_too_large', params: body },
  '422': { what: 'unprocessable request', params: body },
  '429': { what: 'rate_limit_error; `retry_after=5`, `date:5` (HTTP date), `none` (default)', params: retryAfter },
  '500': { what: 'api_error', params: body },
  '502': { what: 'bad gateway, HTML body', params: body },
  '503': { what: 'service unavailable', params: retryAfter },
  '504': { what: 'gateway timeout, HTML body', params: body },
  '529': { what: 'overloaded_error', params: retryAfter },
  spend_limit: { what: '429 whose details say enforced_spend_limit_reached, no retry-after' },
  hang_before_headers: { what: 'accepts the request and never says anything' },
  hang_after_headers: { what: 'sends the headers and then nothing' },
  hang: { what: 'falls silent in the middle of the answer', after: 20 },
  ping_only: {
    what: 'message_start, then pings for ever; `every` in ms',
    params: { every: /^[1-9]\d{0,5}$/u },
    after: 0,
  },
  fin: { what: 'the response ends cleanly without message_stop', after: 20 },
  cut: { what: 'FIN inside the HTTP body', after: 20 },
  rst: { what: 'TCP reset in the middle of the answer', after: 20 },
  rst_before_headers: { what: 'TCP reset instead of a response' },
  error_event: { what: 'an error event of `type` in the middle of the stream', params: { type: /^\w+$/u }, after: 20 },
  bad_json: { what: 'one event whose data is broken JSON', after: 20 },
  unknown_events: { what: 'a whole answer with events, blocks, deltas and fields nobody knows', after: 5 },
  wrong_order: {
    what: 'events in wrong order: `variant` no_start, twice_started or delta_after_stop',
    params: { variant: /^(no_start|twice_started|delta_after_stop)$/u },
    after: 5,
  },
  html_200: { what: 'status 200 with an HTML page' },
  gzip: { what: 'a whole answer, compressed' },
  gzip_broken: { what: 'claims to be compressed and is not' },
  invalid_utf8: { what: 'bytes in the text that are not UTF-8', after: 20 },
  nul: { what: 'a NUL character in the text', after: 20 },
  lone_surrogate: { what: 'half a surrogate pair in the text', after: 20 },
  empty: { what: 'end_turn without any content' },
  refusal: { what: 'stop reason refusal after some text; `category`', params: { category: /^\w+$/u }, after: 20 },
  max_tokens: { what: 'stop reason max_tokens', after: 20 },
  pause_turn: { what: 'stop reason pause_turn', after: 20 },
  context_exceeded: { what: 'stop reason model_context_window_exceeded', after: 20 },
  stop_reason: { what: 'any stop `reason`, by default one that nobody knows', params: { reason: /^\w+$/u }, after: 20 },
} as const satisfies Record<string, FaultSpec>

export type FaultName = keyof typeof faultCatalog

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faultCatalog, name)

export const faultSpec = (name: FaultName): FaultSpec => faultCatalog[name]
