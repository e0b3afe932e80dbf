import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, test } from 'vitest'
import { conversationKey, countTokens, expectedAnswer, startStandIn } from './index.ts'
import { clientOf, listen, openStandIn, user } from './test-support.ts'

const model = 'claude-sonnet-5-5'
const question = 'How does a tide table know about the moon?'

describe('an answer', () => {
  test('streams in the order of the API and is the text that can be computed beforehand', async () => {
    await using it = await openStandIn()
    const heard = await listen(it.client, question)
    expect(heard.error).toBeNull()
    expect(heard.text).toBe(expectedAnswer([user(question)]))
    expect(heard.events).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ])
    expect(heard.stopReason).toBe('end_turn')
    expect(heard.outputTokens).toBe(countTokens(heard.text))
  })

  test('is accepted by the helper of the SDK, which checks the order of events', async () => {
    await using it = await openStandIn()
    const stream = it.client.messages.stream({
      model,
      max_tokens: 8_000,
      messages: [user(question)],
      thinking: { type: 'enabled', budget_tokens: 2_000 },
    })
    const message = await stream.finalMessage()
    expect(message.content.map((block) => block.type)).toEqual(['thinking', 'text'])
    expect(message.usage.input_tokens).toBeGreaterThan(0)
    expect(message.usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(0)
  })

  test('comes whole without streaming, with the same text and usage', async () => {
    await using it = await openStandIn()
    const message = await it.client.messages.create({ model, max_tokens: 8_000, messages: [user(question)] })
    const text = expectedAnswer([{ role: 'user', content: question }])
    expect(message.content).toEqual([{ type: 'text', text, citations: null }])
    expect(message).toMatchObject({ role: 'assistant', model, stop_reason: 'end_turn' })
    expect(message.usage.output_tokens).toBe(countTokens(text))
  })

  test('thinks first when the request or a keyword asks for it, and hides it on demand', async () => {
    await using it = await openStandIn()
    const adaptive = await listen(it.client, question, { thinking: { type: 'adaptive' } })
    expect(adaptive.thinking).toContain('tide table')
    const keyword = await listen(it.client, `${question} [thinking:200]`)
    expect(keyword.thinking.split(' ').length).toBeGreaterThanOrEqual(200)
    const hidden = await listen(it.client, question, { thinking: { type: 'adaptive', display: 'omitted' } })
    expect(hidden.thinking).toBe('')
    expect(hidden.text).toBe(adaptive.text)
  })

  test('stops at max_tokens and at a stop sequence, and says which', async () => {
    await using it = await openStandIn()
    const whole = expectedAnswer([{ role: 'user', content: question }])
    const short = await listen(it.client, question, { max_tokens: 12 })
    expect([short.stopReason, countTokens(short.text), whole.startsWith(short.text)]).toEqual(['max_tokens', 12, true])
    const stopped = await listen(it.client, question, { stop_sequences: ['##'] })
    expect(stopped.stopReason).toBe('stop_sequence')
    expect(stopped.text).toBe(whole.slice(0, whole.indexOf('##')))
  })

  test('goes on exactly where the delivered part ends', async () => {
    await using it = await openStandIn()
    const whole = await listen(it.client, question)
    const delivered = whole.deltas.slice(0, 40).join('')
    const request = user(`Go on, please. <delivered>${delivered}</delivered>`)
    const rest = await listen(it.client, [user(question), request])
    expect(delivered + rest.text).toBe(whole.text)
    expect(it.standIn.transcript.requests().map(({ attempt, seam }) => [attempt, seam])).toEqual([
      [1, null],
      [2, 'exact'],
    ])
  })

  test('is a short title when the system prompt asks for one without streaming', async () => {
    await using it = await openStandIn()
    const messages = [user(`${question} [fault:500]`)]
    const message = await it.client.messages.create({
      model,
      max_tokens: 30,
      system: 'Reply with a short title for this conversation.',
      messages,
    })
    expect(message.content[0]).toMatchObject({ text: 'Tide table moon' })
    expect(it.standIn.transcript.requests()[0]?.kind).toBe('title')
  })

  test('comes in deltas of as many tokens as asked for', async () => {
    await using it = await openStandIn()
    const heard = await listen(it.client, `${question} [tokens:42] [tps:2000] [burst:4] [delta:5]`)
    expect(heard.deltas.map(countTokens)).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 2])
  })

  test('of 200 000 tokens comes in 40 000 deltas without one timer each', async () => {
    await using it = await openStandIn()
    const heard = await listen(it.client, 'everything you know [huge]')
    expect(heard.error).toBeNull()
    expect([heard.deltas.length, heard.outputTokens, heard.stopReason]).toEqual([40_000, 200_000, 'end_turn'])
    expect(heard.text).toBe(expectedAnswer([{ role: 'user', content: 'everything you know [huge]' }]))
  })

  test('can hold one delta of a megabyte', async () => {
    await using it = await openStandIn()
    const heard = await listen(it.client, 'a large piece [big_delta]')
    expect(Math.max(...heard.deltas.map((delta) => delta.length))).toBeGreaterThanOrEqual(1_048_575)
    expect(heard.text).toBe(expectedAnswer([{ role: 'user', content: 'a large piece [big_delta]' }]))
  })
})

describe('a request', () => {
  test('without a key is refused, with a key in either header it is not', async () => {
    await using standIn = await startStandIn({ tps: 0, ttftMs: 0 })
    const call = (headers: Record<string, string>) =>
      fetch(`${standIn.url}/v1/models`, { headers: { 'anthropic-version': '2023-06-01', ...headers } })
    const refused = await call({})
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ type: 'error', error: { type: 'authentication_error' } })
    expect((await call({ 'x-api-key': 'k' })).status).toBe(200)
    expect((await call({ authorization: 'Bearer k' })).status).toBe(200)
    expect(JSON.stringify(standIn.transcript.requests())).not.toContain('Bearer k')
  })

  test.each([
    ['no messages', { messages: [] }, 'at least one message'],
    ['an assistant first', { messages: [{ role: 'assistant', content: 'a' }, user('b')] }, 'first message'],
    ['an assistant prefix last', { messages: [user('a'), { role: 'assistant', content: 'b' }] }, 'prefill'],
    ['no max_tokens', { max_tokens: undefined }, 'max_tokens: Field required'],
    ['too many max_tokens', { max_tokens: 1_000_000 }, 'maximum allowed'],
    ['empty content', { messages: [user(' ')] }, 'non-whitespace'],
    ['an unknown role', { messages: [{ role: 'robot', content: 'a' }] }, 'role'],
    ['a small thinking budget', { thinking: { type: 'enabled', budget_tokens: 5 } }, '1024'],
    ['a field nobody knows', { colour: 'blue' }, 'Extra inputs'],
    ['an unknown fault', { messages: [user('[fault:nonsense]')] }, 'unknown fault'],
  ])('with %s is refused as a 400 that says why', async (_, change, words) => {
    await using it = await openStandIn()
    const body = { model, max_tokens: 100, messages: [user('Hello')], stream: true, ...change }
    const error = await it.client.messages.create(body as never).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(Anthropic.BadRequestError)
    expect(error).toMatchObject({ type: 'invalid_request_error', apiMessage: expect.stringContaining(words) as string })
    expect(it.standIn.transcript.requests()[0]?.outcome).toBe('refused')
  })

  test('for a model that is not there is a 404', async () => {
    await using it = await openStandIn()
    const error = await listen(it.client, 'Hello', { model: 'gpt-nothing' })
    expect(error.error).toMatchObject({ status: 404, type: 'not_found_error' })
  })

  test('for the models is answered in pages that the SDK follows to the end', async () => {
    await using it = await openStandIn()
    const ids: string[] = []
    for await (const { id } of it.client.models.list({ limit: 2 })) ids.push(id)
    expect(ids).toEqual(['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5'])
    expect((await it.client.models.list({ before_id: 'claude-opus-5-5', limit: 1 })).data[0]?.id).toBe(model)
    expect((await it.client.models.retrieve(model)).display_name).toContain('stand-in')
  })

  test('for a count of tokens gives the number that usage says later', async () => {
    await using it = await openStandIn()
    const { input_tokens } = await it.client.messages.countTokens({ model, messages: [user(question)] })
    const message = await it.client.messages.create({ model, max_tokens: 9, messages: [user(question)] })
    expect(message.usage.input_tokens).toBe(input_tokens)
  })

  test('is filed under the key of its conversation, continued or not', async () => {
    await using it = await openStandIn()
    await listen(clientOf(it.standIn), [user('a question of mine'), user('<delivered>x</delivered>')])
    const key = conversationKey([{ role: 'user', content: 'a question of mine' }])
    expect(it.standIn.transcript.count({ conversation: key })).toBe(1)
  })
})
