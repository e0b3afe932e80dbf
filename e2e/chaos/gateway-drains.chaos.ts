import { expect, test } from '../support/fixtures.ts'

test('SIGTERM of the gateway: every stream is told when to come back, and misses nothing', async ({ lab }) => {
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:120][tps:25]'))
  const viewers = Array.from({ length: 20 }, () => guest.watch(sent))
  await Promise.all(viewers.map((viewer) => viewer.shows(sent.message_id, 100)))

  const askedAt = Date.now()
  await lab.product.gateway.stop()
  const goneAt = Date.now()
  await lab.product.gateway.start()
  const ended = await Promise.all(viewers.map((viewer) => viewer.ended(sent.message_id)))

  const delays = viewers.map(({ record }) => record.frames.find(({ event }) => event === 'drain')?.data.reconnect_in_ms)
  for (const delay of delays) expect(delay, 'every stream gets a drain frame').toEqual(expect.any(Number))
  expect(new Set(delays).size, 'the delays are spread').toBeGreaterThan(1)
  for (const { text } of ended) expect(text).toBe(lab.expected(sent.content))
  lab.figure(`gone ${goneAt - askedAt} ms after SIGTERM, told to return within ${Math.max(...delays.map(Number))} ms`)
})
