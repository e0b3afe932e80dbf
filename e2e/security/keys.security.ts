import { signInAsGuest } from '../support/client/api.ts'
import { endsLogin, offeredCalls } from '../support/client/operations.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import { monitorRedis } from '../support/redis-monitor.ts'

/** No id of ours holds it: where it turns up, something was taken over as it came. */
const mark = 'inj3ct'
const ids = [
  `*${mark}`,
  `{${mark}}`,
  `a:${mark}:b`,
  `${mark}\r\nSET ${mark} 1\r\n`,
  `${mark}\0`,
  `__proto__${mark}`,
  `../${mark}`,
  `%2a${mark}`,
  `' or '${mark}'='${mark}`,
  `$(${mark})`,
  mark.repeat(1_600),
]

test('no id, cursor, header or field brings anything into Redis that is not an id of ours', async ({ product }) => {
  const api = await signInAsGuest({ origin: product.origin, user: 'mallory', history: emptyHistory() })
  using monitor = await monitorRedis(product.redisUrl)
  const statuses = new Set<number>()
  for (const call of await offeredCalls(product.origin)) {
    // who ends a login has none for the next call: these are made by nobody in particular
    const cookie = endsLogin(call) ? {} : api.headers
    for (const id of ids) {
      const field = call.hasBody ? { content: 'x', id, session_id: id, base: id, cursor: id, title: id } : undefined
      const asLists = call.hasBody ? { content: ['x'], id: [id], session_id: { [id]: id }, base: [id] } : undefined
      for (const body of field ? [field, asLists] : [undefined]) {
        const path = call.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id))
        const query = ['cursor', 'before', 'since', 'have', 'session_id'].map(
          (name) => `${name}=${encodeURIComponent(id)}`,
        )
        const response = await fetch(`${product.origin}/api/v1${path}?${query.join('&').slice(0, 12_000)}`, {
          method: call.method,
          headers: {
            origin: product.origin,
            ...cookie,
            'last-event-id': encodeURIComponent(id).slice(0, 2_000),
            'x-request-id': encodeURIComponent(id).slice(0, 2_000),
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(20_000),
        })
        statuses.add(response.status)
        expect([call.id, id.slice(0, 30), response.status < 500]).toEqual([call.id, id.slice(0, 30), true])
        await response.body?.cancel()
      }
    }
  }
  // the commands of a whole way of a message, so that something is seen at all
  const { body: sent } = await api.call<{ session_id: string; message_id: string }>('POST', '/chat/messages', {
    content: `${mark} [words:5]`,
  })
  await expect
    .poll(
      async () =>
        (await api.call<{ status: string }>('GET', `/chat/status/${sent.session_id}/${sent.message_id}`)).body.status,
    )
    .toBe('completed')
  const seen = monitor.seen()
  expect(seen.length).toBeGreaterThan(20)
  expect(seen.flat().some((argument) => argument.includes(sent.message_id))).toBe(true)
  // what is asked and answered is in the log's entries, and nowhere else: no key, channel, field or script has it
  const names = seen.map((args) =>
    args.filter((argument) => argument.length < 300 && !argument.startsWith('{"') && !/^\w+\n/.test(argument)),
  )
  expect(names.filter((args) => args.some((argument) => argument.includes(mark)))).toEqual([])
  expect([...statuses].toSorted()).toEqual(expect.arrayContaining([400]))
})
