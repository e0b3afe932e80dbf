import { expect, test } from '../support/fixtures.ts'

test('the generators and Redis die together: what was accepted is answered, from what Postgres holds', async ({
  lab,
}) => {
  const { generators, redis } = lab.product
  const guest = await lab.guest()
  const running = await guest.send(lab.question('[words:200][tps:30]'))
  // waits behind the running one of its session: no job knows of it
  const waiting = await guest.send(lab.question('[words:10][tps:0]'), { session_id: running.session_id })
  const viewer = guest.view(running.session_id, [running.message_id, waiting.message_id])
  await viewer.shows(running.message_id, 100)

  await Promise.all([...generators.map((one) => one.kill()), redis.kill()])
  const diedAt = Date.now()
  await redis.start()
  await Promise.all(generators.map((one) => one.start()))
  const { text } = await viewer.ended(running.message_id)
  const endedAt = Date.now()
  await viewer.ended(waiting.message_id)

  expect(text).toBe(lab.expected(running.content))
  expect((await guest.listMessages(running.session_id)).map(({ status }) => status)).toEqual(
    Array.from({ length: 4 }, () => 'completed'),
  )
  lab.figure(`the running answer complete ${endedAt - diedAt} ms after the kill`)
})
