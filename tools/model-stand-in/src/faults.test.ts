import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, test } from 'vitest'
import { countTokens, expectedAnswer } from './index.ts'
import { faultCatalog } from './scenario/catalog.ts'
import { clientOf, listen, openStandIn, user } from './test-support.ts'
import type { Heard } from './test-support.ts'

const question = 'How does a tide table know about the moon?'
const whole = (prompt: string): string => expectedAnswer([{ role: 'user', content: prompt }])

/** Asks with a fault and waits for its end. */
async function meet(fault: string, more: Parameters<typeof listen>[2] = {}) {
  await using it = await openStandIn()
  const prompt = `${question} [fault:${fault}]`
  const heard = await listen(it.client, prompt, more)
  const record = await it.standIn.transcript.waitFor(({ outcome }) => outcome !== 'open')
  return { heard, record, prompt, expected: whole(prompt) }
}

const headersOf = (error: unknown): Headers => (error as { headers: Headers }).headers

describe('instead of an answer', () => {
  test.each([
    [400, Anthropic.BadRequestError, 'invalid_request_error'],
    [401, Anthropic.AuthenticationError, 'authentication_error'],
    [402, Anthropic.APIError, 'billing_error'],
    [403, Anthropic.PermissionDeniedError, 'permission_error'],
    [404, Anthropic.NotFoundError, 'not_found_error'],
    [408, Anthropic.APIError, 'timeout_error'],
    [409, Anthropic.ConflictError, 'conflict_error'],
    [413, Anthropic.APIError, 'request_too_large'],
    [422, Anthropic.UnprocessableEntityError, 'invalid_request_error'],
    [429, Anthropic.RateLimitError, 'rate_limit_error'],
    [500, Anthropic.InternalServerError, 'api_error'],
    [503, Anthropic.InternalServerError, 'api_error'],
    [529, Anthropic.InternalServerError, 'overloaded_error'],
  ])('%i reaches the SDK as its own error class and type', async (status, errorClass, type) => {
    const { heard, record } = await meet(String(status))
    expect(heard.error).toBeInstanceOf(errorClass)
    expect(heard.error).toMatchObject({ status, type, requestID: 'req_standin_1' })
    expect(record).toMatchObject({ status, fault: String(status), outcome: 'faulted', sentText: '' })
  })

  test.each([502, 504])('%i has an HTML body, as from a proxy', async (status) => {
    const { heard } = await meet(String(status))
    expect(heard.error).toMatchObject({ status, type: null, message: expect.stringContaining('<html>') as string })
  })

  test('429 says when to come back in seconds, as a date, or not at all', async () => {
    expect(headersOf((await meet('429 retry_after=5')).heard.error).get('retry-after')).toBe('5')
    expect(headersOf((await meet('429 retry_after=3600')).heard.error).get('retry-after')).toBe('3600')
    expect(headersOf((await meet('429')).heard.error).has('retry-after')).toBe(false)
    const date = headersOf((await meet('429 retry_after=date:90')).heard.error).get('retry-after') ?? ''
    expect(new Date(date).toUTCString()).toBe(date)
  })

  test('a spent limit is a 429 whose details say so', async () => {
    const { heard } = await meet('spend_limit')
    expect(heard.error).toMatchObject({ status: 429, errorCode: 'enforced_spend_limit_reached' })
    expect(headersOf(heard.error).has('retry-after')).toBe(false)
  })

  test('HTML with status 200 yields no event at all', async () => {
    expect((await meet('html_200')).heard).toMatchObject({ events: [], text: '', error: null })
  })

  test('a body that only claims to be compressed breaks the stream', async () => {
    expect((await meet('gzip_broken')).heard.error).toBeInstanceOf(Error)
  })

  test('a reset before the headers is a connection error', async () => {
    expect((await meet('rst_before_headers')).heard.error).toBeInstanceOf(Anthropic.APIConnectionError)
  })
})

describe('silence', () => {
  test.each([
    ['hang_before_headers', []],
    ['hang_after_headers', []],
    ['hang after=3', ['message_start', 'content_block_start', 'content_block_delta']],
    ['ping_only every=5', ['message_start']],
  ])('%s lasts until the client goes away, which is recorded', async (fault, events) => {
    await using it = await openStandIn({ pingMs: 10 })
    const abort = new AbortController()
    const wanted = fault.startsWith('hang after=') ? 3 : 0
    const heardAll = (heard: Heard): boolean => heard.events.length === events.length && heard.deltas.length === wanted
    const onEvent = (heard: Heard): void => {
      if (heardAll(heard)) abort.abort()
    }
    const listening = listen(it.client, `${question} [fault:${fault}]`, {}, { signal: abort.signal, onEvent })
    const record = await it.standIn.transcript.waitFor(({ attempt }) => attempt === 1)
    if (events.length === 0) abort.abort()
    expect((await listening).events).toEqual(events)
    await it.standIn.transcript.waitFor(({ outcome }) => outcome === 'client_closed')
    expect(record.endedAt).not.toBeNull()
  })

  test('with pings only goes on and on', async () => {
    await using it = await openStandIn()
    const response = await fetch(`${it.standIn.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'k', 'anthropic-version': '2026-10-21' },
      body: JSON.stringify({
        model: 'claude-haiku-5-5',
        max_tokens: 9,
        stream: true,
        messages: [user(`${question} [fault:ping_only every=2]`)],
      }),
    })
    let seen = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += chunk
      if (seen.split('event: ping').length > 4) break
    }
    expect(seen).not.toContain('content_block_start')
  })

  test('in a slow answer is filled with pings, which the SDK swallows', async () => {
    await using it = await openStandIn({ pingMs: 10 })
    const heard = await listen(it.client, `${question} [ttft:60]`)
    expect(heard).toMatchObject({ error: null, stopReason: 'end_turn' })
  })
})

describe('a stream that breaks', () => {
  test.each(['fin', 'cut', 'rst'])(
    'by %s ends without message_stop, after exactly the tokens asked for',
    async (name) => {
      const { heard, record, expected } = await meet(`${name} after=7`)
      expect(heard.events).not.toContain('message_stop')
      expect(heard.error === null).toBe(name === 'fin')
      expect(countTokens(record.sentText)).toBe(7)
      expect(expected.startsWith(record.sentText)).toBe(true)
      expect(record.outcome).toBe('faulted')
    },
  )

  test.each(['overloaded_error', 'rate_limit_error', 'invalid_request_error', 'api_error'])(
    'by an error event says %s and has no status',
    async (type) => {
      const { heard } = await meet(`error_event type=${type} after=4`)
      expect(heard.error).toMatchObject({ status: undefined, type })
      expect(countTokens(heard.text)).toBe(4)
    },
  )

  test('can break before its first token', async () => {
    const { heard } = await meet('error_event after=0')
    expect(heard.events).toEqual(['message_start'])
    expect(heard.error).toMatchObject({ type: 'overloaded_error' })
  })

  test('by broken JSON is a bare SyntaxError', async () => {
    expect((await meet('bad_json after=4')).heard.error).toBeInstanceOf(SyntaxError)
  })
})

describe('a stream that is odd', () => {
  test('with events, blocks, deltas and fields nobody knows still holds the whole answer', async () => {
    const { heard, expected } = await meet('unknown_events')
    expect(heard).toMatchObject({ text: expected, error: null, stopReason: 'end_turn' })
    expect(heard.events).toContain('aurora')
  })

  test('compressed is read like any other, and arrives piece by piece', async () => {
    const { heard, expected } = await meet('gzip', { max_tokens: 4_000 })
    expect(heard).toMatchObject({ text: expected, error: null })
  })

  test('in wrong order has no start, two starts, or text after the end', async () => {
    expect((await meet('wrong_order')).heard.events[0]).toBe('content_block_start')
    const twice = (await meet('wrong_order variant=twice_started')).heard.events
    expect(twice.filter((type) => type === 'message_start')).toHaveLength(2)
    expect((await meet('wrong_order variant=delta_after_stop')).heard.events.at(-1)).toBe('content_block_delta')
  })

  test.each([
    ['invalid_utf8', '\ufffd'],
    ['nul', '\u0000'],
    ['lone_surrogate', '\ud83d '],
  ])('of %s has that in its text, and all the rest', async (name, odd) => {
    const { heard, expected } = await meet(`${name} after=3`)
    expect(heard.error).toBeNull()
    expect(heard.text).toContain(odd)
    const start = heard.deltas.slice(0, 3).join('')
    expect(expected.startsWith(start)).toBe(true)
    expect(heard.text.endsWith(expected.slice(start.length))).toBe(true)
  })

  test('can be empty', async () => {
    const { heard } = await meet('empty')
    expect(heard).toMatchObject({
      text: '',
      stopReason: 'end_turn',
      events: ['message_start', 'message_delta', 'message_stop'],
    })
  })
})

describe('a stop reason', () => {
  test.each([
    ['refusal category=cyber', 'refusal'],
    ['max_tokens', 'max_tokens'],
    ['pause_turn', 'pause_turn'],
    ['context_exceeded', 'model_context_window_exceeded'],
    ['stop_reason', 'reason_from_the_future'],
    ['stop_reason reason=tool_use', 'tool_use'],
  ])('by %s comes after some text', async (fault, reason) => {
    const { heard } = await meet(`${fault} after=9`)
    expect([heard.error, heard.stopReason, countTokens(heard.text)]).toEqual([null, reason, 9])
    expect(heard.events.at(-1)).toBe('message_stop')
  })
})

describe('without streaming', () => {
  const model = 'claude-sonnet-5-5'
  const ask = async (fault: string): Promise<unknown> => {
    await using it = await openStandIn()
    const messages = [user(`${question} [fault:${fault}]`)]
    return await it.client.messages.create({ model, max_tokens: 4_000, messages }).catch((cause: unknown) => cause)
  }

  test.each([
    ['error_event', { status: 529, type: 'overloaded_error' }],
    ['429 retry_after=2', { status: 429 }],
    ['refusal', { stop_reason: 'refusal', stop_details: { type: 'refusal' } }],
    ['gzip', { stop_reason: 'end_turn' }],
    ['unknown_events', { stop_reason: 'end_turn', weather: { mood: 'bright' } }],
    ['empty', { content: [] }],
  ])('%s has its nearest relative', async (fault, expected) => {
    expect(await ask(fault)).toMatchObject(expected)
  })

  test.each(['bad_json', 'fin', 'cut', 'rst'])('%s leaves the client with an error', async (fault) => {
    expect(await ask(fault)).toBeInstanceOf(Error)
  })

  test('a hang keeps the client waiting inside the body until it goes away', async () => {
    await using it = await openStandIn()
    const abort = new AbortController()
    const message = it.client.messages.create(
      { model, max_tokens: 4_000, messages: [user(`${question} [fault:hang]`)] },
      { signal: abort.signal },
    )
    const outcome = message.catch((cause: unknown) => cause)
    await it.standIn.transcript.waitFor(({ sentText }) => sentText !== '')
    abort.abort()
    expect(await outcome).toBeInstanceOf(Error)
    await it.standIn.transcript.waitFor(({ outcome: end }) => end === 'client_closed')
  })

  test.each(['nul', 'lone_surrogate', 'invalid_utf8'])('%s is in the text', async (fault) => {
    const message = (await ask(fault)) as Anthropic.Message
    expect(JSON.stringify(message.content)).toMatch(/\\u0000|\\ud83d|\ufffd/u)
  })
})

describe('a fault', () => {
  test('with times=1 is over at the next attempt of the same conversation, and only of that', async () => {
    await using it = await openStandIn()
    const prompt = `${question} [fault:529 times=1]`
    expect((await listen(it.client, prompt)).error).toMatchObject({ status: 529 })
    expect((await listen(it.client, prompt)).text).toBe(whole(prompt))
    expect((await listen(it.client, `another: ${prompt}`)).error).toMatchObject({ status: 529 })
  })

  test('after another makes a sequence: each attempt meets the first that is not used up', async () => {
    await using it = await openStandIn()
    const prompt = `${question} [fault:fin after=5 times=1] [fault:529 times=2]`
    const first = await listen(it.client, prompt)
    const request = user(`Go on. <delivered>${first.text}</delivered>`)
    expect((await listen(it.client, [user(prompt), request])).error).toMatchObject({ status: 529 })
    const third = await listen(it.client, [user(prompt), request])
    expect(first.text + third.text).toBe(whole(prompt))
  })

  test('comes by header as well, and concerns titles only when it says so', async () => {
    await using it = await openStandIn()
    const heard = await listen(clientOf(it.standIn, { 'x-stand-in-scenario': '529' }), question)
    expect(heard.error).toMatchObject({ status: 529 })
    const title = clientOf(it.standIn, { 'x-stand-in-scenario': '500 on=title' }).messages.create({
      model: 'claude-sonnet-5-5',
      max_tokens: 20,
      system: 'Give this a title',
      messages: [user(question)],
    })
    await expect(title).rejects.toMatchObject({ status: 500 })
  })

  test.each(Object.keys(faultCatalog))('%s leaves the server well', async (name) => {
    await using it = await openStandIn()
    const abort = new AbortController()
    const listening = listen(it.client, `${question} [fault:${name}]`, {}, abort)
    await it.standIn.transcript.waitFor(({ attempt }) => attempt === 1)
    abort.abort()
    await listening
    await it.standIn.transcript.waitFor(({ outcome }) => outcome !== 'open')
    expect((await listen(it.client, question)).text).toBe(whole(question))
  })
})
