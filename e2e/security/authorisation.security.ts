import { get } from 'node:http'
import { type AcceptedMessage, newId } from '@continuo/contract'
import { signUp } from '../support/client/api.ts'
import { type OfferedCall, offeredCalls } from '../support/client/operations.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import type { Product } from '../support/product/product.ts'

/** Objects of one person, by what they are. */
interface Belongings {
  readonly session: string
  readonly message: string
  readonly login: string
  readonly token: string
}

const isForAdmins = (path: string) => path.startsWith('/admin/')

/** What a parameter of a path is the id of. A call with any other parameter fails the test: say here whose it is. */
function kindOf(path: string, name: string): keyof Belongings {
  if (name === 'session_id' || path.startsWith('/sessions/{id}')) return 'session'
  // whatever it is: nobody but an administrator gets to where ids are looked at
  if (isForAdmins(path) || path.startsWith('/auth/logins/{id}')) return 'login'
  if (path.startsWith('/auth/tokens/{id}')) return 'token'
  if (name === 'message_id' || path.startsWith('/chat/messages/{id}')) return 'message'
  throw new Error(`whose is {${name}} of ${path}?`)
}

/** Bodies that name objects, for the calls that take them; others are sent `{}`. */
const bodies: Record<string, (ids: Belongings) => object> = {
  postMessage: ({ session, message }) => ({ content: 'go on', session_id: session, base: message }),
  updateSession: () => ({ title: 'taken' }),
}
/** Of the calls that name no object in their path. */
const namesInBody = new Set(['postMessage'])

/** Addresses with cursors and waits beside the plain one. */
const variants: Record<string, (ids: Belongings) => string[]> = {
  streamSession: ({ message }) => ['', `?cursor=${message}:0.0`],
  getMessageStatus: () => ['', '?cursor=0.0&wait=1'],
  listMessages: () => ['', '?before=2&limit=1'],
}

const namesObjects = ({ path, id }: OfferedCall) => !isForAdmins(path) && (path.includes('{') || namesInBody.has(id))
const unknown = (): Belongings => ({ session: newId(), message: newId(), login: newId(), token: newId() })

function requestsOf(call: OfferedCall, ids: Belongings) {
  const path = call.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[kindOf(call.path, name)])
  const queries = variants[call.id]?.(ids) ?? ['']
  const body = call.hasBody ? (bodies[call.id]?.(ids) ?? {}) : undefined
  return queries.map((query) => ({ method: call.method, path: path + query, body }))
}

/** Everything of an answer that could tell one refusal from another. */
async function answerTo(origin: string, cookie: string, request: ReturnType<typeof requestsOf>[number]) {
  const response = await fetch(`${origin}/api/v1${request.path}`, {
    method: request.method,
    headers: {
      origin,
      ...(cookie ? { cookie } : {}),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  const text = isStream ? '' : await response.text()
  if (isStream) await response.body?.cancel()
  const requestId = response.headers.get('x-request-id') ?? 'no request id'
  const passing = /^(date|x-request-id|ratelimit.*|retry-after)$/
  const headers = [...response.headers].filter(([name]) => !passing.test(name))
  return { status: response.status, body: text.replaceAll(requestId, '<request>'), headers }
}

async function someone(product: Product, user: string) {
  const deps = { origin: product.origin, user, history: emptyHistory() }
  const api = await signUp(deps, `${user}-${newId()}@example.org`, 'tide sorrow lantern')
  const body = { content: 'mine alone [words:400] [tps:20]' }
  const { body: sent } = await api.call<AcceptedMessage>('POST', '/chat/messages', body)
  const { body: me } = await api.call<{ user: { id: string } }>('GET', '/auth/me')
  const { body: logins } = await api.call<{ items: { id: string }[] }>('GET', '/auth/logins')
  const wish = { name: 'script', scopes: ['chat:read'] }
  const { body: token } = await api.call<{ id: string }>('POST', '/auth/tokens', wish)
  const ids = { session: sent.session_id, message: sent.message_id, login: logins.items[0]!.id, token: token.id }
  return { api, userId: me.user.id, belongings: ids }
}

/** What comes of every way to name these objects, in the order of the calls. */
async function answers(product: Product, calls: readonly OfferedCall[], ids: () => Belongings, cookie: string) {
  const found: Record<string, Awaited<ReturnType<typeof answerTo>>> = {}
  for (const call of calls)
    for (const [n, request] of requestsOf(call, ids()).entries())
      found[`${call.method} ${call.path} ${n}`] = await answerTo(product.origin, cookie, request)
  return found
}

/** Rows as they are, without what a generator does to them meanwhile. */
const rowsOf = ({ sql }: Product, { session, message, login, token }: Belongings) =>
  Promise.all([
    sql('select id, revoked_at from logins where id = $1', [login]),
    sql('select id, revoked_at from access_tokens where id = $1', [token]),
    sql('select id, user_id, title, pinned, model, system, message_count from sessions where id = $1', [session]),
    sql(
      "select id, position, role, replaced_by, status in ('queued', 'generating') as running from messages where session_id = $1 order by position, id",
      [session],
    ),
    sql("select id from messages where id = $1 and status <> 'cancelled'", [message]),
  ])

test("every call of the API with somebody else's object, running or deleted, is answered as for an id that never was", async ({
  product,
}) => {
  const calls = (await offeredCalls(product.origin)).filter(namesObjects)
  expect(calls.length).toBeGreaterThan(8)
  const [anna, berta] = [await someone(product, 'anna'), await someone(product, 'berta')]
  const mine = anna.belongings
  const never = await answers(product, calls, unknown, berta.api.cookie)
  for (const [name, { status, body }] of Object.entries(never))
    expect([name, status, JSON.parse(body)]).toEqual([name, 404, expect.objectContaining({ code: 'not_found' })])
  const before = await rowsOf(product, mine)
  expect(await answers(product, calls, () => mine, berta.api.cookie)).toEqual(never)
  expect(await rowsOf(product, mine)).toEqual(before)

  expect((await anna.api.call('DELETE', `/sessions/${mine.session}`)).status).toBe(204)
  expect(await answers(product, calls, () => mine, berta.api.cookie)).toEqual(never)
  const own = await answers(product, calls, () => mine, anna.api.cookie)
  for (const [name, answer] of Object.entries(own))
    if (!name.startsWith('DELETE')) expect([name, answer]).toEqual([name, never[name]])
})

test('nobody gets 401 for every call, whatever it asks for, and so does who was removed', async ({ product }) => {
  const all = (await offeredCalls(product.origin)).filter(({ isPublic }) => !isPublic)
  const calls = all.filter(namesObjects)
  const [anna, removed] = [await someone(product, 'anna'), await someone(product, 'removed')]
  const nobody = await answers(product, calls, unknown, '')
  for (const [name, { status, body }] of Object.entries(nobody))
    expect([name, status, JSON.parse(body)]).toEqual([name, 401, expect.objectContaining({ code: 'unauthenticated' })])
  expect(await answers(product, calls, () => anna.belongings, '')).toEqual(nobody)
  expect(await answers(product, calls, () => anna.belongings, `${anna.api.cookie}x`)).toEqual(nobody)
  for (const call of all) {
    const [request] = requestsOf(call, unknown())
    expect([call.id, (await answerTo(product.origin, '', request!)).status]).toEqual([call.id, 401])
  }

  await product.sql('delete from users where id = $1', [removed.userId])
  // a yes counts for two seconds
  await expect.poll(async () => (await removed.api.call('GET', '/auth/me')).status).toBe(401)
  for (const ids of [unknown(), anna.belongings, removed.belongings])
    expect(await answers(product, calls, () => ids, removed.api.cookie)).toEqual(nobody)
  for (const call of all) {
    const [request] = requestsOf(call, unknown())
    expect([call.id, (await answerTo(product.origin, removed.api.cookie, request!)).status]).toEqual([call.id, 401])
  }
})

test('whoever is no administrator is refused every call of one, whatever it names', async ({ product }) => {
  const calls = (await offeredCalls(product.origin)).filter(({ path }) => isForAdmins(path))
  const [anna, berta] = [await someone(product, 'anna'), await someone(product, 'berta')]
  for (const [name, { status, body }] of Object.entries(
    await answers(product, calls, () => anna.belongings, berta.api.cookie),
  ))
    expect([name, status, JSON.parse(body)]).toEqual([name, 403, expect.objectContaining({ code: 'forbidden' })])
})

test('lists, streams, sockets and cursors of one person hold nothing of another', async ({ product }) => {
  const [anna, berta] = [await someone(product, 'anna'), await someone(product, 'berta')]
  const ids = Object.values(anna.belongings)
  const page = await anna.api.call<{ next: string | null }>('GET', '/sessions?limit=1')
  const { body: changes } = await anna.api.call<{ token: string }>('GET', '/sync')
  const cursor = `${anna.belongings.message}:0.0`
  const lists = [
    '/sessions',
    `/sessions?before=${page.body.next ?? `${Date.now() + 1e9}.${newId()}`}`,
    '/sync',
    `/sync?since=${changes.token}`,
    `/sync?have=${cursor}`,
    '/chat/active-streams',
  ]
  for (const path of lists) {
    const { status, body } = await berta.api.call('GET', path)
    expect([200, 400], path).toContain(status)
    for (const id of ids) expect(JSON.stringify(body)).not.toContain(id)
  }
  // hers runs meanwhile, and so do the streams: both of them tell of her own answer and of nothing else
  const told = await Promise.all([
    listen(`${product.origin}/api/v1/chat/stream?cursor=${cursor}`, berta.api.headers),
    listen(`${product.origin}/api/v1/chat/stream`, { ...berta.api.headers, 'last-event-id': cursor }),
    listenBySocket(`${product.origin}/api/v1/chat/socket?cursor=${cursor}`, berta.api.headers),
  ])
  for (const text of told) {
    expect(text).toContain(berta.belongings.message)
    for (const id of ids) expect(text).not.toContain(id)
  }
})

test('refusing a known id takes no longer than refusing one that never was', async ({ product }) => {
  const calls = (await offeredCalls(product.origin)).filter(namesObjects)
  const [anna, berta] = [await someone(product, 'anna'), await someone(product, 'berta')]
  const timeOf = async (call: OfferedCall, ids: Belongings) => {
    const [request] = requestsOf(call, ids)
    const began = performance.now()
    await answerTo(product.origin, berta.api.cookie, request!)
    return performance.now() - began
  }
  /** In turns, so that whatever slows the machine down, or is left by the call before, slows both. */
  const differenceMs = async (call: OfferedCall) => {
    const times = { foreign: [] as number[], never: [] as number[] }
    for (let n = 0; n < 15; n++) {
      const turns = [
        async () => times.foreign.push(await timeOf(call, anna.belongings)),
        async () => times.never.push(await timeOf(call, unknown())),
      ]
      for (const turn of n % 2 ? turns.reverse() : turns) await turn()
    }
    return Math.abs(median(times.foreign) - median(times.never))
  }
  const figures: string[] = []
  for (const call of calls) {
    let found = await differenceMs(call)
    // a busy machine differs once, a leak every time
    for (let again = 0; again < 2 && found >= 10; again++) found = Math.min(found, await differenceMs(call))
    figures.push(`${call.id} ${found.toFixed(1)}`)
    expect([call.id, found < 10]).toEqual([call.id, true])
  }
  test.info().annotations.push({ type: 'figure', description: `ms between the medians: ${figures.join(', ')}` })
})

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** What an event stream says in two seconds. */
async function listen(url: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })
  expect(response.status).toBe(200)
  const reader = response.body!.getReader()
  const until = Date.now() + 2_000
  let text = ''
  while (Date.now() < until) {
    const { value, done } = await reader.read()
    if (done) break
    text += Buffer.from(value).toString('latin1')
  }
  await reader.cancel()
  return text
}

/** The same by a WebSocket: frames of a server are not masked, so their text is in the bytes. */
function listenBySocket(url: string, headers: Record<string, string>): Promise<string> {
  const handshake = {
    ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
    'sec-websocket-key': Buffer.from(newId().slice(0, 16)).toString('base64'),
  }
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { ...headers, ...handshake } })
    request.once('error', reject)
    request.once('response', ({ statusCode }) => reject(new Error(`no socket: ${statusCode}`)))
    request.once('upgrade', (_response, socket, head) => {
      let text = head.toString('latin1')
      socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')))
      setTimeout(() => {
        socket.destroy()
        resolve(text)
      }, 2_000)
    })
  })
}
