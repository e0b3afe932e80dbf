import type { Locator } from '@playwright/test'
import { expect, test } from '../support/browser/fixtures.ts'

const middle = async (locator: Locator) => {
  const box = await locator.boundingBox()
  return box!.x + box!.width / 2
}
const styleOf = (locator: Locator, name: 'direction' | 'textAlign') =>
  locator.evaluate((element, property) => getComputedStyle(element)[property], name)

test.describe('in a browser that speaks Arabic', () => {
  test.use({ locale: 'ar-EG' })

  test('the page speaks Arabic and reads from right to left; code and English stay as they are', async ({ chat }) => {
    const { page } = chat
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByTestId('new-chat')).toContainText('محادثة جديدة')
    expect(await middle(page.getByTestId('sidebar'))).toBeGreaterThan(await middle(page.getByTestId('composer')))

    await chat.send('مرحبا [words:5][tps:0]')
    await chat.status(chat.answer, 'completed')
    expect(await styleOf(chat.question.getByTestId('message-text'), 'direction')).toBe('rtl')

    await chat.send('Some words\n\n```js\nconst a = 1\n```\n\n[echo][tps:0]')
    await expect(chat.bubbles).toHaveCount(4)
    await chat.status(chat.answer, 'completed')
    expect(await styleOf(chat.question.getByTestId('message-text'), 'direction')).toBe('ltr')
    const code = chat.answer.locator('pre').first()
    expect(await styleOf(code, 'direction')).toBe('ltr')
    // an English answer on an Arabic page begins at its own start
    const words = chat.answer.locator('p').first()
    const answer = await chat.answer.boundingBox()
    const start = await words.evaluate((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getClientRects()[0]!.left
    })
    expect(start - answer!.x).toBeLessThan(8)
  })

  test('the direction is there before the app is', async ({ chat }) => {
    await chat.page.route('**/assets/*.js', (route) => route.abort())
    await chat.page.goto('/')
    await expect(chat.page.locator('html')).toHaveAttribute('dir', 'rtl')
  })

  test('dialogs and menus are laid out from the right too', async ({ chat }) => {
    const { page } = chat
    await chat.send('Hello [words:5][tps:0]')
    await page.getByTestId('open-settings').click()
    await expect(page.getByTestId('settings')).toBeVisible()
    expect(await middle(page.getByRole('tab').first())).toBeGreaterThan(
      await middle(page.getByTestId('theme-choice').getByText('النظام')),
    )
    await page.keyboard.press('Escape')
    await page.getByTestId('session').hover()
    await page.getByTestId('session').getByRole('button').click()
    const item = page.getByTestId('rename')
    expect(await middle(item.locator('svg')), 'its icon stands before the word').toBeGreaterThan(await middle(item))
  })
})

test('the language is chosen in the settings, at once, and is kept', async ({ chat }) => {
  const { page } = chat
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
  await page.getByTestId('open-settings').click()
  await page.getByTestId('language-choice').getByText('العربية').click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByTestId('settings')).toContainText('الإعدادات')
  await page.reload()
  await expect(page.getByTestId('settings')).toContainText('الإعدادات')
  await page.getByTestId('language-choice').getByText('English').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
