import { expect, test } from 'vitest'
import { dumpPostgres } from '../../test/everything-stored.ts'
import { goodPassword, newAccount, newGuest, newLogin, sha256 } from '../../test/people.ts'
import { startService } from '../../test/start-service.ts'
import { pruneAudit } from './prune.ts'

async function open() {
  const api = await startService()
  const admin = { userId: (await newAccount(api.client)).caller.userId, roles: ['user', 'admin'] as const }
  const list = (filter: object) => api.gateway.admin.listAuditEvents({ limit: 100, ...filter }, admin)
  return { api, client: api.client, admin, list, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() }
}

test('everything that concerns the safety of an account is written down: who, whom, when, by which request', async () => {
  await using world = await open()
  const { client, admin, list, api } = world
  const guest = await newGuest(client)
  const { userId } = guest.caller
  const { email, caller } = await newAccount(client, { guest_id: userId })
  const { accounts } = client
  await expect(accounts.logIn({ email, password: 'not the right one', ...newLogin() })).rejects.toThrow()
  await expect(accounts.logIn({ email: 'no@example.org', password: 'not right', ...newLogin() })).rejects.toThrow()
  await accounts.logIn({ email, password: goodPassword, ...newLogin() })
  const wish = { name: 'x', scopes: ['chat:read'], expires_in_days: 1, token_sha256: sha256('cnt_audit') }
  const token = await accounts.createAccessToken(wish, caller)
  for (let times = 0; times < 2; times++) await accounts.revokeAccessToken({ id: token.id }, caller)
  await accounts.changePassword({ current_password: goodPassword, password: 'other tide 12', ...newLogin() }, caller)
  await accounts.revokeLogins({}, caller)
  const budget = await api.gateway.limits.setBudget({ user_id: userId, period: 'day', tokens: 5 }, admin)
  await api.gateway.limits.deleteBudget({ id: budget.id }, { ...admin, requestId: 'request-7' })
  await accounts.deleteAccount({ password: 'other tide 12' }, caller)

  const { items } = await list({ user_id: userId })
  expect(items.map(({ action }) => action).toReversed()).toEqual([
    'signed_in',
    'account_upgraded',
    'sign_in_refused',
    'signed_in',
    'token_made',
    'token_revoked',
    'password_changed',
    'signed_out_everywhere',
    'budget_set',
    'budget_removed',
    'account_deleted',
  ])
  const byAction = Object.fromEntries(items.map((item) => [item.action, item]))
  expect(byAction['budget_removed']).toMatchObject({
    actor_id: admin.userId,
    subject_id: userId,
    request_id: 'request-7',
    facts: JSON.stringify({ period: 'day', tokens: 5 }),
  })
  expect(byAction['sign_in_refused']!.actor_id).toBeUndefined()
  expect(JSON.parse(byAction['sign_in_refused']!.facts)).toEqual({ network: '203.0.113.0/24' })
  // a try at an address that nobody has is one, too
  expect((await list({ action: 'sign_in_refused' })).items).toHaveLength(2)
  const written = (await dumpPostgres(api.db)).split('\n').filter((line) => line.startsWith('audit_events:'))
  for (const secret of [email, goodPassword, 'no@example.org', '203.0.113.7'])
    expect(written.join('\n')).not.toContain(secret)
})

test('lists go on page by page, newest first, without gap or repeat', async () => {
  await using world = await open()
  for (let n = 0; n < 5; n++) await newGuest(world.client)
  const all = (await world.list({})).items.map(({ id }) => id)
  const first = await world.list({ limit: 4 })
  const second = await world.list({ limit: 4, before: first.next })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all)
  expect([all.length, second.next]).toEqual([6, undefined])
})

test('what is done and that it was done are one: neither is there without the other', async () => {
  await using world = await open()
  const { api, client } = world
  await api.db.raw("create function fail() returns trigger language plpgsql as $$ begin raise 'no room'; end $$")
  await api.db.raw('create trigger fail before insert on audit_events for each row execute function fail()')
  await expect(newGuest(client)).rejects.toThrow()
  await expect(newAccount(client)).rejects.toThrow()
  await expect(api.gateway.limits.setBudget({ group: 'g', period: 'day', tokens: 1 }, world.admin)).rejects.toThrow()
  expect(await api.db('users').select('id')).toHaveLength(1)
  expect(await api.db('budgets').select('id')).toEqual([])
})

test('nobody changes an audit event, and only old ones are removed', async () => {
  await using world = await open()
  const { db } = world.api
  await expect(db('audit_events').update({ action: 'nothing' })).rejects.toThrow(/not changed/)
  await expect(db('audit_events').delete()).rejects.toThrow(/not changed/)
  const row = { action: 'signed_in' }
  const old = (days: number) => db.raw("now() - ? * interval '1 day'", [days])
  for (const days of [364, 366, 400])
    await db('audit_events').insert({ id: `00000000-0000-7000-8000-000000000${days}`, at: old(days), ...row })
  expect(await pruneAudit(db, { limit: 1, days: 365 })).toBe(1)
  expect(await world.api.client.maintenance.prune({ limit: 10 })).toMatchObject({ audit_events: 1 })
  expect(await db('audit_events').orderBy('id').pluck('id')).toContain('00000000-0000-7000-8000-000000000364')
  expect(await db('audit_events').pluck('id')).toHaveLength(2)
})
