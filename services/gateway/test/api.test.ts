import { type AppError, newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { openScene, someId } from './scene.ts'

test('a message is accepted with its places, its id makes the call repeatable, another body is refused', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const id = newId()
  const first = await user.post('/chat/messages', { id, content: 'Hello' })
  const { session_id, message_id } = first.body
  expect(first.status).toBe(202)
  expect(first.body).toEqual({
    session_id,
    message_id,
    user_message_id: id,
    task_id: `gen-${message_id}-1`,
    status: 'queued',
    stream_url: `/api/v1/chat/stream/${session_id}?cursor=${message_id}:0.0`,
    status_url: `/api/v1/chat/status/${session_id}/${message_id}`,
  })
  expect((await user.post('/chat/messages', { id, content: 'Hello' })).body).toEqual(first.body)
  const other = await user.post('/chat/messages', { id, content: 'Bye' })
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_conflict'])
})

test.each(['background=false', 'use_celery=false', 'background=0', 'use_celery=False', 'background=no'])(
  '?%s waits for the finished answer',
  async (query) => {
    await using scene = await openScene()
    const user = await scene.signIn()
    const posted = user.post(`/chat/messages?${query}`, { content: 'Hello' })
    const row = await expect
      .poll(() => [...scene.chatApi.messages.values()].find(({ role }) => role === 'assistant'))
      .toBeDefined()
      .then(() => [...scene.chatApi.messages.values()].find(({ role }) => role === 'assistant')!)
    const generation = await scene.generate(row.id)
    await generation.write('All ', 'of it')
    await generation.complete()
    const { status, body } = await posted
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'completed', content: 'All of it', stop_reason: 'end_turn', latency_ms: 120 })
    expect(body).toMatchObject({ message_id: row.id, usage: { input_tokens: 3, output_tokens: 5 }, error: null })
  },
)

test('a waiting send whose time is up is accepted like any other; a wrong boolean is an error that names it', async () => {
  await using scene = await openScene({ SYNC_WAIT_MS: '50' })
  const user = await scene.signIn()
  expect((await user.post('/chat/messages?background=false', { content: 'Hello' })).status).toBe(202)
  expect((await user.post('/chat/messages?use_celery=true', { content: 'Hello' })).status).toBe(202)
  const wrong = await user.post('/chat/messages?background=maybe', { content: 'Hello' })
  expect([wrong.status, wrong.body.detail]).toEqual([400, expect.stringContaining('query background')])
})

test('status tells how an answer stands, with the text that only the log has yet', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, status_url } = await user.send()
  const path = status_url.replace('/api/v1', '')
  expect((await user.get(path)).body).toMatchObject({ status: 'queued', content: '', cursor: '0.0' })
  const generation = await scene.generate(message_id)
  await generation.write('so ', 'far')
  expect((await user.get(path)).body).toMatchObject({ status: 'generating', content: 'so far', cursor: '1.3' })
  await generation.complete()
  expect((await user.get(path)).body).toMatchObject({
    status: 'completed',
    content: 'so far',
    usage: { input_tokens: 3, output_tokens: 5 },
    latency_ms: 120,
    model: 'm1',
    stop_reason: 'end_turn',
    error: null,
  })
})

test('polling by cursor tells the same story as the stream', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, status_url } = await user.send()
  const path = status_url.replace('/api/v1', '')
  const { foldFrames } = await import('./frames.ts')
  const stream = await user.stream(`/chat/stream/${session_id}`)
  const frames: Parameters<typeof foldFrames>[0] = []
  let cursor = '0.0'
  const poll = async (wait: number) => {
    const { body } = await user.get(`${path}?cursor=${cursor}&wait=${wait}`)
    expect(body).not.toHaveProperty('content')
    ;(frames as unknown[]).push(...body.events)
    cursor = body.cursor
    return body
  }
  expect(await poll(0)).toMatchObject({ status: 'queued', events: [{ event: 'status' }], cursor: '0.0' })
  const generation = await scene.generate(message_id)
  const waiting = poll(25)
  await generation.write('one ')
  await waiting
  await generation.write('two ', 'three')
  await poll(25)
  await generation.complete()
  expect(await poll(25)).toMatchObject({ status: 'completed', usage: { output_tokens: 5 } })
  await stream.ended
  expect(foldFrames(frames, message_id)).toEqual(foldFrames(stream.frames, message_id))
  expect((await user.get(`${path}?cursor=${cursor}&wait=25`)).body).toMatchObject({ events: [], cursor })
})

test('a poll never says that it is over without the event that ends it, and takes any cursor', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, status_url } = await user.send()
  const path = status_url.replace('/api/v1', '')
  const generation = await scene.generate(message_id)
  await generation.write('done')
  generation.commit()
  const ends = ['snapshot', 'completed']
  for (const cursor of ['0.0', 'nonsense', '', '99.99', '-1.0', "1' or 1=1"]) {
    const { status, body } = await user.get(`${path}?cursor=${encodeURIComponent(cursor)}`)
    expect([status, body.events.map(({ event }: { event: string }) => event)]).toEqual([200, ends])
  }
  expect((await user.get(`${path}?cursor=1.2`)).body.events).toMatchObject([{ event: 'completed' }])
  expect((await user.get(`${path}?cursor=0.0&wait=26`)).body.detail).toContain('query wait')
})

test('active streams, cancel and retry', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id } = await user.send()
  expect((await user.get('/chat/active-streams')).body).toEqual({
    streams: [{ session_id, message_id, status: 'queued', started_at: expect.any(String), cursor: '0.0' }],
  })
  expect((await user.post(`/chat/messages/${message_id}/retry`)).body.code).toBe('conflict')
  const cancelled = await user.post(`/chat/messages/${message_id}/cancel`, { cursor: '3.14' })
  expect(cancelled).toMatchObject({ status: 200, body: { id: message_id, status: 'cancelled', cursor: '1.1' } })
  expect(scene.chatApi.calls.at(-1)?.request).toMatchObject({ seen_epoch: 3, seen_seq: 14 })
  expect((await user.post(`/chat/messages/${message_id}/cancel`)).body).toEqual(cancelled.body)
  const retried = await user.post(`/chat/messages/${message_id}/retry`)
  expect(retried).toMatchObject({ status: 202, body: { session_id, status: 'queued' } })
  expect(retried.body.message_id).not.toBe(message_id)
})

test('sessions: made, listed in pages, read, changed, their messages paged, deleted', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const made = await user.post('/sessions', { title: 'Trip', model: 'm1' })
  const { id } = made.body
  expect(made).toMatchObject({ status: 201, body: { title: 'Trip', model: 'm1', system: null, message_count: 0 } })
  expect(made.headers.get('location')).toBe(`/api/v1/sessions/${id}`)
  expect((await user.post('/sessions')).status).toBe(201)
  const page = await user.get('/sessions?limit=1')
  expect(page.body).toMatchObject({ items: [{ title: null }], next: 'page-2' })
  expect((await user.get(`/sessions?limit=1&before=${page.body.next}`)).status).toBe(200)
  expect((await user.call('PATCH', `/sessions/${id}`, { title: 'Rome', model: null })).body.title).toBe('Rome')
  expect(scene.chatApi.calls.at(-1)?.request).toMatchObject({ model: '' })
  expect((await user.get(`/sessions/${id}`)).body.title).toBe('Rome')
  await user.send('Where to?', { session_id: id })
  const messages = await user.get(`/sessions/${id}/messages`)
  expect(messages.body).toMatchObject({
    items: [{ role: 'assistant' }, { role: 'user', content: 'Where to?' }],
    next: null,
  })
  expect((await user.call('DELETE', `/sessions/${id}`)).status).toBe(204)
  expect((await user.get(`/sessions/${id}`)).status).toBe(404)
})

test('sync and models', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const first = await user.get('/sync')
  expect(first.body).toMatchObject({ full: true, more: false, deleted: { sessions: [], messages: [] } })
  expect((await user.get(`/sync?since=${first.body.token}`)).body).toMatchObject({ full: false })
  expect((await user.get('/models')).body).toEqual({ items: [{ id: 'm1', name: 'Model 1' }], default: 'm1' })
})

test('what belongs to somebody else is not there, word for word as what never was', async () => {
  await using scene = await openScene()
  const [user, other] = [await scene.signIn(), await scene.signIn()]
  const { session_id: s, message_id: m } = await other.send()
  const attempts = (session: string, message: string) => [
    user.get(`/chat/status/${session}/${message}`),
    user.get(`/chat/status/${session}/${message}?cursor=0.0`),
    user.get(`/chat/stream/${session}`),
    user.post(`/chat/messages/${message}/cancel`),
    user.post(`/chat/messages/${message}/retry`),
    user.get(`/sessions/${session}`),
    user.call('PATCH', `/sessions/${session}`, { title: 'Mine' }),
    user.call('DELETE', `/sessions/${session}`),
    user.get(`/sessions/${session}/messages`),
    user.post('/chat/messages', { content: 'x', session_id: session }),
  ]
  const [foreign, unknown] = [await Promise.all(attempts(s, m)), await Promise.all(attempts(someId(), someId()))]
  const comparable = ({ status, body }: { status: number; body: object }) => ({ status, ...body, request_id: '' })
  expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404))
  expect(foreign.map(comparable)).toEqual(unknown.map(comparable))
  expect(scene.chatApi.sessions.get(s)?.title).toBeUndefined()
})

test('the id of a request is ours, in its header, in its problem and in the calls made for it', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { headers, body } = await user.get(`/sessions/${someId()}`, { 'x-request-id': 'chosen-by-the-client' })
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(body.request_id).toBe(headers.get('x-request-id'))
  expect(scene.chatApi.calls.at(-1)).toMatchObject({ requestId: body.request_id, userId: user.userId })
})

test('a trusted proxy names the request', async () => {
  await using scene = await openScene({ TRUST_PROXY: '1' })
  const user = await scene.signIn()
  expect((await user.get('/models', { 'x-request-id': 'proxy-12345678' })).headers.get('x-request-id')).toBe(
    'proxy-12345678',
  )
  expect((await user.get('/models', { 'x-request-id': 'bad id' })).headers.get('x-request-id')).not.toBe('bad id')
})

test('an error from inside tells nothing of it', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  scene.chatApi.failures.set('listModels', new Error('relation "secret" at 10.0.0.7') as AppError)
  const { status, body, headers } = await user.get('/models')
  expect([status, body.code, headers.get('content-type')]).toEqual([
    500,
    'internal',
    'application/problem+json; charset=utf-8',
  ])
  expect(JSON.stringify(body)).not.toMatch(/secret|10\.0|stack|node:/)
})

test('a chat-api that does not answer is 503 with a time, and a slow one does not hold the others up', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  scene.chatApi.hangs.add('getSession')
  const hanging = user.get(`/sessions/${someId()}`)
  expect((await user.get('/models')).status).toBe(200)
  const { status, body, headers } = await hanging
  expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '2'])
})

test('ready means connected to chat-api', async () => {
  const scene = await openScene()
  await scene.signIn()
  expect(scene.gateway.notReady()).toEqual([])
  await scene.chatApi.drain(50)
  await expect.poll(() => scene.gateway.notReady()).toEqual(['chat-api: not connected'])
  await scene.stop()
})
