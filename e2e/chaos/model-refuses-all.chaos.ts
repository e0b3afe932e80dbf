import { expect, test } from '../support/fixtures.ts'

const refusals = [
  ['401', 'config'],
  ['402', 'config'],
  ['403', 'config'],
  ['spend_limit', 'budget'],
] as const

for (const [fault, code] of refusals) {
  test(`${fault} of the model server is for a person to mend: ${code}, one call, and the next answers are spared it`, async ({
    lab,
  }) => {
    const { generators, standIn } = lab.product
    const [alone, other] = generators
    // one process, so that both messages meet what it has learned; a fresh one has learned nothing
    await Promise.all([other!.kill(), alone!.kill()])
    await alone!.start()
    const guest = await lab.guest()
    const first = await guest.send(lab.question(`[fault:${fault}]`))
    const shown = await guest.watch(first).ended(first.message_id)
    const next = await guest.send(lab.question('[words:5]'))
    const spared = await guest.watch(next).ended(next.message_id)
    await alone!.kill()
    await Promise.all([alone!.start(), other!.start()])

    expect(shown.end?.data).toMatchObject({ code })
    expect(spared.end?.data).toMatchObject({ code })
    expect((await standIn.calls(first.content)).length).toBe(1)
    expect((await standIn.calls(next.content)).length).toBe(0)

    const retried = await guest.retry(next)
    const { text } = await guest.watch(retried).ended(retried.message_id)
    expect(text, 'a retry works once it is mended').toBe(lab.expected(next.content))
  })
}
