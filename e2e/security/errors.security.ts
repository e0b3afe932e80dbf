import { newId } from '@continuo/contract'
import { type Api, signInAsGuest } from '../support/client/api.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import type { Product } from '../support/product/product.ts'

/** What tells how the thing is built: frames of a stack, SQL, hosts, paths, versions, names of libraries. */
const telling =
  /\bat \S+ \(|node:internal|node_modules|\.ts:\d|\/work\/|select .* from|insert into|relation "|syntax error at|violates|constraint|127\.0\.0\.1|localhost|ECONN|ETIMEDOUT|ENOENT|grpc|knex|postgres|redis|bullmq|express|zod|v?\d+\.\d+\.\d+\b/i

type Request = [method: string, path: string, body?: unknown, headers?: Record<string, string>]

const badRequests = (): Request[] => [
  ['GET', '/nothing'],
  ['PUT', '/sessions'],
  ['GET', '/sessions/%E0%A4%A'],
  ['GET', "/sessions/' or 1=1 --"],
  ['GET', '/sessions?limit=-1'],
  ['GET', '/sessions?before=1'],
  ['GET', `/sessions?before=${'9'.repeat(15)}.${newId()}`],
  ['GET', `/sessions/${newId()}/messages?before=999999999999999`],
  ['GET', `/sync?since=1.ABCDEF-1.99999999999999999999`],
  ['GET', `/sync?since=1.ABCDEF-1.1.1.fm.1.${newId()}`],
  ['GET', `/chat/status/${newId()}/${newId()}?wait=x`],
  ['POST', '/chat/messages', { content: '' }],
  ['POST', '/chat/messages', { content: 'x', session_id: newId() }],
  ['POST', '/chat/messages', { content: 'x', model: 'm'.repeat(500) }],
  ['POST', '/chat/messages', { content: 'x' }, { 'content-type': 'text/plain' }],
  ['POST', '/chat/messages', { content: 'x' }, { origin: 'http://evil.example' }],
  ['POST', `/chat/messages/${newId()}/cancel`, { cursor: 7 }],
  ['POST', `/chat/messages/${newId()}/retry`, {}],
  ['PATCH', `/sessions/${newId()}`, { title: '\u0000' }],
  ['DELETE', `/sessions/${newId()}`],
  ['GET', '/sessions', undefined, { cookie: 'continuo=v1.x.y' }],
]

const shouldSucceed: Request[] = [
  ['GET', '/sessions'],
  ['GET', '/sync'],
  ['POST', '/chat/messages', { content: 'x [words:3]' }],
  ['GET', '/chat/active-streams'],
  ['GET', '/chat/stream'],
  ['GET', '/models'],
]

async function ask({ origin }: Product, own: Record<string, string>, [method, path, body, headers = {}]: Request) {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  const text = isStream ? '' : await response.text()
  if (isStream) await response.body?.cancel()
  return { status: response.status, headers: response.headers, text }
}

function expectTellsNothing(name: string, { status, headers, text }: Awaited<ReturnType<typeof ask>>) {
  expect([name, headers.get('content-type')]).toEqual([name, expect.stringContaining('application/problem+json')])
  const problem = JSON.parse(text) as { request_id: string; detail: string; code: string; status: number }
  expect([name, problem.status, problem.request_id]).toEqual([name, status, headers.get('x-request-id')])
  expect([name, telling.exec(text.replaceAll(problem.request_id, ''))?.[0]]).toEqual([name, undefined])
  for (const [header, value] of headers)
    if (!/^(date|x-request-id|content-security-policy)$/.test(header))
      expect([name, header, telling.exec(value)?.[0]]).toEqual([name, header, undefined])
}

test('whatever is asked wrongly, the answer says what was wrong and nothing of what is inside', async ({ product }) => {
  const { headers } = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
  for (const request of badRequests()) {
    const name = request.slice(0, 2).join(' ')
    const answer = await ask(product, headers, request)
    if (answer.status === 200) continue
    expect([name, answer.status >= 400 && answer.status < 500]).toEqual([name, true])
    expectTellsNothing(name, answer)
  }
})

for (const part of ['chatApi', 'postgres', 'redis'] as const)
  test(`with ${part} down every refusal is a problem with a time to come back, and tells nothing`, async ({
    product,
  }) => {
    let api: Api | undefined
    // the part before has come back a moment ago
    await expect(async () => {
      api = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
    }).toPass()
    const headers = api?.headers ?? {}
    await product[part].kill()
    try {
      for (const request of shouldSucceed) {
        const name = `${part}: ${request.slice(0, 2).join(' ')}`
        const answer = await ask(product, headers, request)
        if (answer.status < 300) continue
        expect([name, answer.status, answer.headers.has('retry-after')]).toEqual([name, 503, true])
        expectTellsNothing(name, answer)
      }
    } finally {
      await product.heal()
    }
  })
