import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { limits, newId } from '@continuo/contract'
import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { openScene } from './scene.ts'

test(
  'bodies that are wrong in every known way are refused by name, and the process goes on',
  { timeout: 30_000 },
  async () => {
    await using scene = await openScene()
    const user = await scene.signIn()
    const rssBefore = process.memoryUsage.rss()
    const bad: [unknown, number][] = [
      ['', 400],
      ['null', 400],
      ['[]', 400],
      ['"text"', 400],
      ['{', 400],
      ['{"content":', 400],
      ['{}', 400],
      ['{"content":7}', 400],
      ['{"content":["a"]}', 400],
      ['{"content":{"a":1}}', 400],
      ['{"content":"  "}', 400],
      ['{"content":"a\\u0000b"}', 400],
      ['{"content":"\\ud800"}', 400],
      ['{"content":"a","session_id":"*"}', 400],
      ['{"content":"a","id":"{x}"}', 400],
      [`{"content":"a","session_id":["${newId()}"]}`, 400],
      ['{"content":"a","model":""}', 400],
      ['{"__proto__":{"content":"a"}}', 400],
      ['{"constructor":{"prototype":{"content":"a"}}}', 400],
      [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
      [`{"content":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`, 400],
      [`{${Array.from({ length: 90_000 }, (_, index) => `"k${index}":1`).join()}}`, 400],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
      [`{"content":"${'x'.repeat(limits.contentChars + 1)}"}`, 400],
      [`{"content":"${'x'.repeat(limits.bodyBytes)}"}`, 413],
      [Buffer.alloc(5_000_000, 0x20), 413],
    ]
    for (const [body, expected] of bad) {
      const response = await fetch(`${scene.origin}/api/v1/chat/messages`, {
        method: 'POST',
        headers: { cookie: user.cookie, origin: scene.origin, 'content-type': 'application/json' },
        body: body as string,
      })
      const problem = (await response.json()) as { code: string; detail: string; status: number }
      expect([String(body).slice(0, 40), response.status, problem.status]).toEqual([
        String(body).slice(0, 40),
        expected,
        expected,
      ])
      expect(problem.detail).not.toBe('')
    }
    expect((await user.send('{"__proto__": 1}')).status).toBe('queued')
    expect(scene.chatApi.messages.size).toBe(2)
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(150 * 1_048_576)
  },
)

test('an unwanted field is left out, not passed on', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  await user.post('/chat/messages', { content: 'a', owner: newId(), role: 'assistant', epoch: 7, status: 'completed' })
  expect(Object.keys(scene.chatApi.calls.at(-1)?.request as object)).not.toEqual(
    expect.arrayContaining(['owner', 'epoch']),
  )
})

test.each([
  ['text/plain', {}, 415],
  ['application/x-www-form-urlencoded', {}, 415],
  ['multipart/form-data; boundary=x', {}, 415],
  ['', {}, 415],
  ['application/json; charset=utf-16', {}, 415],
  ['application/json; charset=UTF-8', {}, 202],
  ['Application/JSON', {}, 202],
  ['application/json', { 'content-encoding': 'gzip' }, 415],
])('a body sent as "%s" %o is answered with %i', async (type, headers, status) => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const response = await fetch(`${scene.origin}/api/v1/chat/messages`, {
    method: 'POST',
    headers: {
      cookie: user.cookie,
      origin: scene.origin,
      ...(type === '' ? {} : { 'content-type': type }),
      ...headers,
    },
    body: 'content-encoding' in headers ? gzipSync('{"content":"a"}') : Buffer.from('{"content":"a"}'),
  })
  expect(response.status).toBe(status)
})

test('a body shorter than promised does no harm', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const socket = connect(scene.port, '127.0.0.1').on('error', () => {})
  socket.write(
    `POST /api/v1/chat/messages HTTP/1.1\r\nHost: x\r\nCookie: ${user.cookie}\r\nOrigin: http://x\r\n` +
      'Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"content":"a"',
  )
  await once(socket, 'connect')
  socket.resume().end()
  await once(socket, 'close')
  expect(scene.chatApi.messages.size).toBe(0)
  expect((await user.get('/models')).status).toBe(200)
})

test('headers and addresses beyond the limit are refused', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  expect((await fetch(`${scene.origin}/api/v1/models?x=${'y'.repeat(20_000)}`)).status).toBe(431)
  expect((await user.get('/sessions/%E0%A4%A').catch(() => undefined))?.body).toMatchObject({ code: 'bad_request' })
})

test('unknown addresses are 404 and other methods 405, as problems', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  for (const path of ['/nothing', '/auth/nothing', '/chat/messages/x/y', '/Sessions']) {
    const { status, body, headers } = await user.get(path)
    expect([status, body.code, headers.get('content-type')]).toEqual([
      404,
      'not_found',
      expect.stringContaining('problem+json'),
    ])
  }
  const { status, headers, body } = await user.call('PUT', '/sessions')
  expect([status, headers.get('allow'), body.code]).toEqual([405, 'POST, GET', 'method_not_allowed'])
  expect((await user.get('/auth/logout')).status).toBe(405)
})

test('without a login, or with a broken one, every call of a user is 401; an access token is no cookie', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const [name, token = ''] = user.cookie.split('=')
  const last = token.at(-1) === 'A' ? 'B' : 'A'
  const cookies = [
    '',
    'continuo=',
    `${name}=${token.slice(0, 20)}${last}${token.slice(21)}`,
    `${name}=x.${token}`,
    `__Host-${user.cookie}`,
  ]
  for (const cookie of [...cookies, `${user.cookie}; ${name}=${token}x`]) {
    const { status, body } = await user.get('/sessions', { cookie })
    expect([cookie.slice(0, 30), status, body.code]).toEqual([cookie.slice(0, 30), 401, 'unauthenticated'])
  }
  // whoever shows an access token is judged by it alone
  for (const shown of ['Bearer abc', `Bearer ${token}`, 'bearer', `Bearer cnt_${token}`]) {
    const { status, body } = await user.get('/sessions', { authorization: shown })
    expect([shown, status, body.code]).toEqual([shown, 401, 'unauthenticated'])
  }
})

test('a write with a cookie counts only from this very origin', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const evil = [
    'null',
    'http://evil.example',
    `${scene.origin}.evil.example`,
    'http://127.0.0.1',
    `${scene.origin}/`,
    'file://',
    '',
  ]
  for (const origin of evil) {
    const { status, body } = await user.post('/chat/messages', { content: 'a' }, { origin })
    expect([origin, status, body.code]).toEqual([origin, 403, 'forbidden'])
  }
  const crossSite = await user.post('/chat/messages', { content: 'a' }, { 'sec-fetch-site': 'cross-site' })
  expect(crossSite.status).toBe(403)
  const silent = await fetch(`${scene.origin}/api/v1/sessions`, { method: 'POST', headers: { cookie: user.cookie } })
  expect(silent.status).toBe(403)
  expect(scene.chatApi.messages.size + scene.chatApi.sessions.size).toBe(0)
})

test('configured origins are the only ones, and an https one makes the cookie a __Host- cookie', async () => {
  await using scene = await openScene({ PUBLIC_ORIGIN: 'https://chat.example.org' })
  const post = (origin: string) => fetch(`${scene.origin}/api/v1/auth/guest`, { method: 'POST', headers: { origin } })
  expect((await post(scene.origin)).status).toBe(403)
  const response = await post('https://chat.example.org')
  const cookie = response.headers.getSetCookie()[0]
  expect(cookie).toMatch(/^__Host-continuo=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
  expect(response.headers.get('strict-transport-security')).toContain('max-age=')
})

test('a guest stays the same guest, signs out, and is refused where there are none', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const again = await user.post('/auth/guest')
  expect([again.status, again.body.user.id, again.headers.getSetCookie()]).toEqual([200, user.userId, []])
  expect((await user.get('/auth/me')).body).toEqual({
    user: { id: user.userId, kind: 'guest', name: null, email: null, role: 'user' },
    stand_in_model: true,
    methods: { local: true, oidc: null, guests: true, signup: true },
    report_share: 0.1,
  })
  scene.chatApi.users.clear()
  await eventually(async () => expect((await user.get('/auth/me')).status).toBe(401))
  expect((await user.post('/auth/guest')).status).toBe(201)
  const out = await user.post('/auth/logout')
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"'])
  expect(out.headers.getSetCookie()[0]).toMatch(/^continuo=; Path=\/; Max-Age=0/)

  await using closed = await openScene({ GUESTS_ENABLED: 'false' })
  expect((await fetch(`${closed.origin}/api/v1/auth/guest`, { method: 'POST' })).status).toBe(403)
})

test('every response forbids what the page does not need', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const urls = ['/', '/api/v1/models', '/api/v1/nothing', '/docs', '/nothing.js', '/api/v1/openapi.json']
  for (const url of urls) {
    const { headers } = await fetch(scene.origin + url, { headers: { cookie: user.cookie } })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect([url, policy.includes("require-trusted-types-for 'script'")]).toEqual([url, url !== '/docs'])
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('strict-transport-security')).toBe(false)
    expect(headers.has('access-control-allow-origin')).toBe(false)
  }
})
