import { AppError } from '@continuo/contract'
import { expect, test } from 'vitest'
import { openScene, someId } from './scene.ts'

test('people are told what they have used, and when their budgets begin anew', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { status, body } = await user.get('/me/usage')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    today: { answers: 2, input_tokens: 30, output_tokens: 50 },
    budgets: [{ kind: 'group', group: 'desk', tokens: 100, used: 80, resets_at: '2026-11-25T00:00:00.000Z' }],
  })
})

test('budgets are set, listed and removed by administrators; by nobody else', async () => {
  await using scene = await openScene()
  const [admin, user] = [await scene.signIn(), await scene.signIn()]
  scene.chatApi.users.get(admin.userId)!.role = 'admin'
  const budget = { user_id: user.userId, period: 'day', tokens: 1_000 }
  const made = await admin.post('/admin/budgets', budget)
  expect([made.status, made.body]).toMatchObject([200, { ...budget, group: null }])
  expect((await admin.get('/admin/budgets')).body).toEqual({ items: [made.body], next: null })
  expect((await user.post('/admin/budgets', budget)).status).toBe(403)
  expect((await user.get('/admin/budgets')).status).toBe(403)
  expect((await user.get('/admin/usage')).status).toBe(403)
  expect((await user.call('DELETE', `/admin/budgets/${made.body.id}`)).status).toBe(403)
  expect((await admin.call('DELETE', `/admin/budgets/${made.body.id}`)).status).toBe(204)
  expect((await admin.call('DELETE', `/admin/budgets/${someId()}`)).status).toBe(404)
  const wrong = [
    { ...budget, group: 'desk' },
    { period: 'day', tokens: 1 },
    { ...budget, tokens: -1 },
  ]
  for (const body of wrong) expect((await admin.post('/admin/budgets', body)).status).toBe(400)
})

test('usage is told for this month until today when nothing is said; nobody in particular is null', async () => {
  await using scene = await openScene()
  const admin = await scene.signIn()
  scene.chatApi.users.get(admin.userId)!.role = 'admin'
  const { body } = await admin.get('/admin/usage')
  const today = new Date().toISOString().slice(0, 10)
  expect(body.items).toMatchObject([
    { day: today, calls: 3, total_output_tokens: 60, answers: 2 },
    { day: `${today.slice(0, 7)}-01`, user_id: null },
  ])
})

test('the refusal of a spent budget says when there is a new one', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const resetsAt = new Date(Date.now() + 3_600_000).toISOString()
  const refusal = new AppError('budget_exceeded', 'Used up', { retryAfterS: 3_600, resetsAt })
  scene.chatApi.failures.set('sendMessage', refusal)
  const { status, headers, body } = await user.post('/chat/messages', { content: 'one more' })
  expect([status, headers.get('retry-after')]).toEqual([429, '3600'])
  expect(body).toMatchObject({ code: 'budget_exceeded', resets_at: resetsAt })
})
