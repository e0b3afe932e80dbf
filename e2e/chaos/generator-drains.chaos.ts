import { expect, test } from '../support/fixtures.ts'

test('SIGTERM of a generator: it hands its answer over, and the other goes on where it was', async ({ lab }) => {
  lab.allow({ extraCalls: 1 })
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:120][tps:25]'))
  const viewer = guest.watch(sent)
  await viewer.shows(sent.message_id, 150)
  const leaving = await lab.holder(sent.message_id)

  const askedAt = Date.now()
  const left = leaving.stop()
  const { length } = viewer.of(sent.message_id).text
  await lab.product.standIn.wait(sent.content, { attempt: 2 })
  const takenMs = Date.now() - askedAt
  await viewer.shows(sent.message_id, length + 1)
  await left
  await leaving.start()
  const { text } = await viewer.ended(sent.message_id)

  expect(text).toBe(lab.expected(sent.content))
  expect((await lab.product.standIn.calls(sent.content)).length).toBe(2)
  lab.figure(`the other generator called the model ${takenMs} ms after SIGTERM`)
})
