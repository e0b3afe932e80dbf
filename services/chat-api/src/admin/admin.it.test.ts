import { newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { asCaller, goodPassword, newAccount, newGuest, newLogin, sha256, whoIs } from '../../test/people.ts'
import { startService } from '../../test/start-service.ts'

const adminEmail = 'root@example.org'

async function open() {
  const api = await startService(() => ({ ADMIN_EMAILS: adminEmail }))
  const root = await newAccount(api.client, { email: adminEmail })
  const { admin } = api.gateway
  const actions = async (filter: object = {}) =>
    (await admin.listAuditEvents({ limit: 100, ...filter }, root.caller)).items.map(({ action }) => action)
  return { api, client: api.client, admin, root, actions, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() }
}

test('users are found by a part of address or name and by the beginning of the id, page by page', async () => {
  await using world = await open()
  const { client, admin, root } = world
  const people = []
  for (const name of ['ann_1', 'annx1', 'bob']) people.push(await newAccount(client, { email: `${name}@Example.org` }))
  const guest = await newGuest(client)
  const find = async (filter: object) =>
    (await admin.listUsers({ limit: 50, ...filter }, root.caller)).items.map(({ id }) => id)
  const ids = people.map(({ caller }) => caller.userId)
  expect(await find({ search: 'ANN' })).toEqual([ids[1], ids[0]])
  expect(await find({ search: 'ann_' }), 'a _ is a _').toEqual([ids[0]])
  expect(await find({ search: ids[2]!.toUpperCase().slice(0, 30) })).toContain(ids[2])
  expect(await find({ search: 'nobody' })).toEqual([])
  expect(await find({ kind: 'guest' })).toEqual([guest.caller.userId])
  const first = await admin.listUsers({ limit: 3 }, root.caller)
  const second = await admin.listUsers({ limit: 3, before: first.next! }, root.caller)
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([
    guest.caller.userId,
    ...ids.toReversed(),
    root.caller.userId,
  ])
  expect(second.next).toBeUndefined()
  expect(first.items[1]).toMatchObject({ email: 'bob@example.org', role: 'user', last_seen_at: expect.any(String) })
})

test('whoever is disabled is out at once, by every login and token, and comes in again when enabled', async () => {
  await using world = await open()
  const { client, admin, root, actions } = world
  const ann = await newAccount(client)
  const token = 'cnt_disabled'
  await client.accounts.createAccessToken(
    { name: 't', scopes: ['chat:read'], expires_in_days: 1, token_sha256: sha256(token) },
    ann.caller,
  )
  const id = ann.caller.userId
  const logIn = () => client.accounts.logIn({ email: ann.email, password: goodPassword, ...newLogin() })
  expect(await admin.updateUser({ id, disabled: true }, root.caller)).toMatchObject({
    disabled_at: expect.any(String),
  })
  for (const shown of [ann.token, token])
    await expect(whoIs(client, shown)).rejects.toMatchObject({ code: 'unauthenticated' })
  const { ended } = await client.accounts.checkLogins({ ids: [ann.caller.loginId] })
  expect(ended).toEqual([ann.caller.loginId])
  await expect(logIn()).rejects.toMatchObject({ code: 'wrong_credentials' })
  await admin.updateUser({ id, disabled: true }, root.caller)

  expect((await admin.updateUser({ id, disabled: false }, root.caller)).disabled_at).toBeUndefined()
  const again = asCaller(await logIn())
  expect(again.userId).toBe(id)
  await expect(whoIs(client, token), 'tokens stay revoked').rejects.toMatchObject({ code: 'unauthenticated' })
  await admin.signOutUser({ id }, root.caller)
  expect((await client.accounts.checkLogins({ ids: [again.loginId] })).ended).toEqual([again.loginId])
  // what changes nothing is not written down
  expect(await actions({ user_id: id })).toEqual([
    'user_signed_out',
    'signed_in',
    'user_enabled',
    'user_disabled',
    'token_made',
    'account_made',
  ])
})

test('somebody always administers: the last one cannot be demoted or disabled, not by two at once either', async () => {
  await using world = await open()
  const { client, admin, root } = world
  const self = root.caller.userId
  for (const change of [{ role: 'user' }, { disabled: true }])
    await expect(admin.updateUser({ id: self, ...change }, root.caller)).rejects.toMatchObject({ code: 'conflict' })
  const ann = (await newAccount(client)).caller
  expect(await admin.updateUser({ id: ann.userId, role: 'admin' }, root.caller)).toMatchObject({ role: 'admin' })
  const other = { ...ann, roles: ['user', 'admin'] as const }
  const both = await Promise.allSettled([
    admin.updateUser({ id: self, role: 'user' }, other),
    admin.updateUser({ id: ann.userId, disabled: true }, root.caller),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const left = await world.api.db('users').where({ role: 'admin', disabled_at: null })
  expect(left).toHaveLength(1)
})

test('guests cannot be made administrators, and users that never were are not found', async () => {
  await using world = await open()
  const { client, admin, root } = world
  const guest = await newGuest(client)
  const promoted = admin.updateUser({ id: guest.caller.userId, role: 'admin' }, root.caller)
  await expect(promoted).rejects.toMatchObject({ code: 'conflict' })
  for (const call of [
    () => admin.updateUser({ id: newId(), disabled: true }, root.caller),
    () => admin.signOutUser({ id: newId() }, root.caller),
    () => admin.stopGeneration({ id: newId() }, root.caller),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not_found' })
})

test('active answers of everybody are listed without any text, and stopped; once', async () => {
  await using world = await open()
  const { client, admin, root, actions } = world
  const ann = await newAccount(client)
  const sent = await client.messages.sendMessage({ content: 'private words', model: 'm-9' }, ann.caller)
  const list = await admin.listGenerations({}, root.caller)
  expect(list.items).toMatchObject([
    { id: sent.message_id, user_id: ann.caller.userId, user_email: ann.email, status: 'queued', model: 'm-9' },
  ])
  expect(JSON.stringify(list)).not.toContain('private words')
  expect(await admin.stopGeneration({ id: sent.message_id }, root.caller)).toEqual({ status: 'cancelled' })
  expect(await admin.stopGeneration({ id: sent.message_id }, root.caller)).toEqual({ status: 'cancelled' })
  await expect(admin.stopGeneration({ id: sent.user_message_id }, root.caller)).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await admin.listGenerations({}, root.caller)).items).toEqual([])
  const events = await admin.listAuditEvents({ action: 'answer_stopped' }, root.caller)
  expect(events.items).toMatchObject([
    { actor_id: root.caller.userId, actor_email: adminEmail, subject_id: ann.caller.userId },
  ])
  expect(await actions({ action: 'answer_stopped' })).toHaveLength(1)
})
