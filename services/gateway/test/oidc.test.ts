import { expect, test } from 'vitest'
import { type Forgery, client, openBrowser, startIssuer } from './oidc-issuer.ts'
import { openScene } from './scene.ts'

/** A gateway, a real issuer, and a browser. */
async function open(env: Record<string, string> = {}) {
  const resources = new AsyncDisposableStack()
  const issuer = resources.use(await startIssuer())
  const scene = resources.use(
    await openScene({
      OIDC_ISSUER: issuer.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: 'Example ID',
      ...env,
    }),
  )
  issuer.know(scene.origin)
  const isCallback = ({ pathname }: URL) => pathname === '/api/v1/auth/oidc/callback'
  const isOwnPage = (url: URL) => url.origin === scene.origin && !url.pathname.startsWith('/api/')
  const start = (returnTo?: string) =>
    `${scene.origin}/api/v1/auth/oidc/start${returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`}`
  return {
    scene,
    issuer,
    /** All the way. @returns where the browser stands in the end, as path and query. */
    async signIn(browser = openBrowser(), returnTo?: string) {
      const end = (await browser.follow(start(returnTo), isOwnPage)).at(-1)!
      return `${end.pathname}${end.search}`
    },
    /** To the moment at which the provider has sent the browser back, and it has not gone there yet. */
    async callback(browser = openBrowser()) {
      return (await browser.follow(start(), isCallback)).at(-1)!
    },
    async finish(browser: ReturnType<typeof openBrowser>, callback: URL) {
      const end = (await browser.follow(callback.href, isOwnPage)).at(-1)!
      return `${end.pathname}${end.search}`
    },
    async me(browser: ReturnType<typeof openBrowser>) {
      const cookie = Array.from(browser.cookiesOf(scene.origin), ([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(`${scene.origin}/api/v1/auth/me`, { headers: { cookie } })
      return { status: response.status, body: await response.json() }
    },
    start,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

test('who signs in at the provider is signed in here, by a cookie of its own, and comes back to where it was', async () => {
  await using world = await open()
  const browser = openBrowser()
  world.issuer.person.claims = {
    email: 'Ann@Example.org',
    email_verified: true,
    name: 'Ann',
    groups: ['chat', 'staff'],
  }
  expect(await world.signIn(browser, '/c/42?tab=1')).toBe('/c/42?tab=1')
  const { status, body } = await world.me(browser)
  expect([status, body.user]).toEqual([
    200,
    expect.objectContaining({ kind: 'account', email: 'ann@example.org', name: 'Ann', role: 'user' }),
  ])
  expect(body.methods.oidc).toEqual({ name: 'Example ID' })
  expect([...browser.cookiesOf(world.scene.origin).keys()]).toEqual(['continuo'])
  const asked = world.scene.chatApi.calls.find(({ method }) => method === 'logInByIdentity')
  expect(asked?.request).toMatchObject({ issuer: world.issuer.issuer, subject: 'ann', groups: ['chat', 'staff'] })
  // the same person, elsewhere, is the same user
  const other = openBrowser()
  await world.signIn(other)
  expect((await world.me(other)).body.user.id).toBe(body.user.id)
  world.issuer.person.sub = 'bob'
  const third = openBrowser()
  await world.signIn(third)
  expect((await world.me(third)).body.user.id).not.toBe(body.user.id)
})

test('the way to the provider has PKCE, state and nonce, each time others, and nothing that is a secret', async () => {
  await using world = await open()
  const [one, two] = await Promise.all(
    [1, 2].map(async () => {
      const response = await openBrowser().visit(new URL(world.start()))
      const cookie = response.headers.getSetCookie()[0]!
      expect(cookie).toMatch(/^continuo-oidc=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)
      return new URL(response.headers.get('location')!).searchParams
    }),
  )
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(one!.get(name)!.length).toBeGreaterThanOrEqual(43)
    expect(one!.get(name)).not.toBe(two!.get(name))
  }
  expect(one!.get('code_challenge_method')).toBe('S256')
  expect(one!.get('response_type')).toBe('code')
  expect(one!.get('redirect_uri')).toBe(`${world.scene.origin}/api/v1/auth/oidc/callback`)
  expect(one!.toString()).not.toContain(client.secret)
})

test.each<[string, Forgery]>([
  ['of another issuer', { claims: { iss: 'https://evil.example' } }],
  ['for another client', { claims: { aud: 'another-client' } }],
  ['for several clients, handed to another one', { claims: { aud: [client.id, 'other'], azp: 'other' } }],
  ['with another nonce', { claims: { nonce: 'n'.repeat(43) } }],
  ['without a nonce', { claims: { nonce: undefined } }],
  ['that has expired', { claims: { exp: Math.floor(Date.now() / 1_000) - 600 } }],
  ['without an end', { claims: { exp: undefined } }],
  ['of the future', { claims: { nbf: Math.floor(Date.now() / 1_000) + 600 } }],
  ['without a subject', { claims: { sub: undefined } }],
  ['without a signature (alg none)', { by: 'none' }],
  ['signed with the client secret (HS256)', { by: 'HS256' }],
  ['signed by another key', { by: 'another key' }],
  ['changed after it was signed', { by: 'nobody', claims: { sub: 'admin' } }],
])('an ID token %s is refused', async (_name, forgery) => {
  await using world = await open()
  const browser = openBrowser()
  world.issuer.control.forge = forgery
  expect(await world.signIn(browser)).toBe('/?login_error=failed')
  expect((await world.me(browser)).status).toBe(401)
  expect(world.scene.chatApi.calls.some(({ method }) => method === 'logInByIdentity')).toBe(false)
  // and it was the forgery: an honest one passes
  world.issuer.control.forge = undefined
  expect(await world.signIn(browser)).toBe('/')
})

test.each<[string, (params: URLSearchParams) => void]>([
  ['another state', (params) => params.set('state', 's'.repeat(43))],
  ['no state', (params) => params.delete('state')],
  ['two states', (params) => params.append('state', 's')],
  ['a code that nobody has issued', (params) => params.set('code', 'c'.repeat(43))],
  ['another issuer', (params) => params.set('iss', 'https://evil.example')],
  ['no issuer, though this provider always names itself', (params) => params.delete('iss')],
])('a return with %s is refused', async (_name, change) => {
  await using world = await open()
  const browser = openBrowser()
  const callback = await world.callback(browser)
  change(callback.searchParams)
  expect(await world.finish(browser, callback)).toBe('/?login_error=failed')
  expect((await world.me(browser)).status).toBe(401)
})

test('a return is good once, and only in the browser that began', async () => {
  await using world = await open()
  const [browser, thief] = [openBrowser(), openBrowser()]
  const callback = await world.callback(browser)
  expect(await world.finish(thief, callback)).toBe('/?login_error=expired')
  const flow = browser.cookiesOf(world.scene.origin).get('continuo-oidc')!
  expect(await world.finish(browser, callback)).toBe('/')
  expect(await world.finish(browser, callback)).toBe('/?login_error=expired')
  // the code is spent, whoever has copied the cookie as well
  thief.cookiesOf(world.scene.origin).set('continuo-oidc', flow)
  expect(await world.finish(thief, callback)).toBe('/?login_error=failed')
  expect((await world.me(thief)).status).toBe(401)
  // what another one wrote into it
  const [text = '', mac = ''] = flow.split('.')
  const forged = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(text, 'base64url').toString()), return_to: '//evil' }),
  )
  thief.cookiesOf(world.scene.origin).set('continuo-oidc', `${forged.toString('base64url')}.${mac}`)
  expect(await world.finish(thief, callback)).toBe('/?login_error=expired')
})

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example'])(
  'after signing in nobody is sent to %j',
  async (returnTo) => {
    await using world = await open()
    expect(await world.signIn(openBrowser(), returnTo)).toBe('/')
  },
)

test('an address that belongs to a local account reaches that account by no provider', async () => {
  await using world = await open()
  const local = world.scene.chatApi.accounts.make({ kind: 'account', email: 'ann@example.org', password: 'p' })
  for (const email_verified of [false, true]) {
    world.issuer.person.claims = { email: 'ann@example.org', email_verified }
    const browser = openBrowser()
    expect(await world.signIn(browser)).toBe('/')
    expect((await world.me(browser)).body.user.id).not.toBe(local.id)
  }
})

test('only people of the allowed domains come in, and an address that was not verified is of none', async () => {
  await using world = await open({ OIDC_ALLOWED_DOMAINS: 'Example.org, example.net' })
  const outcome = async (claims: object) => {
    world.issuer.person.claims = { ...claims }
    return world.signIn()
  }
  expect(await outcome({ email: 'ann@example.org', email_verified: true })).toBe('/')
  expect(await outcome({ email: 'ann@example.org', email_verified: false })).toBe('/?login_error=refused')
  expect(await outcome({ email: 'ann@example.org' })).toBe('/?login_error=refused')
  expect(await outcome({ email: 'ann@sub.example.org', email_verified: true })).toBe('/?login_error=refused')
  expect(await outcome({ email: 'ann@example.org@evil.example', email_verified: true })).toBe('/?login_error=refused')
  expect(await outcome({})).toBe('/?login_error=refused')
})

test('only people of the allowed groups come in, and those of the admin groups are administrators', async () => {
  await using world = await open({ OIDC_ALLOWED_GROUPS: 'chat', OIDC_ADMIN_GROUPS: 'chat-admins' })
  const signIn = async (groups: unknown) => {
    world.issuer.person.claims = { groups }
    const browser = openBrowser()
    return [await world.signIn(browser), (await world.me(browser)).body.user?.role]
  }
  expect(await signIn(['other'])).toEqual(['/?login_error=refused', undefined])
  expect(await signIn('chat')).toEqual(['/?login_error=refused', undefined])
  expect(await signIn(['chat'])).toEqual(['/', 'user'])
  world.issuer.person.sub = 'root'
  expect(await signIn(['chat', 'chat-admins'])).toEqual(['/', 'admin'])
})

test('a guest becomes the account and keeps the chats; another site cannot begin that', async () => {
  await using world = await open()
  const guest = await world.scene.signIn()
  const browser = openBrowser()
  const [name, value] = guest.cookie.split('=') as [string, string]
  browser.cookiesOf(world.scene.origin).set(name, value)
  for (const site of ['cross-site', 'same-site'])
    expect((await browser.visit(new URL(world.start()), { 'sec-fetch-site': site })).status).toBe(403)
  expect(await world.signIn(browser)).toBe('/')
  expect((await world.me(browser)).body.user).toMatchObject({ id: guest.userId, kind: 'account' })
  expect((await guest.get('/auth/me')).status).toBe(401)
})

test('a person who changes their mind, and a provider that is away, lead back to the page with a reason', async () => {
  await using world = await open()
  world.issuer.control.deny = true
  expect(await world.signIn()).toBe('/?login_error=cancelled')
  world.issuer.control.deny = false
  expect(await world.signIn()).toBe('/')
  await using away = await open({ OIDC_ISSUER: 'http://127.0.0.1:9' })
  expect(await away.signIn()).toBe('/?login_error=unavailable')
})
