import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { type Scene, type User, openScene } from './scene.ts'

test('no other site opens a socket with the cookie of a user: refused before the upgrade', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { host } = new URL(scene.origin)
  const evil = [
    'http://evil.example',
    'null',
    `http://${host}.evil.example`,
    `http://evil-${host}`,
    `http://${host}@evil.example`,
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    `${scene.origin}/`,
    `ws://${host}`,
    'file://',
    '',
  ]
  for (const origin of evil) {
    const { status, problem } = await user.socket('', { origin }).refused
    expect([origin, status, problem.code]).toEqual([origin, 403, 'forbidden'])
  }
  const crossSite = await user.socket('', { 'sec-fetch-site': 'cross-site' }).refused
  expect(crossSite.status).toBe(403)
  expect((await handshake(scene, user, { origin: undefined })).statusLine).toContain(' 403 ')
  expect(scene.hub.counts().listeners).toBe(0)
})

test('with configured origins only a page of theirs opens a socket', async () => {
  await using scene = await openScene({ PUBLIC_ORIGIN: 'http://chat.example.org' })
  const signedIn = await fetch(`${scene.origin}/api/v1/auth/guest`, {
    method: 'POST',
    headers: { origin: 'http://chat.example.org' },
  })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const open = (origin: string) => handshake(scene, { cookie }, { origin })
  expect((await open(scene.origin)).statusLine).toContain(' 403 ')
  expect((await open('https://chat.example.org')).statusLine).toContain(' 403 ')
  expect((await open('http://chat.example.org')).statusLine).toContain(' 101 ')
})

test('what is no socket here is refused in plain HTTP, as a problem, and the connection ends', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const refusals: [Parameters<typeof handshake>[2], number, string][] = [
    [{ cookie: undefined }, 401, 'unauthenticated'],
    [{ cookie: `${user.cookie}x` }, 401, 'unauthenticated'],
    [{ cookie: undefined, origin: undefined }, 401, 'unauthenticated'],
    [{ path: '/api/v1/chat/sockets' }, 404, 'not_found'],
    [{ path: '/socket' }, 404, 'not_found'],
    [{ path: '/api/v1/sessions/%E0%A4%A' }, 400, 'bad_request'],
    [{ key: undefined }, 400, 'bad_request'],
    [{ key: 'short' }, 400, 'bad_request'],
    [{ version: '12' }, 400, 'bad_request'],
    [{ version: undefined }, 400, 'bad_request'],
    [{ upgrade: undefined }, 400, 'bad_request'],
    [{ upgrade: 'websocket, h2c' }, 400, 'bad_request'],
    [{ method: 'POST' }, 405, 'method_not_allowed'],
  ]
  for (const [change, status, code] of refusals) {
    const { statusLine, body } = await handshake(scene, user, { connection: 'close, upgrade', ...change })
    expect([change, statusLine]).toEqual([change, expect.stringContaining(` ${status} `)])
    expect([change, JSON.parse(body).code]).toEqual([change, code])
  }
  expect(scene.hub.counts().listeners).toBe(0)
  expect((await user.get('/models')).status).toBe(200)
})

test('a wish for another protocol is answered as if it were not there, with its body', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const body = '{"content":"from a client that asks for h2c"}'
  const { statusLine } = await handshake(scene, user, {
    method: 'POST',
    path: '/api/v1/chat/messages',
    upgrade: 'h2c',
    connection: 'close, upgrade, http2-settings',
    more: `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`,
    body,
  })
  expect(statusLine).toContain(' 202 ')
})

test('a client has nothing to say: every word closes its socket with the code that fits, and only that one', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const neighbour = user.socket()
  await neighbour.opened
  const words: [(socket: ReturnType<User['socket']>['socket']) => void, number][] = [
    [(socket) => socket.send('hello'), 1008],
    [(socket) => socket.send(''), 1008],
    [(socket) => socket.send(Buffer.from([0, 1, 2])), 1008],
    [(socket) => socket.send('x'.repeat(4_096)), 1008],
    [(socket) => socket.send('x'.repeat(4_097)), 1009],
    [(socket) => socket.send('x'.repeat(10_000_000)), 1009],
    [(socket) => Array.from({ length: 40 }, () => socket.send('part', { fin: false })), 1008],
    [(socket) => Array.from({ length: 40 }, () => socket.ping()), 1008],
    [(socket) => Array.from({ length: 40 }, () => socket.pong()), 1008],
    [(socket) => socket.send(Buffer.from([0xc3, 0x28]), { binary: false }), 1007],
  ]
  for (const [n, [speak, code]] of words.entries()) {
    const reader = user.socket()
    await reader.opened
    speak(reader.socket)
    expect([n, (await reader.ended).code]).toEqual([n, code])
  }
  await expect.poll(() => scene.hub.counts().listeners).toBe(1)
  expect(await scene.metrics()).toMatch(
    /streams_ended_total\{.*transport="socket",reason="misused",service="gateway"\} 10/,
  )
  expect(neighbour.socket.readyState).toBe(neighbour.socket.OPEN)
  await neighbour.close()
})

test('bytes that are no frames, and connections that break off anywhere, harm nobody', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  for (const bytes of ['\xff\xff\xff\xff\xff', 'GET / HTTP/1.1\r\n\r\n', '\x81\x05hello', '\x00'.repeat(50_000)]) {
    // with the handshake, and so before it has been answered
    const { statusLine, closed } = await handshake(scene, user, { body: bytes })
    expect(statusLine).toContain(' 101 ')
    await closed
  }
  const whole = textOf(scene, user, {})
  for (let cut = 1; cut < whole.length; cut += 7) {
    const socket = connect(scene.port, '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    socket.write(whole.slice(0, cut))
    socket.resetAndDestroy()
  }
  // behind a request that is still being answered
  const socket = connect(scene.port, '127.0.0.1').on('error', () => {})
  socket.write(`GET /api/v1/sessions HTTP/1.1\r\nHost: x\r\nCookie: ${user.cookie}\r\n\r\n${whole}`)
  await once(socket.resume(), 'close')
  for (let n = 0; n < 20; n++) {
    const reset = connect(scene.port, '127.0.0.1').on('error', () => {})
    reset.write(whole, () => reset.resetAndDestroy())
    await once(reset, 'close')
  }
  await expect.poll(() => scene.hub.counts().listeners).toBe(0)
  expect((await user.get('/models')).status).toBe(200)
})

test('chat-api away: a socket is refused with a time to come back', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { AppError } = await import('@continuo/contract')
  scene.chatApi.failures.set('*', new AppError('unavailable', 'Away'))
  expect(await user.socket().refused).toMatchObject({ status: 503, problem: { code: 'unavailable' } })
  expect(scene.hub.counts().listeners).toBe(0)
})

interface Handshake {
  method?: string
  path?: string
  cookie?: string | undefined
  origin?: string | undefined
  upgrade?: string | undefined
  connection?: string
  key?: string | undefined
  version?: string | undefined
  more?: string
  body?: string
}

function textOf({ port, origin }: Scene, { cookie }: { cookie: string }, change: Handshake): string {
  const { method, path, connection, more, body, ...named } = {
    ...{ method: 'GET', path: '/api/v1/chat/socket', connection: 'Upgrade', upgrade: 'websocket', cookie, origin },
    ...{ key: 'dGhlIHNhbXBsZSBub25jZQ==', version: '13', more: '', body: '' },
    ...change,
  }
  const headers = {
    ...{ Upgrade: named.upgrade, Cookie: named.cookie, Origin: named.origin },
    ...{ 'Sec-WebSocket-Key': named.key, 'Sec-WebSocket-Version': named.version },
  }
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\r\n`))
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: ${connection}\r\n`
  return `${head}${lines.join('')}${more}\r\n${body}`
}

/** A handshake by hand. Resolves with what is answered first; a refusal is read to its end. */
async function handshake(scene: Scene, user: { cookie: string }, change: Handshake) {
  const socket = connect(scene.port, '127.0.0.1').on('error', () => {})
  const closed = once(socket, 'close')
  let text = ''
  socket.on('data', (bytes) => (text += bytes.toString('latin1')))
  socket.write(textOf(scene, user, change), 'latin1')
  while (!text.includes('\r\n\r\n')) await Promise.race([once(socket, 'data'), closed])
  const [statusLine = ''] = text.split('\r\n', 1)
  if (!statusLine.includes(' 101 ')) await closed
  else if (change.body === undefined) socket.destroy()
  return { statusLine, body: text.slice(text.indexOf('\r\n\r\n') + 4), closed }
}
