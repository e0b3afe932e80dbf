import { expect, test } from '../support/browser/fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a message is sent with Enter, and its answer is seen growing', async ({ chat }) => {
  const session = await chat.send('Why is the sea salt? [words:80][tps:40]')
  await expect(chat.question.getByTestId('message-text')).toContainText('Why is the sea salt?')
  await expect(chat.page.getByTestId('composer')).toHaveValue('')

  const lengths = new Set<number>()
  while ((await chat.answer.getAttribute('data-status')) !== 'completed') {
    lengths.add(await chat.length(chat.answer))
    await expect(chat.page.getByTestId('stop').or(chat.page.getByTestId('copy').first()).first()).toBeVisible()
  }
  expect(lengths.size, 'lengths that were seen on the way').toBeGreaterThan(5)
  const [, answer] = await chat.expectExact(session)
  expect(answer?.content.length).toBeGreaterThan(300)
  test
    .info()
    .annotations.push({ type: 'figure', description: `${lengths.size} lengths seen of ${answer?.content.length}` })
})

test('a second question goes on in the same chat, and the chat gets a title', async ({ chat }) => {
  const session = await chat.send('Tell me about lighthouses [words:12][tps:0]')
  await chat.status(chat.answer, 'completed')
  await chat.send('And about their keepers [words:12][tps:0]')
  await expect(chat.bubbles).toHaveCount(4)
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  await expect(chat.page.getByTestId('session')).toContainText(/lighthouses/iu)
})
