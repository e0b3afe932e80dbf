import { type TcpProxy, eventually, startTcpProxy } from '@continuo/testkit'
import { expect, inject, test } from 'vitest'
import { newUser, startService } from './start-service.ts'

const through = (url: string, proxy: TcpProxy): string => {
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(proxy.port)
  return proxied.href
}
const portOf = (url: string) => Number(new URL(url).port)

test('while Postgres is away every call is unavailable with a hint, nothing dies, and it comes back by itself', async () => {
  await using proxy = await startTcpProxy({ port: portOf(inject('postgresUrl')) })
  await using api = await startService((url) => ({ DATABASE_URL: through(url, proxy) }))
  const { messages, generations } = api.client
  const caller = await newUser(api.client)
  const sent = await messages.sendMessage({ content: 'before' }, caller)
  proxy.set({ kind: 'refuse' })
  const unavailable = { code: 'unavailable', retryAfterS: 1 }
  await expect(messages.sendMessage({ content: 'during' }, caller)).rejects.toMatchObject(unavailable)
  await expect(messages.sync({}, caller)).rejects.toMatchObject(unavailable)
  await expect(
    generations.claim({ message_id: sent.message_id, dispatch_no: 1, worker_id: 'w' }),
  ).rejects.toMatchObject(unavailable)
  await eventually(() => expect(api.service.notReady()).toEqual(['the database does not answer']))
  expect(await api.context.metrics.registry.metrics()).toContain('continuo_rpc_duration_seconds')
  proxy.set({ kind: 'pass' })
  await eventually(() => expect(api.service.notReady()).toEqual([]))
  await messages.sendMessage({ content: 'after', session_id: sent.session_id }, caller)
})

test('connections to Postgres that fell silent are replaced', async () => {
  await using proxy = await startTcpProxy({ port: portOf(inject('postgresUrl')) })
  await using api = await startService((url) => ({ DATABASE_URL: through(url, proxy) }))
  const caller = await newUser(api.client)
  proxy.set({ kind: 'black-hole' })
  await expect(api.client.messages.sendMessage({ content: 'lost?' }, caller)).rejects.toMatchObject({
    code: expect.stringMatching(/unavailable|timeout/),
  })
  await eventually(() => expect(api.service.notReady()).toEqual(['the database does not answer']))
  // the old connections stay silent for ever: only new ones can answer
  proxy.set({ kind: 'pass' })
  await eventually(() => api.client.messages.sendMessage({ content: 'again' }, caller), 20_000)
})

test('while Redis is away messages are accepted and cancelled, and the service stays ready', async () => {
  await using api = await startService(() => ({ REDIS_URL: 'redis://127.0.0.1:1' }))
  const { messages, sessions } = api.client
  const caller = await newUser(api.client)
  const sent = await messages.sendMessage({ content: 'hello' }, caller)
  expect(await messages.cancel({ id: sent.message_id }, caller)).toMatchObject({ status: 'cancelled' })
  const retried = await messages.retry({ id: sent.message_id }, caller)
  expect(await messages.getMessage({ id: retried.message_id }, caller)).toMatchObject({ status: 'queued' })
  await sessions.deleteSession({ id: sent.session_id }, caller)
  expect(api.service.notReady()).toEqual([])
})
