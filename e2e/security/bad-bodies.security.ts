import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { newId } from '@continuo/contract'
import { type Api, openApi, signInAsGuest } from '../support/client/api.ts'
import { type OfferedCall, endsLogin, offeredCalls } from '../support/client/operations.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import { residentBytes } from '../support/process-memory.ts'
import type { Product } from '../support/product/product.ts'

interface BadBody {
  readonly bytes: string | Buffer
  readonly headers?: Record<string, string>
}

const filled = (bytes: number, text: string) => text.repeat(Math.ceil(bytes / text.length)).slice(0, bytes)
const keys = (count: number) => `{${Array.from({ length: count }, (_, n) => `"k${n}":0`).join(',')}}`
const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}${close.repeat(depth)}`

/** What no call takes; each as small or as large as it has to be to do harm where it can. */
const badBodies: Record<string, BadBody> = {
  empty: { bytes: '' },
  blank: { bytes: '   ' },
  null: { bytes: 'null' },
  'an array': { bytes: '[]' },
  'an array of calls': { bytes: '[{"content":"a"},{"content":"b"}]' },
  'a number': { bytes: '1' },
  'a text': { bytes: '"content"' },
  'wrong types': {
    bytes: '{"content":{"$ne":null},"session_id":["x"],"id":{},"title":[],"create_session":"yes","cursor":7}',
  },
  'numbers out of range': { bytes: '{"content":1e999,"id":-0,"cursor":1e-999,"title":9007199254740993}' },
  'half of it': { bytes: '{"content":"a"' },
  'more than one': { bytes: '{"content":"a"}{"content":"b"}' },
  'a comment': { bytes: '{"content":"a"/**/}' },
  'nested arrays': { bytes: nested(100_000, '[', ']') },
  'nested objects': { bytes: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}` },
  'nested in a field': { bytes: `{"content":${nested(100_000, '[', ']')},"title":${nested(100_000, '[', ']')}}` },
  'as many keys as fit': { bytes: keys(80_000) },
  'a million keys': { bytes: keys(1_000_000) },
  'the same key many times': { bytes: `{${filled(900_000, '"content":"a",')}"content":1}` },
  prototypes: { bytes: '{"__proto__":{"content":"a","polluted":true},"constructor":{"prototype":{"polluted":true}}}' },
  'a long text': { bytes: `{"content":"${filled(1_000_000, 'x')}","title":"${filled(10_000, 'x')}"}` },
  'escapes that grow': { bytes: `{"content":"${filled(1_000_000, '\\u0000')}"}` },
  'not UTF-8': { bytes: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0xff, 0x7d]) },
  'half a character': { bytes: '{"content":"\\ud800","title":"\\udfff"}' },
  NUL: { bytes: '{"content":"a\\u0000b","title":"\\u0000"}' },
  'UTF-16': { bytes: Buffer.from('{"content":"a"}', 'utf16le') },
  'another charset': { bytes: '{"content":"a"}', headers: { 'content-type': 'application/json; charset=utf-7' } },
  'no type': { bytes: '{"content":"a"}', headers: { 'content-type': '' } },
  'a form': { bytes: 'content=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  'a gzip bomb': { bytes: gzipSync(Buffer.alloc(50_000_000)), headers: { 'content-encoding': 'gzip' } },
  'a gzip bomb that does not say so': { bytes: gzipSync(Buffer.alloc(50_000_000)) },
  'too large': { bytes: `{"content":"${filled(20_000_000, 'x')}"}` },
}

/** A call with an id that never was: bodies are to be refused before anybody looks for it. */
const pathOf = ({ path }: OfferedCall) => path.replaceAll(/\{\w+\}/g, () => newId())

async function send({ origin }: Product, api: Api, call: OfferedCall, { bytes, headers = {} }: BadBody) {
  const response = await fetch(`${origin}/api/v1${pathOf(call)}`, {
    method: call.method,
    headers: { ...api.headers, 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(bytes)),
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    // a server may refuse the rest of what is too large
    const { code } = ((cause as Error).cause ?? {}) as { code?: string }
    if (code === 'ECONNRESET' || code === 'EPIPE') return undefined
    throw cause
  })
  await response?.body?.cancel()
  return response?.status
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)

test('no body ends a process, gets a 5xx, or costs more than 50 MiB', async ({ product }) => {
  test.setTimeout(240_000)
  const api = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
  const offered = (await offeredCalls(product.origin)).filter(({ method, hasBody }) => method !== 'GET' && hasBody)
  // who ends a login has none for the next body: these are asked by nobody in particular
  const nobody = openApi({ origin: product.origin, user: 'nobody', history: emptyHistory() }, '')
  const targets = [product.gateway, product.chatApi]
  const pids = () => targets.map(({ pid }) => pid)
  const memory = () => targets.map(({ pid }) => residentBytes(pid!) ?? 0)
  const sendAll = async (body: BadBody, rounds: number) => {
    const statuses = new Set<number | undefined>()
    for (let n = 0; n < rounds; n++)
      for (const call of offered) statuses.add(await send(product, endsLogin(call) ? nobody : api, call, body))
    return [...statuses]
  }
  // what a process takes once, for good, is no cost of a body
  await sendAll(badBodies['as many keys as fit']!, 3)
  await sendAll(badBodies['a long text']!, 3)
  const before = pids()
  const figures: string[] = []
  for (const [name, body] of Object.entries(badBodies)) {
    const start = memory()
    const statuses = await sendAll(body, 1)
    for (const status of statuses) expect([name, status, (status ?? 400) < 500]).toEqual([name, status, true])
    const grown = memory().map((bytes, n) => bytes - start[n]!)
    figures.push(`${name} ${grown.map(megabytes).join('/')}`)
    expect([name, grown.map((bytes) => megabytes(bytes) <= 50)]).toEqual([name, [true, true]])
  }
  expect(pids()).toEqual(before)
  // what has no field that a call knows makes an empty session at most
  const { body: kept } = await api.call<{ items: { title: null }[] }>('GET', '/sessions?limit=200')
  expect(kept.items.filter(({ title }) => title !== null)).toEqual([])
  expect((await api.call<{ messages: unknown[] }>('GET', '/sync')).body.messages).toEqual([])
  test.info().annotations.push({ type: 'figure', description: `MiB of gateway/chat-api: ${figures.join(', ')}` })
})

test('bodies with lengths that lie, and requests inside requests, are answered once, with a 4xx, or cut', async ({
  product,
}) => {
  const api = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
  const { hostname, port, host } = new URL(product.origin)
  const before = product.gateway.pid
  const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: ${host}\r\nCookie: ${api.cookie}\r\nOrigin: ${product.origin}\r\nContent-Type: application/json\r\n`
  const inside = `GET /api/v1/auth/me HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  const requests: Record<string, string> = {
    'shorter than said': `${head}Content-Length: 500\r\n\r\n{}`,
    'two lengths': `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${inside}`,
    'length and chunks': `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inside}`,
    'a chunk that lies': `${head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
    'chunks of chunks': `${head}Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    'an unknown coding': `${head}Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    'a negative length': `${head}Content-Length: -1\r\n\r\n{}`,
    'a length that is none': `${head}Content-Length: 0x10\r\n\r\n{}`,
    'a folded header': `${head}X-A: a\r\n b\r\nContent-Length: 2\r\n\r\n{}`,
    'a bare line feed': `${head}X-A: a\nContent-Length: 2\r\n\r\n{}`,
    'NUL in a header': `${head}X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}`,
  }
  for (const [name, request] of Object.entries(requests)) {
    const answers = await rawAnswers(hostname, Number(port), request)
    // never two answers: the second would be somebody else's
    expect([name, answers.length <= 1, answers.every((status) => status >= 400 && status < 500)]).toEqual([
      name,
      true,
      true,
    ])
  }
  expect(product.gateway.pid).toBe(before)
  expect((await api.call('GET', '/sessions')).body).toEqual({ items: [], next: null })
})

/** The statuses of all that comes back until the connection ends, or for two seconds. */
function rawAnswers(host: string, port: number, request: string): Promise<number[]> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, host, () => socket.write(request))
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')))
    socket.on('error', () => {})
    socket.once('close', () => resolve([...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))))
  })
}

test('fields that nobody may set are ignored or refused, and change nothing', async ({ product }) => {
  const api = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
  const victim = newId()
  const extra = {
    ...{ role: 'admin', roles: ['admin'], kind: 'account', owner: victim, user_id: victim, userId: victim },
    ...{ epoch: 99, status: 'completed', position: 0, attempts: -1, claims: -1, cost: 0, sha256: 'x', content_seq: 9 },
    ...{ created_at: '2000-01-01T00:00:00Z', completed_at: '2000-01-01T00:00:00Z', message_count: 99, unread: true },
    ...{ titled_by_user: true, next_position: 99, changed_in: '1', disabled_at: null, groups: ['admin'] },
  }
  const made = await api.call<{ id: string }>('POST', '/sessions', { title: 'mine', ...extra })
  expect([201, 400]).toContain(made.status)
  const { body: sent } = await api.call<{ message_id: string; session_id: string; user_message_id: string }>(
    'POST',
    '/chat/messages',
    { content: 'hello [words:3]', ...extra },
  )
  await api.call('PATCH', `/sessions/${made.body.id}`, { pinned: true, ...extra })
  await api.call('POST', `/chat/messages/${sent.message_id}/cancel`, { ...extra })
  const sessions = await product.sql<Record<string, unknown>>(
    "select user_id, message_count, created_at > now() - interval '1 hour' as recent, id from sessions where id = any($1)",
    [[made.body.id, sent.session_id]],
  )
  const [me] = await product.sql<{ id: string; kind: string }>(
    'select u.id, u.kind from users u join sessions s on s.user_id = u.id where s.id = $1',
    [made.body.id],
  )
  expect(me?.kind).toBe('guest')
  expect(sessions.map(({ id, ...row }) => [id === made.body.id ? 'made' : 'sent', row])).toEqual(
    expect.arrayContaining([
      ['made', { user_id: me?.id, message_count: 0, recent: true }],
      ['sent', { user_id: me?.id, message_count: 2, recent: true }],
    ]),
  )
  const messages = await product.sql<{ epoch: number; position: number; recent: boolean }>(
    "select epoch, position, created_at > now() - interval '1 hour' as recent from messages where session_id = $1",
    [sent.session_id],
  )
  expect(messages).toHaveLength(2)
  for (const row of messages) {
    expect(row.recent).toBe(true)
    expect(row.epoch).toBeLessThan(99)
    expect(Number(row.position)).toBeGreaterThan(0)
  }
})
