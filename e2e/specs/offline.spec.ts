import { readyForOffline } from '../support/browser/app-files.ts'
import { expect, test } from '../support/browser/fixtures.ts'

test('a hard reload without a network shows the app and every kept chat; what is written waits, and is sent once', async ({
  chat,
  context,
}) => {
  const { page } = chat
  const sessions: string[] = []
  for (const topic of ['lighthouses', 'harbours']) {
    if (sessions.length > 0) await chat.newChat()
    sessions.push(await chat.send(`Tell me about ${topic} [words:60][tps:0]`))
    await chat.status(chat.answer, 'completed')
  }
  await readyForOffline(page)

  await context.setOffline(true)
  const began = Date.now()
  await page.reload({ waitUntil: 'commit' })
  await expect(chat.answer).toHaveAttribute('data-status', 'completed')
  const shownMs = Date.now() - began
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'offline')
  for (const session of sessions) {
    await chat.openSession(session)
    await expect(chat.bubbles).toHaveCount(2)
    expect(await chat.length(chat.answer)).toBeGreaterThan(200)
  }

  const session = sessions[0]!
  await chat.openSession(session)
  await chat.send('And their keepers? [words:10][tps:0]')
  await expect(chat.question).toHaveAttribute('data-status', 'waiting')
  await page.reload()
  await expect(chat.question).toHaveAttribute('data-status', 'waiting')

  await context.setOffline(false)
  await expect(chat.bubbles).toHaveCount(4)
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  test.info().annotations.push({ type: 'figure', description: `shown ${shownMs} ms after an offline reload` })
})
