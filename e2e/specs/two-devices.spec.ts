import { chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'

test.describe('two devices of one user', () => {
  test('a phone that opens in the middle of an answer shows all of it, and stop on one stops the other', async ({
    chat,
    browser,
    context,
    baseURL,
  }) => {
    const session = await chat.send('A long walk home [words:500][tps:25]')
    await chat.shows(chat.answer, 400)
    const phone = await browser.newContext({
      baseURL: baseURL!,
      storageState: { cookies: (await context.storageState()).cookies, origins: [] },
      viewport: { width: 390, height: 780 },
    })
    const there = chatPage(await phone.newPage())
    const openedAt = Date.now()
    await there.page.goto(`/c/${session}`)
    await there.shows(there.answer, 400)
    const shownMs = Date.now() - openedAt
    await there.page.getByTestId('stop').click()
    await there.status(there.answer, 'cancelled')
    const stoppedAt = Date.now()
    await chat.status(chat.answer, 'cancelled')
    const heardMs = Date.now() - stoppedAt
    const rows = await chat.expectExact(session)
    await there.expectExact(session)
    expect(rows.at(-1)?.status).toBe('cancelled')
    await phone.close()
    test.info().annotations.push({
      type: 'figure',
      description: `the other device showed the prefix after ${shownMs} ms; the first one stopped ${heardMs} ms later`,
    })
  })

  test('a stale page is told that the chat moved on, keeps what was typed, and goes on at the end', async ({
    chat,
    browser,
    context,
    baseURL,
  }) => {
    const session = await chat.send('Turn one [words:5][tps:0]')
    await chat.status(chat.answer, 'completed')
    const other = await browser.newContext({
      baseURL: baseURL!,
      storageState: { cookies: (await context.storageState()).cookies, origins: [] },
    })
    const awake = chatPage(await other.newPage())
    await awake.page.goto(`/c/${session}`)
    await awake.status(awake.answer, 'completed')

    await context.setOffline(true)
    await chat.send('Written on the sleeper [words:5][tps:0]')
    await expect(chat.question).toHaveAttribute('data-status', 'waiting')
    await awake.send('Turn two, from elsewhere [words:5][tps:0]')
    await awake.status(awake.answer, 'completed')
    await context.setOffline(false)

    await expect(chat.page.getByTestId('continue-at-end')).toBeVisible()
    await expect(chat.bubbles.getByText('Written on the sleeper')).toBeVisible()
    await expect(chat.bubbles.getByText('Turn two, from elsewhere')).toBeVisible()
    await chat.page.getByTestId('continue-at-end').click()
    await expect(chat.bubbles).toHaveCount(6)
    await chat.status(chat.answer, 'completed')
    await chat.expectExact(session)
    await expect(awake.bubbles).toHaveCount(6)
    await awake.status(awake.answer, 'completed')
    await awake.expectExact(session)
    await other.close()
  })
})
