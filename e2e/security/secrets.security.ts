import { randomBytes } from 'node:crypto'
import { type AcceptedMessage, newId } from '@continuo/contract'
import { Redis } from 'ioredis'
import { openApi, signInAsGuest } from '../support/client/api.ts'
import { startCollector } from '../support/collector.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import type { Product } from '../support/product/product.ts'

/** A word that is nowhere else. */
const marked = (what: string) => `${what}-${randomBytes(9).toString('hex')}`

/** All that the services have printed, at the level at which they print most. */
const logsOf = ({ gateway, chatApi, generators }: Product) =>
  [gateway, chatApi, ...generators].flatMap(({ name, tail }) => tail(5_000).map((line) => `${name}: ${line}`))

/** Every key of Redis that is not a log of an answer, with what is in it: jobs, limits, locks. */
async function redisBeside(url: string): Promise<string[]> {
  const redis = new Redis(url)
  try {
    const keys = (await redis.keys('*')).filter((key) => !key.startsWith('chat:stream:'))
    const values = await Promise.all(
      keys.map(async (key) => {
        const type = await redis.type(key)
        if (type === 'hash') return JSON.stringify(await redis.hgetall(key))
        if (type === 'string') return redis.get(key)
        if (type === 'list') return JSON.stringify(await redis.lrange(key, 0, -1))
        if (type === 'zset') return JSON.stringify(await redis.zrange(key, '0', '-1'))
        if (type === 'stream') return JSON.stringify(await redis.xrange(key, '-', '+'))
        return JSON.stringify(await redis.smembers(key))
      }),
    )
    return keys.map((key, n) => `${key} = ${values[n]}`)
  } finally {
    redis.disconnect()
  }
}

const linesWith = (lines: readonly string[], secrets: Record<string, string>) =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    lines.filter((line) => line.includes(secret)).map((line) => `${name}: ${line.slice(0, 300)}`),
  )

test('nothing that somebody typed, got, or proved to be with is in a log, a trace, a metric or a job', async ({
  product,
}) => {
  test.setTimeout(120_000)
  const providerKey = marked('sk-ant')
  await using collector = await startCollector()
  // the model's SDK would record what is asked and answered; ours must not let it
  const tracing = { ...collector.env, ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE: 'content' }
  for (const one of [product.gateway, product.chatApi, ...product.generators]) {
    await one.stop()
    await one.start({ ...tracing, LOG_LEVEL: 'trace', ANTHROPIC_API_KEY: providerKey })
  }
  const deps = { origin: product.origin, user: 'anna', history: emptyHistory() }
  const api = await signInAsGuest(deps)
  const wish = { name: 'script', scopes: ['chat:read', 'chat:write'] }
  const { body: made } = await api.call<{ token: string }>('POST', '/auth/tokens', wish)
  const secrets = {
    providerKey,
    ownToken: made.token,
    prompt: marked('prompt'),
    answer: marked('answer'),
    failing: marked('failing'),
    system: marked('system'),
    title: marked('title'),
    cookie: api.cookie.split('=')[1]!,
    password: marked('password'),
    token: `cnt_${randomBytes(32).toString('base64url')}`,
    query: marked('query'),
    header: marked('header'),
  }

  // a whole way: sent, answered, retried after a failure, cancelled, titled, searched for in every place
  const send = async (content: string, more: object = {}) =>
    (await api.call<AcceptedMessage>('POST', '/chat/messages', { content, id: newId(), ...more })).body
  const ended = (sent: AcceptedMessage, status: string) =>
    expect
      .poll(
        async () =>
          (await api.call<{ status: string }>('GET', `/chat/status/${sent.session_id}/${sent.message_id}`)).body.status,
        { timeout: 30_000 },
      )
      .toBe(status)
  const sent = await send(`${secrets.prompt} [echo] ${secrets.answer}`, { system: secrets.system })
  await ended(sent, 'completed')
  const failed = await send(`${secrets.failing} [fault:400 times=9]`)
  await ended(failed, 'error')
  const broken = await send(`${secrets.failing} [fault:bad_json times=9 after=3]`)
  const stopped = await send(`${secrets.prompt} [words:900] [tps:20]`)
  await api.call('POST', `/chat/messages/${stopped.message_id}/cancel`, {})
  await api.call('PATCH', `/sessions/${sent.session_id}`, { title: secrets.title })
  // and everything that is refused: bodies, queries, headers, logins
  await api.call('POST', '/chat/messages', { content: secrets.prompt, id: secrets.password })
  await api.call('POST', '/chat/messages', { content: `${secrets.prompt}\0`, password: secrets.password })
  await api.call('PATCH', `/sessions/${sent.session_id}`, { title: secrets.title.repeat(40) })
  const stranger = openApi(deps, '')
  await stranger.call('POST', '/auth/login', { email: 'a@example.org', password: secrets.password })
  await stranger.call('POST', '/auth/signup', { email: 'a@example.org', password: secrets.password })
  await stranger.call('POST', '/auth/login', { email: 'a@example.org', password: secrets.password })
  await api.call('GET', `/sessions?before=${secrets.query}&secret=${secrets.query}`)
  await api.call('GET', `/sessions/${secrets.query}`)
  await api.call('GET', `/${secrets.query}`)
  await fetch(`${product.origin}/${secrets.query}?access_token=${secrets.token}`)
  for (const headers of [
    { authorization: `Bearer ${secrets.ownToken}` },
    { authorization: `Bearer ${secrets.token}` },
    { authorization: `Basic ${secrets.header}` },
    { cookie: `continuo=${secrets.header}` },
    { 'last-event-id': secrets.header, 'user-agent': secrets.header, 'x-request-id': `${secrets.header} x` },
  ])
    await fetch(`${product.origin}/api/v1/sessions`, { headers: headers as unknown as Record<string, string> })
  await openApi(deps, `${api.cookie}x`).call('GET', '/auth/me')
  await ended(broken, 'error')
  // a worker that dies in the midst of it, and one that wakes up to nothing
  const cut = await send(`${secrets.prompt} [words:200] [tps:60]`)
  await expect
    .poll(
      async () =>
        (await api.call<{ content: string }>('GET', `/chat/status/${cut.session_id}/${cut.message_id}`)).body.content
          .length,
    )
    .toBeGreaterThan(10)
  await product.redis.kill()
  await product.redis.start()
  await ended(cut, 'completed')
  await product.runJanitor({ LOG_LEVEL: 'trace', SWEEP_GRACE_MS: '1' })
  await api.call('POST', '/auth/logout')

  const logs = logsOf(product)
  expect(logs.length).toBeGreaterThan(50)
  expect(linesWith(logs, secrets), 'logs').toEqual([])
  await expect.poll(() => collector.spans.filter(({ name }) => name === 'announce').length).toBeGreaterThan(3)
  expect(collector.spans.filter(({ failed }) => failed).length, 'failures that are traced').toBeGreaterThan(2)
  expect(linesWith(collector.bodies, secrets), 'traces').toEqual([])
  expect(linesWith((await product.metrics()).split('\n'), secrets), 'metrics').toEqual([])
  expect(linesWith(await redisBeside(product.redisUrl), secrets), 'jobs and whatever else is in Redis').toEqual([])
  const passing = await product.sql<{ row: string }>('select row_to_json(o)::text as row from outbox o')
  expect(
    linesWith(
      passing.map(({ row }) => row),
      secrets,
    ),
    'orders in Postgres',
  ).toEqual([])
  // nowhere at all, not even where chats are kept
  const { prompt: _p, answer: _a, failing: _f, system: _s, title: _t, ...never } = secrets
  const stored = await product.sql<{ row: string }>(
    `select row_to_json(t)::text as row from messages t union all select row_to_json(s)::text from sessions s
     union all select row_to_json(u)::text from users u union all select row_to_json(l)::text from logins l
     union all select row_to_json(c)::text from credentials c union all select row_to_json(t)::text from access_tokens t`,
  )
  expect(
    linesWith(
      stored.map(({ row }) => row),
      never,
    ),
    'rows',
  ).toEqual([])
})
