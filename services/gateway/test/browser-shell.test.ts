import { expect, test } from 'vitest'
import { openScene } from './scene.ts'

const listed = ['https://app.example.org', 'http://localhost:5173']
/** Twenty-eight that look like one of the listed, and the two. */
const origins = [
  ...listed,
  'https://app.example.org:443',
  'https://app.example.org:8443',
  'https://app.example.org.',
  'https://app.example.org/',
  'https://APP.example.org',
  'HTTPS://app.example.org',
  'http://app.example.org',
  'https://app.example.org.evil.example',
  'https://evil-app.example.org',
  'https://evil.example/app.example.org',
  'https://evil.example?https://app.example.org',
  'https://app.example.org@evil.example',
  'https://user@app.example.org',
  'https://example.org',
  'https://sub.app.example.org',
  'https://appXexample.org',
  'https://app.example.org%00.evil.example',
  'https://app.example.org,https://evil.example',
  'https://evil.example, https://app.example.org',
  'null',
  'file://',
  '*',
  'https://*.example.org',
  'chrome-extension://app.example.org',
  'http://localhost',
  'http://localhost:5174',
  'http://127.0.0.1:5173',
  'https://localhost:5173',
]

test('of thirty origins the two that are listed may read with credentials, spelled exactly; no other is told a word', async () => {
  await using scene = await openScene({ CORS_ORIGINS: listed.join(',') })
  const user = await scene.signIn()
  expect(origins).toHaveLength(30)
  for (const origin of origins)
    for (const cookie of [user.cookie, '']) {
      const { status, headers } = await user.get('/sessions', { origin, cookie })
      const isListed = listed.includes(origin)
      expect([origin, cookie !== '', status]).toEqual([
        origin,
        cookie !== '',
        cookie === '' ? 401 : isListed ? 200 : 403,
      ])
      const cors = [...headers].filter(([name]) => name.startsWith('access-control-'))
      const allowed = {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-request-id, retry-after',
      }
      expect([origin, Object.fromEntries(cors)]).toEqual([origin, isListed ? allowed : {}])
      expect([origin, headers.get('vary')]).toEqual([origin, expect.stringMatching(/origin/i)])
    }
})

test('a listed origin may write, and is told before what it may send; another gets neither', async () => {
  await using scene = await openScene({ CORS_ORIGINS: listed[0]! })
  const user = await scene.signIn()
  const ask = (origin: string) =>
    user.call('OPTIONS', '/sessions', undefined, { origin, 'access-control-request-method': 'POST' })
  const told = await ask(listed[0]!)
  expect([told.status, told.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, POST, PATCH, DELETE'])
  expect((await ask(listed[1]!)).status).toBe(405)
  const write = (origin: string) => user.post('/sessions', { title: 'x' }, { origin, 'sec-fetch-site': 'cross-site' })
  expect((await write(listed[0]!)).status).toBe(201)
  expect((await write(listed[1]!)).status).toBe(403)
  expect(scene.chatApi.sessions.size).toBe(1)
})

test('no other site opens an event stream with the cookie of a user', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { session_id } = await user.send()
  const { host } = new URL(scene.origin)
  const statusOf = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`${scene.origin}/api/v1${path}`, { headers: { cookie: user.cookie, ...headers } })
    await response.body?.cancel()
    return response.status
  }
  const evil = ['http://evil.example', 'null', `http://${host}.evil.example`, 'http://127.0.0.1:1', `${scene.origin}/`]
  const paths = ['/chat/stream', `/chat/stream/${session_id}`]
  for (const path of paths) {
    for (const origin of evil) expect([origin, await statusOf(path, { origin })]).toEqual([origin, 403])
    for (const site of ['cross-site', 'same-site'])
      expect([site, await statusOf(path, { 'sec-fetch-site': site })]).toEqual([site, 403])
    const own: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: scene.origin }]
    for (const headers of own) {
      const stream = await user.stream(path, headers)
      expect([path, stream.response.status]).toEqual([path, 200])
      await stream.close()
    }
  }
})

test('forms, plain text and reads change nothing, whatever they carry', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { session_id, message_id } = await user.send()
  const before = JSON.stringify([...scene.chatApi.sessions.values(), ...scene.chatApi.messages.values()])
  const body = '{"content":"forged","session_id":"' + session_id + '"}'
  const writes: [method: string, path: string][] = [
    ['POST', '/chat/messages'],
    ['POST', '/sessions'],
    ['PATCH', `/sessions/${session_id}`],
  ]
  for (const [method, path] of writes) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const crossSite = await user.call(method, path, body, { 'content-type': type, origin: 'http://evil.example' })
      expect([path, type, crossSite.status]).toEqual([path, type, 403])
      const own = await user.call(method, path, body, { 'content-type': type })
      expect([path, type, own.status]).toEqual([path, type, 415])
    }
  }
  const mutators = [`/chat/messages/${message_id}/cancel`, `/chat/messages/${message_id}/retry`, '/auth/logout']
  for (const path of mutators) expect([path, (await user.get(path)).status]).toEqual([path, 405])
  for (const method of ['PUT', 'DELETE']) expect((await user.call(method, '/chat/messages')).status).toBe(405)
  const override = await user.post(`/sessions/${session_id}`, {}, { 'x-http-method-override': 'DELETE' })
  expect(override.status).toBe(405)
  expect((await user.get(`/sessions/${session_id}?_method=DELETE`)).status).toBe(200)
  expect(JSON.stringify([...scene.chatApi.sessions.values(), ...scene.chatApi.messages.values()])).toBe(before)
})

test('every response, errors and refusals included, has the whole set of protecting headers', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const urls = [
    '/',
    '/api/v1/models',
    '/api/v1/nothing',
    '/api/v1/sessions/x',
    '/nothing.js',
    '/%E0%A4%A',
    '/api/v1/openapi.json',
  ]
  for (const url of urls) {
    const { headers } = await fetch(scene.origin + url, { headers: { cookie: user.cookie } })
    const policy = new Set((headers.get('content-security-policy') ?? '').split(/;\s*/))
    const wanted = [
      ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "worker-src 'self'"],
      ...[
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
      ],
    ]
    for (const directive of wanted) expect([url, [...policy]]).toEqual([url, expect.arrayContaining([directive])])
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/)
    expect([url, Object.fromEntries(headers)]).toEqual([
      url,
      expect.objectContaining({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'permissions-policy': expect.stringContaining('camera=(), '),
      }),
    ])
    expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull()
  }
})
