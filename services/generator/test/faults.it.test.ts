import { expectedAnswer } from '@continuo/model-stand-in'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, openHarness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await openHarness()
  await h.start({
    HEADERS_TIMEOUT_MS: '700',
    BYTES_IDLE_MS: '900',
    PROGRESS_IDLE_MS: '1500',
    GENERATOR_CONCURRENCY: '40',
  })
})
afterAll(() => h[Symbol.asyncDispose]())

const answerTo = (prompt: string) => expectedAnswer([{ role: 'user', content: prompt }])
let asked = 0
/** Every test its own conversation: the stand-in counts attempts for each. */
const promptWith = (words: string) => `Question ${++asked} about the sea [words:80] ${words}`

const endOf = (messageId: string) => {
  const mine = (request: { message_id: string }) => request.message_id === messageId
  return Promise.race([
    h.api.waitFor('complete', mine).then((request) => ({ method: 'complete', request })),
    h.api.waitFor('fail', mine).then((request) => ({ method: 'fail', request })),
  ])
}
const releasesOf = (messageId: string) =>
  h.api.calls.filter(({ method, request }) => method === 'release' && request.message_id === messageId)

/** Sends, and waits for the end. The stand-in's faults are for every attempt, if not told otherwise. */
async function run(words: string) {
  const prompt = promptWith(words)
  const { messageId } = await h.send(prompt)
  const { method, request } = await endOf(messageId)
  const calls = h.standIn.transcript.count({ containing: prompt })
  return { prompt, method, request, calls, releases: releasesOf(messageId).map((call) => call.request) }
}

describe('what asking again will not mend ends at once, after one call', () => {
  test.for([
    ['400', 'invalid_request'],
    ['404', 'config'],
    ['413', 'invalid_request'],
    ['422', 'invalid_request'],
    ['429 retry_after=3600', 'rate_limited'],
    ['error_event type=invalid_request_error', 'invalid_request'],
  ] as const)('%s → %s', async ([fault, code]) => {
    const { method, request, calls, releases } = await run(`[fault:${fault}]`)
    expect(method).toBe('fail')
    expect(request.failure.code).toBe(code)
    expect(calls).toBe(1)
    expect(releases).toEqual([])
  })

  test('a rate limit that is too long to wait for says how long', async () => {
    const { request } = await run('[fault:429 retry_after=3600]')
    expect(request.failure).toMatchObject({ code: 'rate_limited', retryable: true, retry_after_s: 3600 })
  })
})

describe('what is transient is tried three times at most, each try waiting in the queue', () => {
  test.for([
    ['408', 'upstream_timeout'],
    ['409', 'overloaded'],
    ['500', 'overloaded'],
    ['502', 'overloaded'],
    ['503', 'overloaded'],
    ['504', 'overloaded'],
    ['529', 'overloaded'],
    ['429', 'rate_limited'],
    ['rst_before_headers', 'upstream_unreachable'],
    ['hang_before_headers', 'upstream_timeout'],
    ['rst after=0', 'upstream_unreachable'],
    ['error_event after=0 type=overloaded_error', 'overloaded'],
    ['error_event after=0 type=api_error', 'overloaded'],
    ['error_event after=0 type=rate_limit_error', 'rate_limited'],
  ] as const)('%s → %s', async ([fault, code]) => {
    const { method, request, calls, releases } = await run(`[fault:${fault}]`)
    expect(method).toBe('fail')
    expect(request.failure).toMatchObject({ code, retryable: true })
    expect(calls).toBe(3)
    expect(releases).toMatchObject([
      { reason: 'retry', code },
      { reason: 'retry', code },
    ])
    expect(releases[0].delay_ms).toBeLessThan(1_000)
    expect(releases[1].delay_ms).toBeLessThan(4_000)
  })

  test('retry-after is honoured: the wait is asked of the queue, and viewers are told', async () => {
    const prompt = promptWith('[fault:429 retry_after=7 times=1]')
    const ref = await h.send(prompt)
    const release = await h.api.waitFor('release', (request) => request.message_id === ref.messageId)
    expect(release.delay_ms).toBeGreaterThanOrEqual(7_000)
    expect(release.delay_ms).toBeLessThanOrEqual(8_000)
    const { request } = await endOf(ref.messageId)
    expect(request.text).toBe(answerTo(prompt))
  })

  test('a failed try leaves a good answer behind it', async () => {
    const { prompt, method, request, calls } = await run('[fault:529 times=2]')
    expect(method).toBe('complete')
    expect(request.text).toBe(answerTo(prompt))
    expect(calls).toBe(3)
  })
})

describe('a server that does not keep to the protocol is tried twice', () => {
  test.for([
    ['fin'],
    ['fin after=0'],
    ['bad_json'],
    ['html_200'],
    ['hang_after_headers'],
    ['hang'],
    ['ping_only every=200'],
    ['gzip_broken'],
    ['wrong_order variant=no_start'],
    ['wrong_order variant=twice_started'],
  ] as const)('%s', async ([fault]) => {
    const { method, request, calls } = await run(`[fault:${fault}]`)
    expect(method).toBe('fail')
    expect(request.failure).toMatchObject({ code: 'upstream_protocol', retryable: true })
    expect(calls).toBe(2)
  })

  test.for([['fin'], ['cut'], ['rst'], ['bad_json'], ['hang'], ['error_event']] as const)(
    '%s in the middle of a text: the text goes on where it stopped, and is whole only then',
    async ([fault]) => {
      const { prompt, method, request, releases } = await run(`[fault:${fault} times=1]`)
      expect(method).toBe('complete')
      expect(request.text).toBe(answerTo(prompt))
      expect(releases).toHaveLength(1)
      expect(releases[0].text).not.toBe('')
      expect(answerTo(prompt).startsWith(releases[0].text)).toBe(true)
      expect(request.text.length).toBeGreaterThan(releases[0].text.length)
    },
  )
})

describe('what the server may say is taken as it is', () => {
  test.for([
    ['refusal', 'refusal'],
    ['max_tokens', 'max_tokens'],
    ['pause_turn', 'pause_turn'],
    ['context_exceeded', 'model_context_window_exceeded'],
    ['stop_reason reason=something_new', 'something_new'],
  ] as const)('stop reason %s is the message’s end, without a retry', async ([fault, reason]) => {
    const { method, request, calls } = await run(`[fault:${fault}]`)
    expect(method).toBe('complete')
    expect(request.stop_reason).toBe(reason)
    expect(request.text).not.toBe('')
    expect(calls).toBe(1)
  })

  test('unknown events, blocks, deltas and fields are ignored', async () => {
    const { prompt, request } = await run('[fault:unknown_events]')
    expect(request.text).toBe(answerTo(prompt))
  })

  test.for([['nul'], ['lone_surrogate'], ['invalid_utf8']] as const)(
    '%s in the text: what is stored is valid UTF-8 without NUL',
    async ([fault]) => {
      const { method, request } = await run(`[fault:${fault}]`)
      expect(method).toBe('complete')
      expect(request.text.isWellFormed()).toBe(true)
      expect(request.text).not.toContain('\0')
      expect(request.text).toContain('\uFFFD')
    },
  )

  test('a compressed answer is an answer', async () => {
    const { prompt, request } = await run('[fault:gzip]')
    expect(request.text).toBe(answerTo(prompt))
  })

  test('an end without content is an empty answer', async () => {
    const { method, request } = await run('[fault:empty]')
    expect(method).toBe('complete')
    expect(request.text).toBe('')
  })

  test('thinking goes its own way beside the text', async () => {
    const { prompt, request } = await run('[thinking]')
    expect(request.text).toBe(answerTo(prompt))
    expect(request.thinking).not.toBe('')
  })

  test('one delta of a megabyte arrives whole', async () => {
    const { prompt, request } = await run('[big_delta]')
    expect(request.text).toBe(answerTo(prompt))
  })
})
