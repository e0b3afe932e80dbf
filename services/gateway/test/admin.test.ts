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

test('the queue is told as it stands; what Redis did not say is null, and jobs are named without any text', async () => {
  await using world = await open()
  const { scene, admin, user } = world
  expect((await admin.get('/admin/queue')).body).toMatchObject({
    broker_available: false,
    queues: [{ name: 'chat', depth: { waiting: 2, running: 1 }, oldest_waiting_s: 4.5, broker: null }],
    waits: [{ window_s: 900, answers: 0, p50_s: null }],
    failures: [{ code: 'overloaded', answers: 3 }],
    workers: [{ id: 'w-1', connected: null, held: 1, holds: [{ since: expect.any(String) as string }] }],
  })
  expect(scene.chatApi.calls.at(-1)).toMatchObject({ method: 'getQueue', request: { failures_window_s: 3_600 } })
  expect((await admin.get('/admin/queue/jobs?state=delayed&queue=default')).body).toMatchObject({
    items: [{ queue: 'default', state: 'delayed', user: { email: null }, due_at: null, worker_id: null }],
    next: '50',
  })
  for (const query of ['?state=lost', '?queue=other', '?limit=0'])
    expect([query, (await admin.get(`/admin/queue/jobs${query}`)).status]).toEqual([query, 400])
  for (const path of ['/admin/queue', '/admin/queue/jobs'])
    expect([path, (await user.get(path)).status]).toEqual([path, 403])
})

test('a job is retried and removed by its answer; what cannot be done is said', async () => {
  await using world = await open()
  const { scene, admin, user } = world
  const job = `/admin/queue/jobs/${user.userId}`
  expect(await admin.post(`${job}/retry`)).toMatchObject({ status: 200, body: { outcome: 'ordered' } })
  expect(await admin.post(`${job}/retry?queue=default`)).toMatchObject({ body: { outcome: 'unchanged' } })
  expect(await admin.call('DELETE', job)).toMatchObject({ status: 200, body: { outcome: 'removed' } })
  expect((await admin.call('DELETE', `/admin/queue/jobs/${someId()}`)).status).toBe(404)
  expect((await user.post(`${job}/retry`)).status).toBe(403)
  expect((await user.call('DELETE', job)).status).toBe(403)
  scene.chatApi.failures.set('removeQueueJob', new AppError('conflict', 'The answer has ended already (completed)'))
  expect(await admin.call('DELETE', job)).toMatchObject({ status: 409, body: { code: 'conflict' } })
})
