import { expect, test } from '../support/fixtures.ts'

test('Redis dies mid-answer and comes back empty: the answer ends complete, without a second model call', async ({
  lab,
}) => {
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:160][tps:30]'))
  const viewer = guest.watch(sent)
  await viewer.shows(sent.message_id, 200)

  await lab.product.redis.kill()
  await lab.product.redis.start()
  const backAt = Date.now()
  const before = viewer.of(sent.message_id).text.length
  await viewer.shows(sent.message_id, before + 1)
  const movingMs = Date.now() - backAt
  const { text, end } = await viewer.ended(sent.message_id)

  expect(end?.event).toBe('completed')
  expect(text).toBe(lab.expected(sent.content))
  expect((await lab.product.standIn.calls(sent.content)).length).toBe(1)
  expect((await guest.api.call('GET', '/auth/me')).status, 'the login survives').toBe(200)
  lab.figure(`text moved again ${movingMs} ms after Redis was back, 1 model call`)
})
