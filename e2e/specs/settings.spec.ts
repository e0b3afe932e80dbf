import { expect, test } from '../support/browser/fixtures.ts'

test('settings open over the chat, keep the focus inside, and give it back at their end', async ({ chat }) => {
  const { page } = chat
  const opener = page.getByTestId('open-settings')
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByTestId('settings')
  await expect(dialog).toBeVisible()
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()

  await opener.click()
  await page.reload()
  await expect(dialog, 'a reload keeps them open').toBeVisible()
  await page.goBack()
  await expect(dialog, 'the way back closes them').toBeHidden()
})

test('the theme is taken at once, is kept, and goes with the system again', async ({ chat }) => {
  const { page } = chat
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await background()
  await page.getByTestId('open-settings').click()
  await page.getByTestId('theme-choice').getByText('Dark').click()
  expect(await background()).not.toBe(light)
  await page.reload()
  expect(await background()).not.toBe(light)
  await page.getByTestId('theme-choice').getByText('System').click()
  expect(await background()).toBe(light)
})

test('the model for new chats is sent with the first message, after a reload too', async ({ chat }) => {
  const { page } = chat
  await page.getByTestId('open-settings').click()
  const choice = page.getByTestId('model-choice')
  const wanted = (await choice.locator('option').last().getAttribute('value'))!
  await choice.selectOption(wanted)
  await page.keyboard.press('Escape')
  await page.reload()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/chat/messages'))
  await expect(page.getByTestId('model')).toBeVisible()
  await chat.send('Hello [words:5][tps:0]')
  expect((await sent).postDataJSON()).toMatchObject({ model: wanted })
})

test('clearing the copies takes the texts out of this browser, and nothing that was not sent', async ({ chat }) => {
  const { page } = chat
  const first = await chat.send('Tell me about tides [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  await chat.newChat()
  await page.getByTestId('composer').fill('not sent yet')
  await page.getByTestId('open-settings').click()
  await page.getByRole('tab', { name: 'Data' }).click()
  await expect(page.getByTestId('copies')).toContainText('One chat can be read without a network.')
  await expect(page.getByTestId('privacy')).toContainText('Never any text')
  await page.getByTestId('clear-copies').click()
  await expect(page.getByTestId('copies')).toContainText('0 chats can be read without a network.')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('composer')).toHaveValue('not sent yet')
  await chat.openSession(first)
  await chat.expectExact(first)
})
