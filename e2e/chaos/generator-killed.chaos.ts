import { expect, test } from '../support/fixtures.ts'

test('kill -9 of a generator: the answer goes on by itself and is exact, with and without visible text', async ({
  lab,
}) => {
  const guest = await lab.guest()
  const half = await guest.send(lab.question('[words:140][tps:40]'))
  const unborn = await guest.send(lab.question('[words:20][ttft:6000]'))
  const [seesHalf, seesUnborn] = [guest.watch(half), guest.watch(unborn)]
  const expected = lab.expected(half.content)

  await seesHalf.shows(half.message_id, expected.length / 2)
  await lab.product.standIn.wait(unborn.content, {})
  const [first, second] = [await lab.holder(half.message_id), await lab.holder(unborn.message_id)]
  const killedAt = Date.now()
  await Promise.all([first.kill(), second.kill()])
  const shownAtKill = seesHalf.of(half.message_id).text.length
  // were it one that held both, the other goes on alone
  if (first !== second) await second.start()

  await seesHalf.until('recovering', () => seesHalf.of(half.message_id).recovering)
  const saidAt = Date.now()
  await seesHalf.shows(half.message_id, shownAtKill + 1)
  const wentOnAt = Date.now()
  await first.start()
  const [{ text }, { text: other }] = [await seesHalf.ended(half.message_id), await seesUnborn.ended(unborn.message_id)]

  expect(text).toBe(expected)
  expect(other).toBe(lab.expected(unborn.content))
  lab.figure(`said recovering after ${saidAt - killedAt} ms, first new text after ${wentOnAt - killedAt} ms`)
})
