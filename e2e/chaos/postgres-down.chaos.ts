import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '../support/fixtures.ts'

const downMs = process.env.CHAOS_FULL ? 30_000 : 9_000

test('Postgres is down while an answer finishes: the stream is not cut, and the answer is complete afterwards', async ({
  lab,
}) => {
  test.setTimeout(downMs + 60_000)
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:60][tps:30]'))
  const viewer = guest.watch(sent)
  const expected = lab.expected(sent.content)
  await viewer.shows(sent.message_id, expected.length / 2)

  await lab.product.postgres.kill()
  const healed = sleep(downMs)
  // the rest of the text arrives although nobody can commit its end
  await viewer.shows(sent.message_id, expected.length)
  expect(viewer.of(sent.message_id).end).toBeUndefined()
  const refused = await guest.post(lab.question('[words:5]'))
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBeTruthy()
  await healed
  await lab.product.postgres.start()
  const backAt = Date.now()
  const { text, end } = await viewer.ended(sent.message_id)

  expect(end?.event).toBe('completed')
  expect(text).toBe(expected)
  expect((await lab.product.standIn.calls(sent.content)).length).toBe(1)
  lab.figure(`down ${downMs / 1000} s, complete ${Date.now() - backAt} ms after Postgres was back, 1 model call`)
})
