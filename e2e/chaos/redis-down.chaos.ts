import { expect, test } from '../support/fixtures.ts'

test('a POST while Redis is down is accepted, and answered when Redis is back', async ({ lab }) => {
  const guest = await lab.guest()
  await lab.product.redis.kill()
  const times: number[] = []
  const sent = []
  for (let n = 0; n < 5; n++) {
    const askedAt = performance.now()
    sent.push(await guest.post(lab.question('[words:20][tps:200]')))
    times.push(performance.now() - askedAt)
  }
  expect(sent.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])

  await lab.product.redis.start()
  const backAt = Date.now()
  await Promise.all(sent.map(({ body }) => guest.watch(body).ended(body.message_id)))
  lab.figure(
    `202 within ${Math.round(Math.max(...times))} ms, all answered ${Date.now() - backAt} ms after Redis was back`,
  )
})
