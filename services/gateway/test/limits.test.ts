import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openScene } from './scene.ts'

test('sends beyond the rate are refused with the time to wait, and every reply says how many may follow', async () => {
  await using scene = await openScene({ RATE_SENDS: '3' })
  const user = await scene.signIn()
  const replies: Awaited<ReturnType<typeof user.post>>[] = []
  for (let n = 0; n < 5; n++) replies.push(await user.post('/chat/messages', { content: `m${n}` }))
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202, 429, 429])
  expect(replies.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0', '0'])
  const { headers, body } = replies[3]!
  expect(headers.get('ratelimit-limit')).toBe('3')
  expect(headers.get('ratelimit-policy')).toBe('3;w=60')
  expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0)
  expect(headers.get('retry-after')).toBe(headers.get('ratelimit-reset'))
  expect(body).toMatchObject({ code: 'too_many_requests', status: 429 })
  expect(scene.chatApi.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(3)
  expect(await scene.metrics()).toMatch(/continuo_gateway_rate_limited_total{.*class="send".*} 2/)
})

test('each user has a count of their own, and each kind of request', async () => {
  await using scene = await openScene({ RATE_SENDS: '1', RATE_REQUESTS: '2' })
  const [anna, berta] = [await scene.signIn(), await scene.signIn()]
  expect((await anna.post('/chat/messages', { content: 'a' })).status).toBe(202)
  expect((await anna.post('/chat/messages', { content: 'a' })).status).toBe(429)
  expect((await berta.post('/chat/messages', { content: 'a' })).status).toBe(202)
  expect((await anna.get('/sessions')).status).toBe(200)
})

test('a body that is refused for the rate is never read', async () => {
  await using scene = await openScene({ RATE_SENDS: '1' })
  const user = await scene.signIn()
  await user.post('/chat/messages', { content: 'a' })
  expect((await user.post('/chat/messages', '{ not json')).status).toBe(429)
})

test('sign-ins are counted by network, whoever is behind it', async () => {
  await using scene = await openScene({ RATE_LOGINS: '2' })
  const signIn = () => fetch(`${scene.origin}/api/v1/auth/guest`, { method: 'POST' })
  const replies = [await signIn(), await signIn(), await signIn()]
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 429])
  expect(scene.chatApi.users.size).toBe(2)
})

test('everything of one network counts together, refusals too', async () => {
  await using scene = await openScene({ RATE_ADDRESS: '3' })
  const ask = () => fetch(`${scene.origin}/api/v1/sessions`)
  const replies = [await ask(), await ask(), await ask(), await ask()]
  expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 429])
})

test('what a client says of its address counts only when a trusted proxy says it', async () => {
  const from = (origin: string, address: string) =>
    fetch(`${origin}/api/v1/sessions`, { headers: { 'x-forwarded-for': address } }).then(({ status }) => status)
  await using open = await openScene({ RATE_ADDRESS: '1' })
  expect([await from(open.origin, '203.0.113.1'), await from(open.origin, '203.0.113.2')]).toEqual([401, 429])
  await using behind = await openScene({ RATE_ADDRESS: '1', TRUSTED_PROXIES: 'loopback' })
  expect([await from(behind.origin, '203.0.113.1'), await from(behind.origin, '203.0.113.2')]).toEqual([401, 401])
  expect(await from(behind.origin, '203.0.113.1'), 'the proxy appends what it sees').toBe(429)
  expect(await from(behind.origin, '198.51.100.7, 203.0.113.1'), 'what the client wrote itself is not believed').toBe(
    429,
  )
})

test('the hundred and first stream of one user leaves everybody else unharmed', async () => {
  await using scene = await openScene()
  const [greedy, other] = [await scene.signIn(), await scene.signIn()]
  const opened = await Promise.all(Array.from({ length: 101 }, () => greedy.stream('/chat/stream')))
  const statuses = opened.map(({ response }) => response.status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.filter((status) => status === 429)).toHaveLength(81)
  const feed = await other.stream('/chat/stream')
  expect(feed.response.status).toBe(200)
  const { session_id, message_id } = await other.send()
  await scene.tell(other.userId, {
    type: 'message_accepted',
    session_id,
    message_id,
    user_message_id: null,
    replaces: null,
  })
  const generation = await scene.generate(message_id)
  await generation.write('unharmed')
  await generation.complete()
  await feed.untilText(message_id, 'unharmed')
  await feed.untilEvent('completed')
  await Promise.all([...opened, feed].map((stream) => stream.close()))
})

test('streams of one network have a limit beside that of each user', async () => {
  await using scene = await openScene({ MAX_STREAMS_PER_ADDRESS: '3' })
  const users = await Promise.all(Array.from({ length: 4 }, () => scene.signIn()))
  const opened = []
  for (const user of users) opened.push(await user.stream('/chat/stream'))
  expect(opened.map(({ response }) => response.status)).toEqual([200, 200, 200, 429])
  await Promise.all(opened.map((stream) => stream.close()))
})

test('connections beyond those of one address are cut before they say anything', async () => {
  await using scene = await openScene({ MAX_CONNECTIONS_PER_ADDRESS: '5' })
  const sockets = Array.from({ length: 8 }, () => connect(scene.port, '127.0.0.1').on('error', () => {}))
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  await Promise.race([Promise.all(closed.slice(5)), Promise.all(closed.slice(0, 5))])
  expect(sockets.slice(0, 5).map(({ destroyed }) => destroyed)).toEqual(Array(5).fill(false))
  expect(await scene.metrics()).toMatch(/continuo_gateway_connections_refused_total{.*} 3/)
  for (const socket of sockets) socket.destroy()
  await Promise.all(closed)
  const again = connect(scene.port, '127.0.0.1')
  await new Promise((resolve) => again.once('connect', resolve))
  again.destroy()
})

test('who waits is told how many go first and how long it may take, and again when that changes', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { session_id, message_id } = await user.send()
  const row = scene.chatApi.messages.get(message_id)!
  row.queue_position = 4
  const stream = await user.stream(`/chat/stream/${session_id}`)
  const told = (ahead: number) =>
    stream.until((frames) => frames.some(({ event, data }) => event === 'status' && data['queue_position'] === ahead))
  await told(4)
  Object.assign(row, { queue_position: 1, wait_estimate_s: 12.5 })
  await told(1)
  const statuses = stream.frames.filter(({ event }) => event === 'status')
  expect(statuses.map(({ data }) => data['wait_estimate_s'])).toEqual([undefined, 12.5])
  await stream.close()
})
