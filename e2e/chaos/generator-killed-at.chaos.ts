import { expect, test } from '../support/fixtures.ts'

const places = [
  ['after_append_before_publish_ack:kill@5', 'its text is in the log and it does not know'],
  ['before_complete_rpc:kill', 'the whole text is out and chat-api does not know'],
] as const

for (const [failpoint, meaning] of places) {
  test(`a generator dies when ${meaning}: one answer, nothing twice`, async ({ lab }) => {
    const [first, second] = lab.product.generators
    const guest = await lab.guest()
    await Promise.all([first!.kill(), second!.kill()])
    await first!.start({ FAILPOINT: failpoint })

    const sent = await guest.send(lab.question('[words:25][tps:60]'))
    const viewer = guest.watch(sent)
    await first!.gone()
    const diedAt = Date.now()
    await Promise.all([first!.start(), second!.start()])
    const { text } = await viewer.ended(sent.message_id)

    expect(text).toBe(lab.expected(sent.content))
    lab.figure(`${failpoint}: complete ${Date.now() - diedAt} ms after it died`)
  })
}
