import { newId } from '@continuo/contract'
import { openApi } from '../support/client/api.ts'
import { expect, test } from '../support/fixtures.ts'

test("another guest gets 404 for everything of somebody's chat, the same as for what never was", async ({ lab }) => {
  const [anna, berta] = [await lab.guest(), await lab.guest()]
  const sent = await anna.send(lab.question('[words:60][tps:30]'))
  const [viewer, foreignFeed] = [anna.watch(sent), berta.view(null)]
  await viewer.shows(sent.message_id, 20)
  await foreignFeed.connected()

  const calls = (session: string, message: string): [method: string, path: string, body?: unknown][] => [
    ['GET', `/sessions/${session}`],
    ['PATCH', `/sessions/${session}`, { title: 'mine' }],
    ['DELETE', `/sessions/${session}`],
    ['GET', `/sessions/${session}/messages`],
    ['GET', `/chat/stream/${session}`],
    ['GET', `/chat/stream/${session}?cursor=${message}:0.0`],
    ['GET', `/chat/status/${session}/${message}`],
    ['GET', `/chat/status/${session}/${message}?cursor=0.0&wait=1`],
    ['POST', `/chat/messages/${message}/cancel`, {}],
    ['POST', `/chat/messages/${message}/retry`, {}],
    ['POST', '/chat/messages', { content: 'continue', session_id: session, id: newId() }],
  ]
  const problem = (body: unknown) => ({ ...(body as object), request_id: '', instance: '' })
  const never = calls(newId(), newId())
  for (const [n, [method, path, body]] of calls(sent.session_id, sent.message_id).entries()) {
    const [foreign, absent] = [
      await berta.api.call(method, path, body),
      await berta.api.call(never[n]![0], never[n]![1], never[n]![2]),
    ]
    expect(`${method} ${path} ${foreign.status}`).toBe(`${method} ${path} 404`)
    expect(problem(foreign.body), 'says no more than of what never was').toEqual(problem(absent.body))
  }

  // a cursor of somebody else's message on one's own feed is nothing but ignored
  await foreignFeed.leave()
  const curious = berta.view(null, [sent.message_id])
  await curious.connected()
  const nobody = openApi({ origin: lab.product.origin, user: 'nobody', history: lab.history }, '')
  expect((await nobody.call('GET', `/chat/stream/${sent.session_id}`)).status).toBe(401)

  const { text } = await viewer.ended(sent.message_id)
  expect(text).toBe(lab.expected(sent.content))
  expect(curious.record.frames.filter(({ data }) => data.message_id === sent.message_id)).toEqual([])
  expect((await berta.api.call<{ sessions: unknown[] }>('GET', '/sync')).body.sessions).toEqual([])
  lab.figure(`${never.length} calls of a foreign session and message, all 404`)
})
