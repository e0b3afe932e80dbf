import { newId } from '@continuo/contract'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { newUser, startService } from '../../test/start-service.ts'

async function openApi() {
  const api = await startService()
  const { limits } = api.gateway
  const user = await newUser(api.client)
  const admin = { ...(await newUser(api.client)), roles: ['user', 'admin'] as const }
  return { api, limits, user, admin, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() }
}

test('a budget is one of a user or a group and a period: setting it again changes it, at once', async () => {
  await using world = await openApi()
  const { limits, user, admin, api } = world
  const made = await limits.setBudget({ user_id: user.userId, period: 'day', tokens: 10 }, admin)
  const changed = await limits.setBudget({ user_id: user.userId, period: 'day', tokens: 0 }, admin)
  expect(changed).toMatchObject({ id: made.id, tokens: 0 })
  await expect(api.client.messages.sendMessage({ content: 'x' }, user)).rejects.toMatchObject({
    code: 'budget_exceeded',
    resetsAt: expect.stringMatching(/T00:00:00.000Z$/) as string,
  })
  expect(await limits.getUsage({}, user)).toMatchObject({ budgets: [{ kind: 'user', tokens: 0, used: 0 }] })
  await limits.deleteBudget({ id: made.id }, admin)
  await expect(api.client.messages.sendMessage({ content: 'x' }, user)).resolves.toMatchObject({ status: 'queued' })
  await expect(limits.deleteBudget({ id: made.id }, admin)).rejects.toMatchObject({ code: 'not_found' })
})

test('budgets of nobody, of both, or of an unknown user are refused', async () => {
  await using world = await openApi()
  const { limits, admin } = world
  const budget = { period: 'day', tokens: 10 }
  await expect(limits.setBudget(budget, admin)).rejects.toMatchObject({ code: 'bad_request' })
  await expect(limits.setBudget({ ...budget, user_id: newId(), group: 'x' }, admin)).rejects.toMatchObject({
    code: 'bad_request',
  })
  await expect(limits.setBudget({ ...budget, user_id: newId() }, admin)).rejects.toMatchObject({ code: 'not_found' })
  await expect(limits.setBudget({ ...budget, group: 'x', period: 'year' }, admin)).rejects.toMatchObject({
    code: 'bad_request',
  })
})

test('only administrators set budgets and see what everybody has used', async () => {
  await using world = await openApi()
  const { limits, user } = world
  for (const call of [
    limits.setBudget({ group: 'x', period: 'day', tokens: 1 }, user),
    limits.listBudgets({ limit: 10 }, user),
    limits.deleteBudget({ id: newId() }, user),
    limits.listUsage({ from: '2026-01-01', to: '2026-01-02', limit: 10 }, user),
  ])
    await expect(call).rejects.toMatchObject({ code: 'forbidden' })
})

test('lists go on page by page, without gap or repeat', async () => {
  await using world = await openApi()
  const { limits, admin, user, api } = world
  for (let n = 0; n < 5; n++) await limits.setBudget({ group: `g${n}`, period: 'month', tokens: n }, admin)
  await using db = await connect(api.database.url)
  await db.query(
    `insert into usage_days (user_id, day, model, answers, attempts)
     select $1::uuid, date '2026-01-01' + n / 2, 'm' || n % 2, 1, 2 from generate_series(0, 8) n`,
    [user.userId],
  )
  const all = async <T>(page: (before: string | undefined) => Promise<{ items: T[]; next?: string }>) => {
    const items: T[] = []
    let next: string | undefined
    do {
      const reply = await page(next)
      items.push(...reply.items)
      next = reply.next
    } while (next !== undefined)
    return items
  }
  const budgets = await all((before) => limits.listBudgets({ limit: 2, ...(before ? { before } : {}) }, admin))
  expect(budgets.map(({ group }) => group)).toEqual(['g4', 'g3', 'g2', 'g1', 'g0'])
  const span = { from: '2026-01-01', to: '2026-01-04', limit: 3 }
  const days = await all((before) => limits.listUsage({ ...span, ...(before ? { before } : {}) }, admin))
  expect(days.map(({ day, model }) => `${day} ${model}`)).toEqual(
    ['04', '03', '02', '01'].flatMap((day) => [`2026-01-${day} m1`, `2026-01-${day} m0`]),
  )
  expect(days[0]).toMatchObject({ user_id: user.userId, calls: 2, user: { answers: 1 } })
  const others = await limits.listUsage({ ...span, user_id: newId() }, admin)
  expect(others.items).toEqual([])
  await expect(limits.listUsage({ ...span, to: '2027-06-01' }, admin)).rejects.toMatchObject({ code: 'bad_request' })
})

async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}
