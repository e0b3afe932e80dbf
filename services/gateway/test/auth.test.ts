import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { type Scene, openScene } from './scene.ts'

const ann = { email: 'ann@example.org', password: 'tide sorrow lantern' }

/** A browser: keeps its cookie as it is told to. */
function openBrowser({ origin }: Scene, cookie = '') {
  let present = cookie
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin,
        ...(present === '' ? {} : { cookie: present }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie().find((line) => line.startsWith('continuo='))
    if (set) present = set.includes('Max-Age=0') ? '' : set.split(';')[0]!
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
  return {
    call,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => call('POST', path, body, headers),
    get cookie() {
      return present
    },
  }
}

test('the page can ask how to sign in before anybody has', async () => {
  await using scene = await openScene({ GUESTS_ENABLED: 'false', GUESTS: 'on', SIGNUP: 'off' })
  const { status, body } = await openBrowser(scene).get('/auth/methods')
  expect([status, body]).toEqual([200, { local: true, oidc: null, guests: true, signup: false }])
})

test('what is switched off is refused', async () => {
  await using scene = await openScene({ GUESTS: 'off', LOCAL_ACCOUNTS: 'off', SIGNUP: 'open' })
  const browser = openBrowser(scene)
  for (const [path, body] of [
    ['/auth/guest', {}],
    ['/auth/signup', ann],
    ['/auth/login', ann],
  ] as const)
    expect([path, (await browser.post(path, body)).status]).toEqual([path, 403])
  expect(scene.chatApi.calls).toEqual([])
})

test('signing up, out and in again; a login is a new cookie each time, and the one before is worth nothing', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  const made = await browser.post('/auth/signup', { ...ann, name: 'Ann' })
  expect([made.status, made.body.user]).toEqual([
    201,
    expect.objectContaining({ kind: 'account', email: ann.email, name: 'Ann', role: 'user' }),
  ])
  const first = browser.cookie
  expect((await browser.post('/auth/login', { ...ann, email: ' ANN@Example.org ' })).status).toBe(200)
  const second = browser.cookie
  expect(second).not.toBe(first)
  expect((await openBrowser(scene, first).get('/auth/me')).status).toBe(401)
  const out = await browser.post('/auth/logout')
  expect([out.status, out.headers.get('clear-site-data'), browser.cookie]).toEqual([204, '"cache", "storage"', ''])
  expect((await openBrowser(scene, second).get('/auth/me')).status).toBe(401)
  // at a shared computer nobody finds out by asking twice
  expect((await browser.post('/auth/logout')).status).toBe(204)
})

test('a cookie that somebody planted is not what the person who signs in comes in by', async () => {
  await using scene = await openScene()
  const thief = openBrowser(scene)
  await thief.post('/auth/guest')
  const victim = openBrowser(scene, thief.cookie)
  const { body } = await victim.post('/auth/signup', ann)
  expect(victim.cookie).not.toBe(thief.cookie)
  const seen = await thief.get('/auth/me')
  expect(seen.status).toBe(401)
  expect((await victim.get('/auth/me')).body.user.id).toBe(body.user.id)
  // made up by the browser: never taken over
  const invented = `continuo=${'A'.repeat(43)}`
  const other = openBrowser(scene, invented)
  await other.post('/auth/login', ann)
  expect(other.cookie).not.toBe(invented)
})

test('a guest who signs up, or is upgraded, keeps its chats', async () => {
  await using scene = await openScene()
  for (const path of ['/auth/signup', '/auth/upgrade']) {
    const browser = openBrowser(scene)
    const guest = (await browser.post('/auth/guest')).body.user
    const { session_id } = (await browser.post('/chat/messages', { content: 'Hello' })).body
    const before = browser.cookie
    const { body } = await browser.post(path, { ...ann, email: `x${path.length}@example.org` })
    expect(body.user).toMatchObject({ id: guest.id, kind: 'account' })
    expect((await browser.get(`/sessions/${session_id}`)).status).toBe(200)
    expect((await openBrowser(scene, before).get('/auth/me')).status).toBe(401)
    expect((await browser.post('/auth/upgrade', { ...ann, email: 'again@example.org' })).status).toBe(409)
  }
})

test('wrong credentials are 401 with a code of their own, whatever is wrong; bad bodies name the field only', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  await browser.post('/auth/signup', ann)
  await browser.post('/auth/logout')
  const replies = await Promise.all([
    browser.post('/auth/login', { ...ann, password: 'not the password' }),
    browser.post('/auth/login', { ...ann, email: 'nobody@example.org' }),
  ])
  for (const { status, body } of replies) expect([status, body.code]).toEqual([401, 'wrong_credentials'])
  const [one, two] = replies.map(({ body }) => ({ ...body, request_id: '' }))
  expect(one).toEqual(two)
  for (const [body, field] of [
    [{ ...ann, password: 'short' }, 'password'],
    [{ ...ann, password: 'x'.repeat(129) }, 'password'],
    [{ ...ann, password: { $ne: null } }, 'password'],
    [{ ...ann, email: 'ann' }, 'email'],
    [{ ...ann, email: ['ann@example.org'] }, 'email'],
  ] as const) {
    const reply = await browser.post('/auth/signup', body)
    expect([reply.status, reply.body.detail]).toEqual([400, expect.stringContaining(`${field}:`)])
    expect(reply.text).not.toContain(ann.password)
  }
  // fields that nobody may set are not set
  const sly = openBrowser(scene)
  const { body } = await sly.post('/auth/signup', {
    ...ann,
    email: 'sly@example.org',
    role: 'admin',
    kind: 'x',
    id: '1',
  })
  expect(body.user).toMatchObject({ role: 'user', kind: 'account' })
})

test('one sees where one is signed in, and ends any of it', async () => {
  await using scene = await openScene()
  const [laptop, phone] = [openBrowser(scene), openBrowser(scene)]
  await laptop.post('/auth/signup', ann)
  await phone.post('/auth/login', ann)
  const { items } = (await laptop.get('/auth/logins')).body
  expect(items.map(({ current }: { current: boolean }) => current).toSorted()).toEqual([false, true])
  const other = items.find(({ current }: { current: boolean }) => !current)
  expect((await laptop.call('DELETE', `/auth/logins/${other.id}`)).status).toBe(204)
  expect((await phone.get('/auth/me')).status).toBe(401)
  await phone.post('/auth/login', ann)
  const everywhere = await laptop.post('/auth/logout-everywhere')
  expect([everywhere.status, laptop.cookie, everywhere.headers.get('clear-site-data')]).toEqual([
    204,
    '',
    '"cache", "storage"',
  ])
  expect((await phone.get('/auth/me')).status).toBe(401)
})

test('a changed password is a new login here, and none elsewhere', async () => {
  await using scene = await openScene()
  const [laptop, phone] = [openBrowser(scene), openBrowser(scene)]
  await laptop.post('/auth/signup', ann)
  await phone.post('/auth/login', ann)
  const before = laptop.cookie
  const change = (current_password: string) =>
    laptop.post('/auth/password', { current_password, password: 'another long sentence' })
  expect((await change('wrong')).body.code).toBe('wrong_credentials')
  expect(laptop.cookie).toBe(before)
  expect((await change(ann.password)).status).toBe(200)
  expect(laptop.cookie).not.toBe(before)
  expect((await laptop.get('/auth/me')).status).toBe(200)
  expect((await phone.get('/auth/me')).status).toBe(401)
})

test('an access token does what its scopes say and nothing else', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  await browser.post('/auth/signup', ann)
  const make = async (...scopes: string[]) =>
    (await browser.post('/auth/tokens', { name: 'script', scopes, expires_in_days: 30 })).body
  const [reader, writer] = [await make('chat:read'), await make('chat:write')]
  expect(reader.token).toMatch(/^cnt_[\w-]{43}$/)
  const { items } = (await browser.get('/auth/tokens')).body
  expect(items).toHaveLength(2)
  expect(JSON.stringify(items)).not.toContain('cnt_')
  // no origin, as from a program
  const by = async ({ token }: { token: string }, method: string, path: string, body?: object) => {
    const response = await fetch(`${scene.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    await response.body?.cancel()
    return response.status
  }
  expect(await by(reader, 'GET', '/sessions')).toBe(200)
  expect(await by(reader, 'GET', '/auth/me')).toBe(200)
  expect(await by(reader, 'GET', '/chat/stream')).toBe(200)
  expect(await by(reader, 'POST', '/chat/messages', { content: 'x' })).toBe(403)
  expect(await by(writer, 'POST', '/chat/messages', { content: 'x' })).toBe(202)
  expect(await by(writer, 'GET', '/sessions')).toBe(403)
  const calls = scene.chatApi.calls.filter(({ method }) => method === 'listSessions')
  expect(calls).toHaveLength(1)
  for (const path of ['/auth/logins', '/auth/tokens', '/auth/export']) expect(await by(reader, 'GET', path)).toBe(403)
  const all = await make('chat:read', 'chat:write')
  for (const path of ['/auth/delete-account', '/auth/logout-everywhere'])
    expect(await by(all, 'POST', path, {})).toBe(403)
  // with both, the token alone decides
  const both = await browser.post('/chat/messages', { content: 'x' }, { authorization: `Bearer ${reader.token}` })
  expect(both.status).toBe(403)
  expect((await browser.call('DELETE', `/auth/tokens/${reader.id}`)).status).toBe(204)
  expect(await by(reader, 'GET', '/sessions')).toBe(401)
  for (const body of [{ scopes: ['admin'] }, { scopes: [] }, { expires_in_days: 366 }, { expires_in_days: 0 }])
    expect((await browser.post('/auth/tokens', { name: 'x', scopes: ['chat:read'], ...body })).status).toBe(400)
})

test('two Authorization headers are refused before anything is asked', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  await browser.post('/auth/signup', ann)
  const { connect } = await import('node:net')
  const socket = connect(scene.port, '127.0.0.1')
  socket.write(
    `GET /api/v1/sessions HTTP/1.1\r\nHost: x\r\nCookie: ${browser.cookie}\r\nAuthorization: Basic eDp5\r\n` +
      'Authorization: Bearer cnt_x\r\nConnection: close\r\n\r\n',
  )
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  expect(text).toMatch(/^HTTP\/1\.1 400 /)
  expect(text).toContain('more than one Authorization header')
})

test('somebody else may not end my logins or tokens, and cannot tell them from unknown ones', async () => {
  await using scene = await openScene()
  const [owner, stranger] = [openBrowser(scene), openBrowser(scene)]
  await owner.post('/auth/signup', ann)
  await stranger.post('/auth/signup', { ...ann, email: 'eve@example.org' })
  const login = (await owner.get('/auth/logins')).body.items[0].id
  const token = (await owner.post('/auth/tokens', { name: 'x', scopes: ['chat:read'] })).body.id
  const unknown = '0192a3b4-0000-7000-8000-000000000001'
  for (const [kind, id] of [
    ['logins', login],
    ['tokens', token],
  ]) {
    const [foreign, nobodys] = await Promise.all([
      stranger.call('DELETE', `/auth/${kind}/${id}`),
      stranger.call('DELETE', `/auth/${kind}/${unknown}`),
    ])
    expect([foreign.status, { ...foreign.body, request_id: '' }]).toEqual([404, { ...nobodys.body, request_id: '' }])
  }
  expect((await owner.get('/auth/me')).status).toBe(200)
})

test('a page that asks twenty things at once is one question to chat-api', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  await Promise.all(Array.from({ length: 20 }, () => user.get('/sessions')))
  expect(scene.chatApi.calls.filter(({ method }) => method === 'authenticate')).toHaveLength(1)
})

test('a cookie of an older release goes on as a login of today', async () => {
  await using scene = await openScene()
  const { id } = scene.chatApi.accounts.make()
  const { createHmac } = await import('node:crypto')
  const payload = Buffer.alloc(40)
  payload.write(id.replaceAll('-', ''), 'hex')
  payload.writeUInt32BE(Math.floor(Date.now() / 1_000), 32)
  payload.writeUInt32BE(Math.floor(Date.now() / 1_000) + 3_600, 36)
  const text = payload.toString('base64url')
  const secret = 'a secret of tests, long enough to be one'
  const mac = createHmac('sha256', secret).update(`continuo-login.v1.${text}`).digest('base64url')
  const old = openBrowser(scene, `continuo=v1.${text}.${mac}`)
  expect((await old.get('/auth/me')).body.user.id).toBe(id)
  const forged = openBrowser(scene, `continuo=v1.${text}.${'A'.repeat(43)}`)
  expect((await forged.get('/auth/me')).status).toBe(401)
})

test('an export is a file, whole and of its user; it is cut rather than wrong when it fails midway', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  await browser.post('/auth/signup', ann)
  const now = new Date().toISOString()
  const session = {
    id: '0192a3b4-0000-7000-8000-000000000002',
    title: 'Sea\n# not a heading',
    created_at: now,
    last_message_at: now,
  }
  const message = (position: number, role: string, content: string) => ({
    message: {
      id: `0192a3b4-0000-7000-8000-00000000010${position}`,
      session_id: session.id,
      role,
      position,
      content,
      status: 'completed',
      created_at: now,
    },
  })
  const pages = [
    { records: [{ session }, message(1, 'user', 'What is "salt"?')], next: 'more' },
    { records: [message(2, 'assistant', 'It is\nNaCl.'), { session: { ...session, title: 'Empty' } }] },
  ]
  const { exporting } = scene.chatApi.accounts
  exporting.read = async (after) => pages[after === undefined ? 0 : 1]!
  const json = await browser.get('/auth/export')
  expect(json.headers.get('content-disposition')).toBe('attachment; filename="continuo-chats.json"')
  expect(json.body).toMatchObject({
    user: { email: ann.email },
    sessions: [
      { title: session.title, messages: [{ content: 'What is "salt"?' }, { content: 'It is\nNaCl.' }] },
      { title: 'Empty', messages: [] },
    ],
  })
  const markdown = await browser.get('/auth/export?format=markdown')
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(markdown.text).toContain('\n## Sea # not a heading\n')
  expect(markdown.text).toContain('\n### You\n\nWhat is "salt"?\n')
  exporting.read = async (after) => {
    if (after !== undefined) throw new Error('gone')
    return pages[0]!
  }
  await expect(browser.get('/auth/export')).rejects.toThrow()
  exporting.read = async () => Promise.reject(new Error('gone'))
  expect((await browser.get('/auth/export')).status).toBe(500)
})

test('whoever deletes the account gives the password, is signed out and cannot come back', async () => {
  await using scene = await openScene()
  const browser = openBrowser(scene)
  await browser.post('/auth/signup', ann)
  const { cookie } = browser
  expect((await browser.post('/auth/delete-account', {})).body.code).toBe('wrong_credentials')
  const done = await browser.post('/auth/delete-account', { password: ann.password })
  expect([done.status, done.headers.get('clear-site-data'), browser.cookie]).toEqual([204, '"cache", "storage"', ''])
  await eventually(async () => expect((await openBrowser(scene, cookie).get('/auth/me')).status).toBe(401))
  expect((await browser.post('/auth/login', ann)).status).toBe(401)
})
