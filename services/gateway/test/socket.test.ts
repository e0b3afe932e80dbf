import { once } from 'node:events'
import { emptyAnswer } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFrames } from './frames.ts'
import { openScene } from './scene.ts'

const cursorOf = (messageId: string, { at }: { at: { epoch: number; seq: number } }) =>
  `?cursor=${messageId}:${at.epoch}.${at.seq}`

test('an answer followed by event stream and by socket is the same frames, byte for byte', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const [stream, socket] = [await user.stream('/chat/stream'), user.socket()]
  await socket.opened
  const { message_id, session_id } = await user.send()
  const news = { session_id, message_id, user_message_id: null, replaces: null }
  await scene.tell(user.userId, { type: 'message_accepted', ...news })
  const generation = await scene.generate(message_id)
  for (const piece of ['Good ', 'day, ', '🌊\u2028\r\n\n', 'data: x\n\n', 'end']) await generation.write(piece)
  await generation.complete()
  await scene.tell(user.userId, { type: 'message_ended', session_id, message_id, status: 'completed' })
  await Promise.all([stream.untilEvent('message_ended'), socket.untilEvent('message_ended')])
  await Promise.all([stream.untilEvent('completed'), socket.untilEvent('completed')])
  const afterOpening = (raw: string) => raw.replace(/^: ok\nretry: \d+\n\n/, '')
  expect(socket.raw()).toMatch(/^: ok\nretry: \d+\n\n/)
  expect(afterOpening(socket.raw())).toBe(afterOpening(stream.raw()))
  expect(foldFrames(socket.frames, message_id)).toMatchObject({
    status: 'completed',
    text: 'Good day, 🌊\u2028\r\n\ndata: x\n\nend',
  })
  await Promise.all([stream.close(), socket.close()])
})

test('wherever a connection is cut and whatever carries the next one, the cursor leads on to the same text', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const pieces = Array.from({ length: 20 }, (_, index) => `${index},`)
  const leg = fc.record({ place: fc.nat(pieces.length), bySocket: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(leg, { minLength: 1, maxLength: 4 }), async (legs) => {
      const { message_id } = await user.send()
      const generation = await scene.generate(message_id)
      let state = emptyAnswer
      let written = 0
      for (const { place, bySocket } of [...legs].sort((a, b) => a.place - b.place)) {
        const query = cursorOf(message_id, state)
        const reader = bySocket ? user.socket(query) : await user.stream(`/chat/stream${query}`)
        if (place > written) await generation.write(...pieces.slice(written, place))
        written = Math.max(written, place)
        const start = state
        const expected = pieces.slice(0, written).join('')
        await reader.until((frames) => foldFrames(frames, message_id, start).text === expected)
        state = foldFrames(reader.frames, message_id, start)
        await reader.close()
      }
      await generation.write(...pieces.slice(written))
      await generation.complete()
      const last = user.socket(cursorOf(message_id, state))
      await last.untilEvent('completed')
      expect(foldFrames(last.frames, message_id, state)).toMatchObject({ status: 'completed', text: pieces.join('') })
      await last.close()
    }),
    { numRuns: 15 },
  )
})

test('a socket shows its own user only, whatever cursor it names', async () => {
  await using scene = await openScene()
  const [user, other] = [await scene.signIn(), await scene.signIn()]
  const foreign = await other.send()
  const { message_id } = await user.send()
  const socket = user.socket(`?cursor=${foreign.message_id}:0.0,nonsense,${message_id}:9.9`)
  await (await scene.generate(foreign.message_id)).complete()
  const generation = await scene.generate(message_id)
  await generation.write('mine')
  await generation.complete()
  await socket.untilEvent('completed')
  expect(foldFrames(socket.frames, message_id).text).toBe('mine')
  expect(socket.raw()).not.toContain(foreign.message_id)
  await socket.close()
})

test('streams and sockets share the places of a user, and a closed socket gives its place back', async () => {
  await using scene = await openScene({ MAX_STREAMS_PER_USER: '2' })
  const user = await scene.signIn()
  const [stream, socket] = [await user.stream('/chat/stream'), user.socket()]
  await socket.opened
  const refused = await user.socket().refused
  expect(refused).toMatchObject({ status: 429, type: 'application/problem+json; charset=utf-8' })
  expect(refused.problem.code).toBe('too_many_requests')
  expect((await user.get('/chat/stream')).status).toBe(429)
  await socket.close()
  await expect
    .poll(async () => {
      const again = user.socket()
      const opened = await Promise.race([again.opened.then(() => true), again.refused.then(() => false)])
      if (opened) await again.close()
      return opened
    })
    .toBe(true)
  await stream.close()
})

test('a socket that does not read is cut off; one that does gets everything', { timeout: 30_000 }, async () => {
  await using scene = await openScene({ MAX_UNSENT_BYTES: '1048576' })
  const user = await scene.signIn()
  const [lazy, reader] = [user.socket(), user.socket()]
  await Promise.all([lazy.opened, reader.opened])
  lazy.socket.pause()
  const { message_id } = await user.send()
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
  await reader.untilEvent('completed')
  lazy.socket.resume()
  expect((await lazy.ended).code).toBe(1006)
  expect(foldFrames(reader.frames, message_id).text).toHaveLength(total)
  await reader.close()
})

test('a stop tells every socket to come back, closes it with 1012, and leaves nothing running', async () => {
  const scene = await openScene()
  const user = await scene.signIn()
  const [socket, deaf] = [user.socket(), user.socket()]
  await Promise.all([socket.opened, deaf.opened])
  deaf.socket.pause()
  await scene.stop()
  expect(await socket.ended).toMatchObject({ code: 1012 })
  expect(socket.frames.at(-1)).toMatchObject({ id: undefined, event: 'drain' })
  expect(socket.frames.at(-1)?.data['reconnect_in_ms']).toBeTypeOf('number')
  expect(scene.hub.counts()).toMatchObject({ followers: 0, listeners: 0 })
  deaf.socket.terminate()
  await scene.chatApi.drain(100)
})

test('who comes to a server that is stopping is told to come back at once, by stream and by socket', async () => {
  const scene = await openScene({ DRAIN_MS: '60000', MAX_STREAMS_PER_USER: '200' })
  const user = await scene.signIn()
  // their ends are spread over a second
  const sockets = Array.from({ length: 100 }, () => user.socket())
  await Promise.all(sockets.map(({ opened }) => opened))
  const stopped = scene.stop()
  await Promise.race(sockets.map(({ ended }) => ended))
  const [stream, socket] = [await user.stream('/chat/stream'), user.socket()]
  await stream.ended
  expect((await socket.ended).code).toBe(1012)
  for (const { frames } of [stream, socket]) expect(frames.map(({ event }) => event)).toEqual(['drain'])
  await stopped
  await scene.chatApi.drain(100)
})

test('a silent socket hears a comment and a ping at every heartbeat; one that never answers a ping is given up', async () => {
  await using scene = await openScene({ HEARTBEAT_MS: '100' })
  const user = await scene.signIn()
  const [alive, dead] = [user.socket(), user.socket()]
  await Promise.all([alive.opened, dead.opened])
  dead.socket.pong = () => {}
  await once(alive.socket, 'ping')
  await dead.ended
  expect(alive.messages).toContain(':\n\n')
  expect(alive.socket.readyState).toBe(alive.socket.OPEN)
  await alive.close()
})

test('who has gone without a word is not followed for, and sockets are counted as what they are', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  await user.send()
  const socket = user.socket()
  await socket.untilEvent('status')
  const open = 'continuo_gateway_open_streams{kind="feed",transport="socket",service="gateway"}'
  expect(await scene.metrics()).toContain(`${open} 1`)
  expect(scene.hub.counts().followers).toBe(1)
  socket.socket.terminate()
  await expect.poll(() => scene.hub.counts()).toMatchObject({ followers: 0, listeners: 0 })
  const metrics = await scene.metrics()
  expect(metrics).toContain(`${open} 0`)
  expect(metrics).toMatch(/continuo_gateway_http_requests_total\{.*chat\/socket",status="101",service="gateway"\} 1/)
  expect(metrics).not.toMatch(/continuo_gateway_http_request_duration_seconds_count\{.*chat\/socket/)
})
