import { expect, test } from '../support/browser/fixtures.ts'

test('three answers at once outlive three reloads and five switches: every text is the stored one, by hash', async ({
  chat,
}) => {
  test.setTimeout(120_000)
  const sessions: string[] = []
  for (const topic of ['rivers', 'winds', 'stones']) {
    if (sessions.length > 0) await chat.newChat()
    sessions.push(await chat.send(`All about ${topic} [words:380][tps:20]`))
    await chat.shows(chat.answer, 1)
  }

  // r = reload, a number = switch to that chat: all while the three are being written
  const lengths: number[] = []
  for (const step of [0, 'r', 1, 2, 'r', 0, 'r', 1] as const) {
    if (step === 'r') await chat.page.reload()
    else await chat.openSession(sessions[step]!)
    await chat.status(chat.answer, 'generating')
    const before = await chat.length(chat.answer)
    await chat.shows(chat.answer, before + 20)
    lengths.push(before)
  }

  for (const session of sessions) {
    await chat.openSession(session)
    await chat.status(chat.answer, 'completed')
    const [question, answer] = await chat.expectExact(session)
    expect(answer?.reply_to).toBe(question?.id)
  }
  // and once more from nothing but what is stored
  await chat.page.reload()
  await chat.expectExact(sessions[2]!)
  test.info().annotations.push({
    type: 'figure',
    description: `3 reloads and 5 switches at ${lengths.join(', ')} characters; 3 of 3 hashes equal`,
  })
})
