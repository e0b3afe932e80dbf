import { expect, test } from '../support/browser/fixtures.ts'

test('the network goes mid-answer and comes back: the text goes on, nothing twice, nothing missing', async ({
  chat,
  context,
}) => {
  const session = await chat.send('What do the gulls say? [words:200][tps:30]')
  await chat.shows(chat.answer, 150)
  await context.setOffline(true)
  await expect(chat.page.getByTestId('connection')).toHaveAttribute('data-state', 'offline')
  const length = await chat.length(chat.answer)
  await context.setOffline(false)
  await chat.shows(chat.answer, length + 50)
  await expect(chat.page.getByTestId('connection')).toHaveAttribute('data-state', 'live')
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
})

test('what is written offline waits visibly and is sent once when the network is back', async ({ chat, context }) => {
  const session = await chat.send('First [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await context.setOffline(true)
  await chat.send('Second, from a tunnel [words:5][tps:0]')
  await expect(chat.question).toHaveAttribute('data-status', 'waiting')
  await context.setOffline(false)
  await expect(chat.bubbles).toHaveCount(4)
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
})
