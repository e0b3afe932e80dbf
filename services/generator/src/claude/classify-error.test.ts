import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyError, classifyFailure, parseRetryAfter } from './classify-error.ts'
import { type AbortKind, UpstreamError, type UpstreamFailure } from './failure.ts'

const now = Date.UTC(2026, 10, 24, 12)

test.for([
  [{ kind: 'connect' }, 'transient', 'upstream_unreachable'],
  [{ kind: 'broken' }, 'transient', 'upstream_unreachable'],
  [{ kind: 'header_timeout' }, 'transient', 'upstream_timeout'],
  [{ kind: 'garbled' }, 'protocol', 'upstream_protocol'],
  [{ kind: 'truncated' }, 'protocol', 'upstream_protocol'],
  [{ kind: 'http', status: 400 }, 'permanent', 'invalid_request'],
  [{ kind: 'http', status: 401 }, 'permanent', 'config'],
  [{ kind: 'http', status: 402 }, 'permanent', 'config'],
  [{ kind: 'http', status: 403 }, 'permanent', 'config'],
  [{ kind: 'http', status: 404 }, 'permanent', 'config'],
  [{ kind: 'http', status: 408 }, 'transient', 'upstream_timeout'],
  [{ kind: 'http', status: 409 }, 'transient', 'overloaded'],
  [{ kind: 'http', status: 413 }, 'permanent', 'invalid_request'],
  [{ kind: 'http', status: 418 }, 'permanent', 'invalid_request'],
  [{ kind: 'http', status: 422 }, 'permanent', 'invalid_request'],
  [{ kind: 'http', status: 429 }, 'rate_limit', 'rate_limited'],
  [{ kind: 'http', status: 429, errorCode: 'enforced_spend_limit_reached' }, 'permanent', 'budget'],
  [{ kind: 'http', status: 500 }, 'transient', 'overloaded'],
  [{ kind: 'http', status: 504 }, 'transient', 'overloaded'],
  [{ kind: 'http', status: 529, type: 'overloaded_error' }, 'transient', 'overloaded'],
  [{ kind: 'event', type: 'overloaded_error' }, 'transient', 'overloaded'],
  [{ kind: 'event', type: 'api_error' }, 'transient', 'overloaded'],
  [{ kind: 'event', type: 'timeout_error' }, 'transient', 'upstream_timeout'],
  [{ kind: 'event', type: 'rate_limit_error' }, 'rate_limit', 'rate_limited'],
  [{ kind: 'event', type: 'invalid_request_error' }, 'permanent', 'invalid_request'],
  [{ kind: 'event', type: 'authentication_error' }, 'permanent', 'config'],
  [{ kind: 'event', type: 'constructor' }, 'transient', 'overloaded'],
  [{ kind: 'event' }, 'transient', 'overloaded'],
] as const)('%j is %s, %s', ([failure, expected, code]) => {
  expect(classifyFailure(failure, now)).toMatchObject({ class: expected, code })
})

test('a key, a bill and a spend limit concern all calls, a permission one model', () => {
  const alarm = (status: number) => classifyFailure({ kind: 'http', status }, now).alarm
  expect([401, 402, 403, 400, 404, 429, 500].map(alarm)).toEqual(['all', 'all', 'model', ...Array(4).fill(undefined)])
  expect(classifyFailure({ kind: 'http', status: 429, errorCode: 'x_spend_limit' }, now).alarm).toBe('all')
})

test('our own abort explains whatever error it led to', () => {
  const failure: UpstreamFailure = { kind: 'http', status: 401 }
  const classOf = (kind: AbortKind) => classifyError(new UpstreamError(failure), kind, now).class
  expect(classOf('stop')).toBe('silent')
  expect(classOf('fenced')).toBe('silent')
  expect(classOf('drain')).toBe('drain')
  expect(classOf('silent')).toBe('protocol')
  expect(classOf('stuck')).toBe('protocol')
  expect(classOf('deadline')).toBe('expired')
})

test('an error that nobody foresaw is ours, and is not repeated', () => {
  expect(classifyError(new RangeError('bug'), undefined, now)).toEqual({ class: 'permanent', code: 'internal' })
})

test('a 4xx but 408, 409 and 429 is never repeated, a 5xx always', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 599 }), fc.option(fc.string(), { nil: undefined }), (status, type) => {
      const { class: found } = classifyFailure({ kind: 'http', status, ...(type === undefined ? {} : { type }) }, now)
      if (status >= 500) expect(found).toBe('transient')
      else expect(found === 'permanent').toBe(![408, 409, 429].includes(status))
    }),
  )
})

test('retry-after is seconds or a date, and nothing else', () => {
  expect(parseRetryAfter('5', now)).toBe(5_000)
  expect(parseRetryAfter('0.5', now)).toBe(500)
  expect(parseRetryAfter('Tue, 24 Nov 2026 12:00:30 GMT', now)).toBe(30_000)
  expect(parseRetryAfter('Tue, 24 Nov 2026 11:00:00 GMT', now)).toBe(0)
  for (const text of [undefined, '', ' ', '-1', '1e3', '0x10', 'soon', 'Infinity', '2026'.padEnd(12, '0')])
    expect(parseRetryAfter(text, now)).toBeUndefined()
})

test('no header makes the wait negative or less than a number', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const ms = parseRetryAfter(header, now)
      if (ms !== undefined) expect(ms).toBeGreaterThanOrEqual(0)
    }),
  )
})
