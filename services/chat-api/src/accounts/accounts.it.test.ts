import { newId } from '@continuo/contract'
import type { ChatApiClient } from '@continuo/rpc'
import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { goodPassword, newAccount, newGuest, newLogin, sha256, whoIs } from '../../test/people.ts'
import { startService } from '../../test/start-service.ts'
import { createDatabase } from '../db/knex.ts'

async function open(env: NodeJS.ProcessEnv = {}) {
  const api = await startService(() => env)
  const db = createDatabase({ url: api.database.url })
  return {
    api: api.client,
    db,
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await api[Symbol.asyncDispose]()
    },
  }
}

const refusal = async (call: Promise<unknown>) => {
  const error = (await call.catch((caught: unknown) => caught)) as { code?: string; message?: string }
  return `${error.code}: ${error.message}`
}
const signIn = (api: ChatApiClient, email: string, password: string, address?: string) =>
  api.accounts.logIn({ email, password, login: newLogin(address).login })

test('who signs up is signed in, and can come in again by address and password', async () => {
  await using world = await open()
  const ann = await newAccount(world.api, { email: 'ann@example.org' })
  expect(ann.principal).toMatchObject({
    kind: 'password',
    account: { kind: 'account', email: 'ann@example.org', role: 'user' },
  })
  expect((await whoIs(world.api, ann.token)).account?.id).toBe(ann.caller.userId)
  const { token, login } = newLogin()
  await world.api.accounts.logIn({ email: 'ann@example.org', password: goodPassword, login })
  const again = await whoIs(world.api, token)
  expect(again.account?.id).toBe(ann.caller.userId)
  expect(again.login_id).not.toBe(ann.caller.loginId)
})

test('what is stored tells neither a password nor a token', async () => {
  await using world = await open()
  const { token } = await newAccount(world.api)
  const stored = JSON.stringify([await world.db('credentials'), await world.db('logins')], (_key, value: unknown) =>
    value instanceof Object && 'data' in value ? Buffer.from(value.data as number[]).toString('latin1') : value,
  )
  expect(stored).not.toContain(goodPassword)
  expect(stored).not.toContain(token)
  expect(stored).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  // enough of an address to recognise oneself, too little to be found
  expect(stored).toContain('203.0.113.0/24')
  expect(stored).not.toContain('203.0.113.7')
})

test('a wrong password, an unknown address and a disabled account are refused with the same words', async () => {
  await using world = await open()
  const { email } = await newAccount(world.api)
  const disabled = await newAccount(world.api)
  await world
    .db('users')
    .where({ id: disabled.caller.userId })
    .update({ disabled_at: world.db.fn.now(3) })
  const wrong = await refusal(signIn(world.api, email, 'not the password'))
  expect(wrong).toContain('wrong_credentials')
  expect(await refusal(signIn(world.api, 'nobody@example.org', goodPassword))).toBe(wrong)
  expect(await refusal(signIn(world.api, disabled.email, goodPassword))).toBe(wrong)
})

test('common passwords and short ones are refused, and so is an address that is taken', async () => {
  await using world = await open()
  const { email } = await newAccount(world.api)
  const signUp = (password: string, address = `x-${newId()}@example.org`) =>
    refusal(world.api.accounts.signUp({ email: address, password, login: newLogin().login }))
  expect(await signUp('Password12345')).toContain('bad_request: password')
  expect(await signUp('eleven char')).toContain('bad_request: password')
  expect(await signUp('x'.repeat(129))).toContain('bad_request: password')
  const taken = await signUp(goodPassword, email)
  expect(taken).toContain('conflict')
  expect(taken).not.toContain(email)
  expect(await world.db('users')).toHaveLength(1)
})

test('somebody who guesses is slowed down from there, and its owner gets in from elsewhere', async () => {
  await using world = await open()
  const { email } = await newAccount(world.api)
  // at once, so that none of them is counted after another has been looked at
  const tries = await Promise.all(Array.from({ length: 15 }, (_, n) => refusal(signIn(world.api, email, `guess ${n}`))))
  expect(tries.filter((outcome) => outcome.startsWith('wrong_credentials'))).toHaveLength(10)
  expect(tries.filter((outcome) => outcome.startsWith('too_many_requests'))).toHaveLength(5)
  // not even with the right one now
  await expect(signIn(world.api, email, goodPassword)).rejects.toMatchObject({ code: 'too_many_requests' })
  await expect(signIn(world.api, email, goodPassword)).rejects.toHaveProperty('retryAfterS')
  expect((await signIn(world.api, email, goodPassword, '198.51.100.9')).account?.email).toBe(email)
  // nobody is told by this whether there is such an account
  const nobody = Array.from({ length: 11 }, () => refusal(signIn(world.api, 'nobody@example.org', 'guess')))
  expect((await Promise.all(nobody)).filter((outcome) => outcome.startsWith('too_many'))).toHaveLength(1)
})

test('a login ends by logout, by revoking it from elsewhere, and by signing out everywhere', async () => {
  await using world = await open()
  const { api } = world
  const ann = await newAccount(api)
  const [second, third] = [newLogin(), newLogin()]
  for (const { login } of [second, third]) await api.accounts.logIn({ email: ann.email, password: goodPassword, login })
  const { items } = await api.accounts.listLogins({}, ann.caller)
  expect(items).toHaveLength(3)
  expect(items.filter(({ current }) => current).map(({ id }) => id)).toEqual([ann.caller.loginId])
  const secondId = (await whoIs(api, second.token)).login_id

  const stranger = await newAccount(api)
  const foreign = await refusal(api.accounts.revokeLogin({ id: secondId }, stranger.caller))
  expect(foreign).toContain('not_found')
  expect(await refusal(api.accounts.revokeLogin({ id: newId() }, stranger.caller))).toBe(foreign)

  await api.accounts.revokeLogin({ id: secondId }, ann.caller)
  await expect(whoIs(api, second.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  await api.accounts.logOut({}, ann.caller)
  await api.accounts.logOut({}, ann.caller)
  await expect(whoIs(api, ann.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await whoIs(api, third.token)).toMatchObject({ kind: 'password' })
  await api.accounts.revokeLogins({}, ann.caller)
  await expect(whoIs(api, third.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const ids = [secondId, ann.caller.loginId, stranger.caller.loginId]
  expect((await api.accounts.checkLogins({ ids })).ended.toSorted()).toEqual([secondId, ann.caller.loginId].toSorted())
})

test('a login ends when it is not used, and at its time even when it is', async () => {
  await using world = await open({ LOGIN_IDLE_MS: '3600000', LOGIN_LIFETIME_MS: '7200000' })
  const { api, db } = world
  const [idle, used, guest] = [await newAccount(api), await newAccount(api), await newGuest(api)]
  const age = (id: string, column: 'last_seen_at' | 'expires_at') =>
    db('logins')
      .where({ id })
      .update({ [column]: db.raw("now() - interval '61 minutes'") })
  await age(idle.caller.loginId, 'last_seen_at')
  await expect(whoIs(api, idle.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  await age(used.caller.loginId, 'expires_at')
  await expect(whoIs(api, used.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const ids = [idle, used, guest].map(({ caller }) => caller.loginId)
  expect((await api.accounts.checkLogins({ ids })).ended).toEqual(ids.slice(0, 2))
  // a guest has no other way back to the chats, so only being away for long ends it
  await age(guest.caller.loginId, 'last_seen_at')
  expect((await whoIs(api, guest.token)).kind).toBe('guest')
  await eventually(async () => {
    const row = await db('logins').where({ id: guest.caller.loginId }).first('last_seen_at')
    expect(Date.now() - row!.last_seen_at.getTime()).toBeLessThan(60_000)
  })
})

test('a disabled user is out, with every login and access token', async () => {
  await using world = await open()
  const { api, db } = world
  const ann = await newAccount(api)
  const token = `cnt_${newId()}`
  await api.accounts.createAccessToken(
    { name: 'script', scopes: ['chat:read'], expires_in_days: 1, token_sha256: sha256(token) },
    ann.caller,
  )
  const tokenId = (await whoIs(api, token)).login_id
  await db('users')
    .where({ id: ann.caller.userId })
    .update({ disabled_at: db.fn.now(3) })
  await expect(whoIs(api, ann.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(whoIs(api, token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const ids = [ann.caller.loginId, tokenId]
  expect((await api.accounts.checkLogins({ ids })).ended).toEqual(ids)
})

test('a guest becomes an account with all chats, and whoever else had the login is out', async () => {
  await using world = await open()
  const { api } = world
  const guest = await newGuest(api)
  const { session_id } = await api.messages.sendMessage({ content: 'as a guest' }, guest.caller)
  const ann = await newAccount(api, { guest_id: guest.caller.userId })
  expect(ann.caller.userId).toBe(guest.caller.userId)
  expect(ann.principal.account?.kind).toBe('account')
  expect((await api.sessions.getSession({ id: session_id }, ann.caller)).id).toBe(session_id)
  await expect(whoIs(api, guest.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  // once only: an account cannot be taken over by the same way
  await expect(newAccount(api, { guest_id: guest.caller.userId })).rejects.toMatchObject({ code: 'conflict' })
  await expect(newAccount(api, { guest_id: newId() })).rejects.toMatchObject({ code: 'conflict' })
})

test('a changed password puts everybody else out', async () => {
  await using world = await open()
  const { api } = world
  const ann = await newAccount(api)
  const other = newLogin()
  await api.accounts.logIn({ email: ann.email, password: goodPassword, login: other.login })
  const change = (current_password: string, password: string) => {
    const { token, login } = newLogin()
    return api.accounts.changePassword({ current_password, password, login }, ann.caller).then(() => token)
  }
  await expect(change('not the password', 'a rather new sentence')).rejects.toMatchObject({ code: 'wrong_credentials' })
  await expect(change(goodPassword, 'password12345')).rejects.toMatchObject({ code: 'bad_request' })
  const fresh = await change(goodPassword, 'a rather new sentence')
  for (const token of [ann.token, other.token])
    await expect(whoIs(api, token)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect((await whoIs(api, fresh)).account?.id).toBe(ann.caller.userId)
  await expect(signIn(api, ann.email, goodPassword)).rejects.toMatchObject({ code: 'wrong_credentials' })
  await signIn(api, ann.email, 'a rather new sentence')
  const guest = await newGuest(api)
  await expect(
    api.accounts.changePassword(
      { current_password: 'x', password: 'a rather new sentence', login: newLogin().login },
      guest.caller,
    ),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('an access token says who it is until it is revoked or its time is over', async () => {
  await using world = await open()
  const { api, db } = world
  const [ann, stranger, guest] = [await newAccount(api), await newAccount(api), await newGuest(api)]
  const make = (caller: typeof ann.caller, token: string) =>
    api.accounts.createAccessToken(
      { name: 'script', scopes: ['chat:read'], expires_in_days: 30, token_sha256: sha256(token) },
      caller,
    )
  const made = await make(ann.caller, 'cnt_one')
  expect(await whoIs(api, 'cnt_one')).toMatchObject({ kind: 'token', scopes: ['chat:read'], login_id: made.id })
  // a cookie is no access token, and the other way round
  await expect(
    api.accounts.authenticate({ token_sha256: sha256('cnt_one'), access_token: false }),
  ).rejects.toMatchObject({ code: 'unauthenticated' })
  await eventually(async () =>
    expect((await api.accounts.listAccessTokens({}, ann.caller)).items[0]?.last_used_at).toBeDefined(),
  )
  await expect(make(guest.caller, 'cnt_guest')).rejects.toMatchObject({ code: 'conflict' })
  await expect(api.accounts.revokeAccessToken({ id: made.id }, stranger.caller)).rejects.toMatchObject({
    code: 'not_found',
  })
  await api.accounts.revokeAccessToken({ id: made.id }, ann.caller)
  await expect(whoIs(api, 'cnt_one')).rejects.toMatchObject({ code: 'unauthenticated' })
  const late = await make(ann.caller, 'cnt_late')
  await db('access_tokens')
    .where({ id: late.id })
    .update({ expires_at: db.fn.now(3) })
  await expect(whoIs(api, 'cnt_late')).rejects.toMatchObject({ code: 'unauthenticated' })
  expect((await api.accounts.listAccessTokens({}, ann.caller)).items).toEqual([])
})

test('no access token reaches the settings of its account', async () => {
  await using world = await open()
  const { api } = world
  const ann = await newAccount(api)
  const byToken = { ...ann.caller, scopes: ['chat:read', 'chat:write'] }
  for (const call of [
    api.accounts.listLogins({}, byToken),
    api.accounts.revokeLogins({}, byToken),
    api.accounts.readExport({}, byToken),
    api.accounts.deleteAccount({ password: goodPassword }, byToken),
    api.accounts.createAccessToken(
      { name: 'more', scopes: ['chat:write'], expires_in_days: 365, token_sha256: sha256('cnt_more') },
      byToken,
    ),
  ])
    await expect(call).rejects.toMatchObject({ code: 'forbidden' })
})

test('what an older release has signed is a login once more, until its user has signed out', async () => {
  await using world = await open()
  const { api } = world
  const guest = await newGuest(api)
  const adopt = (name: string, issued_at: string, user_id = guest.caller.userId) =>
    api.accounts.adoptLogin({ user_id, issued_at, login: { token_sha256: sha256(name) } })
  const before = new Date(Date.now() - 1_000).toISOString()
  const first = await adopt('v1.old', before)
  expect((await adopt('v1.old', before)).login_id).toBe(first.login_id)
  expect((await whoIs(api, 'v1.old')).account?.id).toBe(guest.caller.userId)
  await api.accounts.revokeLogin({ id: first.login_id }, guest.caller)
  await expect(adopt('v1.old', before)).rejects.toMatchObject({ code: 'unauthenticated' })
  // one that nobody had shown until then
  await api.accounts.revokeLogins({}, guest.caller)
  await expect(adopt('v1.unseen', before)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(adopt('v1.nobody', before, newId())).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('the first of the named addresses becomes the administrator, and no other', async () => {
  await using world = await open({ ADMIN_EMAILS: 'Root@Example.org, second@example.org' })
  const { api } = world
  expect((await newAccount(api)).principal.account?.role).toBe('user')
  expect((await newAccount(api, { email: 'root@example.org' })).principal.account?.role).toBe('admin')
  expect((await newAccount(api, { email: 'second@example.org' })).principal.account?.role).toBe('user')
})

test('a person of a provider is (issuer, subject), whatever address comes with it', async () => {
  await using world = await open()
  const { api } = world
  const local = await newAccount(api, { email: 'ann@example.org' })
  const come = (fields: object = {}) =>
    api.accounts.logInByIdentity({
      issuer: 'https://id.example.org',
      subject: 'ann',
      email: 'ann@example.org',
      email_verified: false,
      groups: [],
      login: newLogin().login,
      ...fields,
    })
  const [first, twin] = await Promise.all([come({ name: 'Ann' }), come({ name: 'Ann' })])
  expect(first.account?.id).not.toBe(local.caller.userId)
  expect(twin.account?.id).toBe(first.account?.id)
  const later = await come({ name: 'Ann B', email: 'ann@other.example', groups: ['chat'], admin: true })
  expect(later.account).toMatchObject({ id: first.account!.id, name: 'Ann B', groups: ['chat'], role: 'admin' })
  expect((await come({ admin: false })).account?.role).toBe('user')
  expect((await come({ issuer: 'https://evil.example.org' })).account?.id).not.toBe(first.account?.id)
  // a guest without an account gets one; the chats of the guest of a known person stay the guest's
  const guest = await newGuest(api)
  const upgraded = await come({ subject: 'bob', guest_id: guest.caller.userId })
  expect(upgraded.account).toMatchObject({ id: guest.caller.userId, kind: 'account' })
  await world
    .db('users')
    .where({ id: first.account!.id })
    .update({ disabled_at: world.db.fn.now(3) })
  await expect(come()).rejects.toMatchObject({ code: 'forbidden' })
})

test('an export holds every session and every message, and of nobody else', async () => {
  await using world = await open()
  const { api } = world
  const [ann, stranger] = [await newAccount(api), await newAccount(api)]
  await api.messages.sendMessage({ content: 'not hers' }, stranger.caller)
  const empty = await api.sessions.createSession({ title: 'Empty' }, ann.caller)
  const { session_id } = await api.messages.sendMessage({ content: 'long '.repeat(40_000) }, ann.caller)
  for (let n = 1; n < 12; n++)
    await api.messages.sendMessage({ content: `${n} ${'long '.repeat(39_000)}`, session_id }, ann.caller)
  const records = []
  let pages = 0
  for (let after: string | undefined; ; pages++) {
    const page = await api.accounts.readExport(after === undefined ? {} : { after }, ann.caller)
    records.push(...page.records)
    if (page.next === undefined) break
    after = page.next
  }
  expect(pages).toBeGreaterThan(0)
  const kinds = records.map(({ session, message }) => session?.id ?? message?.position)
  expect(kinds).toEqual([empty.id, session_id, ...Array.from({ length: 24 }, (_, index) => index + 1)])
  expect(JSON.stringify(records)).not.toContain('not hers')
  await expect(api.accounts.readExport({ after: "' or 1=1" }, ann.caller)).rejects.toMatchObject({
    code: 'bad_request',
  })
})
