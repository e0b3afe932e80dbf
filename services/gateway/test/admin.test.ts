import { AppError } from '@continuo/contract'
import { expect, test } from 'vitest'
import { openScene, someId } from './scene.ts'

async function open() {
  const scene = await openScene()
  const [admin, user] = [await scene.signIn(), await scene.signIn()]
  scene.chatApi.users.get(admin.userId)!.role = 'admin'
  return { scene, admin, user, [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose]() }
}

test('administrators see who there is, what runs and what was done; nobody else does', async () => {
  await using world = await open()
  const { admin, user } = world
  const users = await admin.get('/admin/users?limit=10')
  expect(users.status).toBe(200)
  expect(users.body.items).toContainEqual(
    expect.objectContaining({ id: user.userId, role: 'user', email: null, disabled_at: null }),
  )
  expect((await admin.get('/admin/generations')).body).toMatchObject({
    items: [{ status: 'queued', model: null, started_at: null, attempts: 0, user: { email: null } }],
    next: expect.any(String) as string,
  })
  expect((await admin.get('/admin/audit?action=signed_in')).body.items).toMatchObject([
    { action: 'sign_in_refused', actor: null, subject: null, facts: { network: '203.0.113.0/24' } },
    { action: 'signed_in', actor: { email: null } },
  ])
  for (const path of ['/admin/users', '/admin/generations', '/admin/audit'])
    expect([path, (await user.get(path)).status]).toEqual([path, 403])
  expect((await user.call('PATCH', `/admin/users/${user.userId}`, { role: 'admin' })).status).toBe(403)
  expect((await user.post(`/admin/users/${admin.userId}/sign-out`)).status).toBe(403)
  expect((await user.post(`/admin/generations/${someId()}/stop`)).status).toBe(403)
})

test('whoever is disabled or signed out by an administrator is refused at the next request', async () => {
  await using world = await open()
  const { scene, admin, user } = world
  const other = await scene.signIn()
  expect((await user.get('/auth/me')).status).toBe(200)
  const disabled = await admin.call('PATCH', `/admin/users/${user.userId}`, { disabled: true })
  expect([disabled.status, disabled.body.disabled_at]).toEqual([200, expect.any(String)])
  expect((await user.get('/auth/me')).status).toBe(401)
  expect((await other.get('/auth/me')).status).toBe(200)
  expect((await admin.post(`/admin/users/${other.userId}/sign-out`)).status).toBe(204)
  expect((await other.get('/auth/me')).status).toBe(401)
})

test('stopping tells how the answer has ended; unknown ids are not found, and a conflict is one', async () => {
  await using world = await open()
  const { scene, admin, user } = world
  expect(await admin.post(`/admin/generations/${user.userId}/stop`)).toMatchObject({
    status: 200,
    body: { id: user.userId, status: 'cancelled' },
  })
  expect((await admin.post(`/admin/generations/${someId()}/stop`)).status).toBe(404)
  expect((await admin.post(`/admin/users/${someId()}/sign-out`)).status).toBe(404)
  scene.chatApi.failures.set('updateUser', new AppError('conflict', 'This is the last administrator'))
  expect(await admin.call('PATCH', `/admin/users/${admin.userId}`, { role: 'user' })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  })
  expect((await admin.call('PATCH', `/admin/users/${admin.userId}`, { role: 'king' })).status).toBe(400)
})
