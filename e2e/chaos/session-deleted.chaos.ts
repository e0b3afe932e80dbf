import { expect, test } from '../support/fixtures.ts'

test('a session is deleted mid-answer: no more text anywhere, the model call ends, no key stays', async ({ lab }) => {
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:400][tps:25]'))
  const [viewer, feed] = [guest.watch(sent), guest.view(null)]
  await viewer.shows(sent.message_id, 100)
  await feed.connected()

  const askedAt = Date.now()
  expect((await guest.deleteSession(sent.session_id)).status).toBeLessThan(300)
  const call = await lab.product.standIn.wait(sent.content, { outcome: 'client_closed' })
  await feed.until('told', () => feed.record.frames.some(({ event }) => event === 'session_deleted'))
  await viewer.until('closed', () => viewer.record.connections.at(-1)?.status === 404)
  const closedAt = Date.now()

  expect((await guest.api.call('GET', `/sessions/${sent.session_id}`)).status).toBe(404)
  await lab.product.runJanitor({ SWEEP_GRACE_MS: '1' })
  await expect
    .poll(async () => (await lab.product.chatKeys()).filter(({ key }) => key.includes(sent.session_id)))
    .toEqual([])
  const late = [...viewer.record.frames, ...feed.record.frames].filter(
    ({ at, event }) => at > closedAt && event === 'delta',
  )
  expect(late).toEqual([])
  lab.figure(
    `model call ended ${(call.endedAt ?? 0) - askedAt} ms, stream closed ${closedAt - askedAt} ms after the request`,
  )
})
