import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { emptyAnswer } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFrames } from './frames.ts'
import { type Scene, type User, openScene, someId } from './scene.ts'

async function oneMessage(scene: Scene, user: User) {
  const accepted = await user.send()
  return { ...accepted, path: `/chat/stream/${accepted.session_id}` } as {
    session_id: string
    message_id: string
    stream_url: string
    path: string
  }
}

test('an answer streams to its end with the headers that proxies need, and the response then ends by itself', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  const stream = await user.stream(path)
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  await stream.untilEvent('status')
  const generation = await scene.generate(message_id)
  await generation.write('Good ', 'day')
  await stream.untilText(message_id, 'Good day')
  await generation.complete()
  await stream.ended
  expect(stream.raw()).toMatch(/^: ok\nretry: \d+\n\n/)
  expect(foldFrames(stream.frames, message_id)).toMatchObject({ status: 'completed', text: 'Good day' })
  expect(stream.frames.at(-1)).toMatchObject({ id: `${message_id}:1.4`, event: 'completed', data: { length: 8 } })
})

test('a viewer who comes late, and one who comes after the end, get the same text', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, stream_url, path } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('a', 'b', 'c')
  const late = await user.stream(path)
  await late.untilText(message_id, 'abc')
  await generation.complete()
  await late.ended
  const afterwards = await user.stream(stream_url.replace('/api/v1', ''))
  await afterwards.ended
  for (const { frames } of [late, afterwards])
    expect(foldFrames(frames, message_id)).toMatchObject({ status: 'completed', text: 'abc' })
})

test('wherever a connection is cut, the cursor it had leads on to the same text, nothing twice, nothing missing', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const pieces = Array.from({ length: 30 }, (_, index) => `${index},`)
  const cut = fc.array(fc.nat(pieces.length), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(cut, async (cuts) => {
      const { message_id, path } = await oneMessage(scene, user)
      const generation = await scene.generate(message_id)
      let state = emptyAnswer
      let written = 0
      for (const place of [...cuts].sort((a, b) => a - b)) {
        const headers: Record<string, string> =
          state.at.seq > 0 ? { 'last-event-id': `${message_id}:${state.at.epoch}.${state.at.seq}` } : {}
        const stream = await user.stream(path, headers)
        if (place > written) await generation.write(...pieces.slice(written, place))
        written = Math.max(written, place)
        const expected = pieces.slice(0, written).join('')
        const start = state
        await stream.until((frames) => foldFrames(frames, message_id, start).text === expected)
        state = foldFrames(stream.frames, message_id, start)
        await stream.close()
      }
      await generation.write(...pieces.slice(written))
      await generation.complete()
      const last = await user.stream(`${path}?cursor=${message_id}:${state.at.epoch}.${state.at.seq}`)
      await last.ended
      expect(foldFrames(last.frames, message_id, state)).toMatchObject({ status: 'completed', text: pieces.join('') })
    }),
    { numRuns: 15 },
  )
})

test('with nothing active and everything seen the answer is 204, which stops an EventSource', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, path } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('x')
  await generation.complete()
  const { status } = await user.get(path, { 'last-event-id': `${message_id}:1.3` })
  expect(status).toBe(204)
  expect((await user.get(`/chat/stream/${session_id}`)).status).toBe(204)
  const behind = await user.stream(path, { 'last-event-id': `${message_id}:1.2` })
  await behind.ended
  expect(behind.frames.map(({ event }) => event)).toEqual(['completed'])
})

test('whatever stands in Last-Event-ID or cursor: own data, never an error', async () => {
  await using scene = await openScene()
  const [user, other] = [await scene.signIn(), await scene.signIn()]
  const foreign = await oneMessage(scene, other)
  const { message_id, path } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('mine')
  await generation.complete()
  const printable = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) })
  const position = fc.tuple(fc.nat(2 ** 31), fc.nat(2 ** 31)).map(([epoch, seq]) => `${epoch}.${seq}`)
  const id = fc.oneof(
    printable,
    fc.constantFrom(
      `${message_id}:9.1`,
      `${message_id}:-1.5`,
      `${foreign.message_id}:0.0`,
      "1' or 1=1",
      'x'.repeat(9_000),
    ),
    position.map((at) => `${message_id}:${at}`),
    position.map((at) => `${foreign.message_id}:${at}`),
  )
  await fc.assert(
    fc.asyncProperty(id, async (value) => {
      for (const stream of [
        await user.stream(path, { 'last-event-id': value }),
        await user.stream(`${path}?cursor=${encodeURIComponent(value)}`),
      ]) {
        expect([200, 204]).toContain(stream.response.status)
        await stream.ended
        expect(stream.raw()).not.toContain(foreign.message_id)
      }
    }),
    { numRuns: 60 },
  )
  const beyond = await user.stream(path, { 'last-event-id': `${message_id}:7.7` })
  await beyond.ended
  expect(foldFrames(beyond.frames, message_id)).toMatchObject({ status: 'completed', text: 'mine' })
})

test('a log that is gone is served from Postgres: text, then the end', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, stream_url } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('kept')
  await generation.complete()
  expect(await scene.store.removeIf({ sessionId: session_id, messageId: message_id }, 1)).toBe(true)
  const stream = await user.stream(stream_url.replace('/api/v1', ''))
  await stream.ended
  expect(stream.frames.map(({ event }) => event)).toEqual(['snapshot', 'completed'])
  expect(foldFrames(stream.frames, message_id)).toMatchObject({ status: 'completed', text: 'kept' })
})

test.each([
  ['error', { code: 'overloaded', message: 'Busy', retryable: true, retry_after_s: 5 }],
  ['cancelled', { length: 4 }],
])('a message that ended as %s tells so from Postgres', async (status, data) => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, stream_url } = await oneMessage(scene, user)
  const failure = { code: 'overloaded', message: 'Busy', retryable: true, retry_after_s: 5 }
  Object.assign(scene.chatApi.messages.get(message_id)!, { status, content: 'part', epoch: 2, seq: 1, failure })
  const stream = await user.stream(stream_url.replace('/api/v1', ''))
  await stream.ended
  expect(stream.frames.at(-1)).toMatchObject({ event: status, id: `${message_id}:2.2`, data: { session_id, ...data } })
})

test('an end that the log never tells is told from Postgres', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('almost')
  const stream = await user.stream(path)
  await stream.untilText(message_id, 'almost')
  generation.commit()
  await stream.ended
  expect(foldFrames(stream.frames, message_id)).toMatchObject({ status: 'completed', text: 'almost' })
})

test('a session stream goes on to the next message of the session', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const first = await oneMessage(scene, user)
  const second = await user.send('And?', { session_id: first.session_id })
  const generation = await scene.generate(first.message_id)
  const stream = await user.stream(first.path)
  await generation.write('one')
  await generation.complete()
  await stream.untilEvent('completed')
  const next = await scene.generate(second.message_id)
  await next.write('two')
  await next.complete()
  await stream.ended
  expect(foldFrames(stream.frames, second.message_id)).toMatchObject({ status: 'completed', text: 'two' })
})

test('the feed follows what is accepted while it is open, tells the news, and does not end', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const feed = await user.stream('/chat/stream')
  const { message_id, session_id } = await user.send()
  const news = { session_id, message_id, user_message_id: null, replaces: null }
  await scene.tell(user.userId, { type: 'message_accepted', ...news })
  const generation = await scene.generate(message_id)
  await generation.write('to all tabs')
  await generation.complete()
  await scene.tell(user.userId, { type: 'message_ended', session_id, message_id, status: 'completed' })
  await feed.untilEvent('message_ended')
  await feed.untilEvent('completed')
  expect(feed.frames.filter(({ id }) => id === undefined).map(({ event }) => event)).toEqual([
    'message_accepted',
    'message_ended',
  ])
  expect(foldFrames(feed.frames, message_id).text).toBe('to all tabs')
  await feed.close()
})

test('the feed finds a message that no news told of, and says nothing twice', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const feed = await user.stream('/chat/stream')
  const { message_id } = await user.send()
  const generation = await scene.generate(message_id)
  await generation.write('found')
  await feed.untilText(message_id, 'found')
  await generation.complete()
  await feed.untilEvent('completed')
  const { message_id: another } = await user.send()
  await feed.until((frames) => frames.some(({ data }) => data.message_id === another))
  expect(feed.frames.filter(({ event }) => event === 'completed')).toHaveLength(1)
  await feed.close()
})

test('when a session is deleted its stream ends and the feed goes on', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, path } = await oneMessage(scene, user)
  const [stream, feed] = [await user.stream(path), await user.stream('/chat/stream')]
  await feed.until((frames) => frames.some(({ data }) => data.message_id === message_id))
  expect((await user.call('DELETE', `/sessions/${session_id}`)).status).toBe(204)
  await scene.tell(user.userId, { type: 'session_deleted', session_id })
  await stream.ended
  await feed.untilEvent('session_deleted')
  await feed.close()
})

test('nobody reads a stream of somebody else: foreign, unknown and malformed sessions look alike', async () => {
  await using scene = await openScene()
  const [user, other] = [await scene.signIn(), await scene.signIn()]
  const { path } = await oneMessage(scene, other)
  const [foreign, unknown] = [await user.get(path), await user.get(`/chat/stream/${someId()}`)]
  expect([foreign.status, unknown.status]).toEqual([404, 404])
  expect({ ...foreign.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' })
  expect((await user.get('/chat/stream/..%2f*')).status).toBe(400)
})

test('a user may have so many streams and no more, and a closed one gives its place back', async () => {
  await using scene = await openScene({ MAX_STREAMS_PER_USER: '2' })
  const [user, other] = [await scene.signIn(), await scene.signIn()]
  const first = await user.stream('/chat/stream')
  const second = await user.stream('/chat/stream')
  const refused = await user.get('/chat/stream')
  expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
    429,
    'too_many_requests',
    '5',
  ])
  await (await other.stream('/chat/stream')).close()
  await first.close()
  await expect
    .poll(async () => {
      const again = await user.stream('/chat/stream')
      await again.close()
      return again.response.status
    })
    .toBe(200)
  await second.close()
})

test('a reader who does not read is cut off; one who does gets everything', { timeout: 20_000 }, async () => {
  await using scene = await openScene({ MAX_UNSENT_BYTES: '1048576' })
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  const socket = connect(scene.port, '127.0.0.1')
  socket.write(`GET /api/v1${path} HTTP/1.1\r\nHost: x\r\nCookie: ${user.cookie}\r\n\r\n`)
  await once(socket, 'readable')
  const cut = new Promise((resolve) => socket.once('close', resolve).on('error', () => {}))
  const reader = await user.stream(path)
  const generation = await scene.generate(message_id)
  const piece = 'x'.repeat(16_000)
  let total = 0
  while (!(await scene.metrics()).includes('continuo_gateway_slow_clients_total{service="gateway"} 1')) {
    await generation.write(piece)
    total += piece.length
    // as fast as the good reader reads: only the other one falls behind
    await reader.until((frames) => foldFrames(frames, message_id).text.length === total)
    expect(total).toBeLessThan(30_000_000)
  }
  await generation.complete()
  await reader.ended
  socket.resume()
  await cut
  expect(foldFrames(reader.frames, message_id)).toMatchObject({ status: 'completed' })
  expect(foldFrames(reader.frames, message_id).text).toHaveLength(total)
})

test('a stop tells every stream to come back, ends it, and leaves nothing running', async () => {
  const scene = await openScene()
  const user = await scene.signIn()
  const { path } = await oneMessage(scene, user)
  const streams = [await user.stream(path), await user.stream('/chat/stream')]
  await scene.stop()
  for (const stream of streams) {
    await stream.ended
    expect(stream.frames.at(-1)).toMatchObject({ id: undefined, event: 'drain' })
    expect(stream.frames.at(-1)?.data['reconnect_in_ms']).toBeTypeOf('number')
  }
  expect(scene.hub.counts()).toMatchObject({ followers: 0, listeners: 0 })
  await scene.chatApi.drain(100)
})

test('viewers who have gone are not followed for, and HEAD of a stream does not hang', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { path } = await oneMessage(scene, user)
  const stream = await user.stream(path)
  expect(scene.hub.counts().followers).toBe(1)
  await stream.close()
  await expect.poll(() => scene.hub.counts()).toMatchObject({ followers: 0, listeners: 0 })
  const head = request(`${scene.origin}/api/v1${path}`, { method: 'HEAD', headers: { cookie: user.cookie } }).end()
  const [response] = await once(head, 'response')
  expect(response.statusCode).toBe(405)
  response.resume()
})

test('chat-api away: an open stream stays open and finds out later, a new one is refused with a time', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  const stream = await user.stream(path)
  const { AppError } = await import('@continuo/contract')
  scene.chatApi.failures.set('*', new AppError('unavailable', 'Away'))
  const refused = await user.get(path)
  expect([refused.status, refused.body.code, refused.headers.has('retry-after')]).toEqual([503, 'unavailable', true])
  const generation = await scene.generate(message_id)
  await generation.write('still here')
  await stream.untilText(message_id, 'still here')
  scene.chatApi.failures.clear()
  await generation.complete()
  await stream.ended
})

test('Redis away: a newcomer is shown what Postgres has, and the rest when Redis is back', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  const generation = await scene.generate(message_id)
  await generation.write('kept ', 'and ')
  Object.assign(scene.chatApi.messages.get(message_id)!, { content: 'kept ', epoch: 1, seq: 2 })
  scene.setRedisAway(true)
  const stream = await user.stream(path)
  await stream.untilText(message_id, 'kept ')
  expect((await user.get(`/chat/status${path.slice('/chat/stream'.length)}/${message_id}`)).body.content).toBe('kept ')
  scene.setRedisAway(false)
  await stream.untilText(message_id, 'kept and ')
  await generation.write('gone on')
  await generation.complete()
  await stream.ended
  expect(foldFrames(stream.frames, message_id)).toMatchObject({ status: 'completed', text: 'kept and gone on' })
})

test('Redis away: an answer that ends meanwhile is told, and the stream ends', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, path } = await oneMessage(scene, user)
  scene.setRedisAway(true)
  const stream = await user.stream(path)
  await stream.untilEvent('status')
  const row = { status: 'cancelled', content: 'cut', epoch: 2, seq: 1, sha256: 'x' }
  Object.assign(scene.chatApi.messages.get(message_id)!, row)
  await stream.ended
  expect(foldFrames(stream.frames, message_id)).toMatchObject({ status: 'cancelled', text: 'cut' })
})
