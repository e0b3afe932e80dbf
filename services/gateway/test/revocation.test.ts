import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { type Scene, type User, openScene } from './scene.ts'

const limitMs = 5_000

/** What ends a login, by another pod or by an administrator: this one is not told. */
const endings: Record<string, (scene: Scene, user: User) => void> = {
  'a login that was revoked elsewhere': ({ chatApi: { accounts } }, { userId }) => {
    for (const [key, entry] of accounts.entries) if (entry.userId === userId) accounts.entries.delete(key)
  },
  'a user who is disabled or deleted': ({ chatApi }, { userId }) => void chatApi.users.delete(userId),
}

const stateOf = (stream: { ended: Promise<unknown> }) =>
  Promise.race([stream.ended.then(() => 'ended'), Promise.resolve('open')])

test.each(Object.entries(endings))('the streams of %s close within 5 s, also without Redis', async (_name, end) => {
  for (const redisAway of [false, true]) {
    await using scene = await openScene()
    const [user, other] = [await scene.signIn(), await scene.signIn()]
    const { session_id } = await user.send()
    const socket = user.socket()
    await socket.opened
    const open = [await user.stream('/chat/stream'), await user.stream(`/chat/stream/${session_id}`), socket]
    const kept = await other.stream('/chat/stream')
    scene.setRedisAway(redisAway)
    end(scene, user)
    const began = performance.now()
    await Promise.all(open.map((stream) => stream.ended))
    expect(performance.now() - began).toBeLessThan(limitMs)
    expect((await user.get('/sessions')).status).toBe(401)
    const again = await user.stream('/chat/stream')
    expect(again.response.status).toBe(401)
    expect(await stateOf(kept)).toBe('open')
    await kept.close()
  }
})

test('what waits for an answer is refused when its login ends', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { session_id, message_id } = await user.send()
  const waits = [
    user.get(`/chat/status/${session_id}/${message_id}?cursor=0.0&wait=25`),
    user.post('/chat/messages?background=false', { content: 'and then?' }),
  ]
  await eventually(() =>
    expect(scene.chatApi.calls.filter(({ method }) => method === 'getMessage').length).toBeGreaterThan(1),
  )
  scene.chatApi.users.delete(user.userId)
  const began = performance.now()
  for (const { status, body } of await Promise.all(waits)) expect([status, body.code]).toEqual([401, 'unauthenticated'])
  expect(performance.now() - began).toBeLessThan(limitMs)
})

test('signing out here closes what is open here at once, in every tab', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const [feed, socket] = [await user.stream('/chat/stream'), user.socket()]
  await socket.opened
  expect((await user.post('/auth/logout')).status).toBe(204)
  const began = performance.now()
  await Promise.all([feed.ended, socket.ended])
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await scene.metrics()).toMatch(/continuo_gateway_streams_ended_total\{[^}]*reason="signed_out"[^}]*\} 1/)
})

test('while chat-api is away nobody is signed out', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const feed = await user.stream('/chat/stream')
  const { message_id } = await user.send()
  const answer = await scene.generate(message_id)
  scene.chatApi.hangs.add('checkLogins')
  await eventually(() => expect(scene.chatApi.calls.some(({ method }) => method === 'checkLogins')).toBe(true))
  await answer.write('still here')
  await feed.untilText(message_id, 'still here')
  expect(await stateOf(feed)).toBe('open')
  await feed.close()
})
