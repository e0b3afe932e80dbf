import { expect, test } from '../support/fixtures.ts'

/** Where chat-api dies, and how far the message has come by then. */
const places = [
  ['after_commit', 'the message is stored and nobody was told'],
  ['after_enqueue_before_mark', 'the job is queued and the outbox does not know'],
  ['after_claim_commit_before_reply', 'a generator owns the message and does not know'],
  ['after_complete_commit_before_reply', 'the answer is complete and its generator does not know'],
  ['after_end_commit_before_announce', 'the answer is complete and no viewer was told'],
] as const

for (const [failpoint, meaning] of places) {
  test(`chat-api dies when ${meaning}: one message, one answer`, async ({ lab }) => {
    const { chatApi, standIn } = lab.product
    const guest = await lab.guest()
    await chatApi.kill()
    await chatApi.start({ FAILPOINT: `${failpoint}:kill` })

    const sending = guest.send(lab.question('[words:25][tps:60]'))
    await chatApi.gone()
    const diedAt = Date.now()
    await chatApi.start()
    const backAt = Date.now()
    const sent = await sending
    const { text } = await guest.watch(sent).ended(sent.message_id)
    const endedAt = Date.now()

    expect(text).toBe(lab.expected(sent.content))
    expect((await guest.listMessages(sent.session_id)).map(({ role }) => role)).toEqual(['assistant', 'user'])
    expect((await standIn.calls(sent.content)).length, 'model calls').toBe(1)
    lab.figure(`${failpoint}: down ${backAt - diedAt} ms, ended ${endedAt - backAt} ms after chat-api was back`)
  })
}
