import { expectAccessible } from '../support/browser/axe.ts'
import { expect, test } from '../support/browser/fixtures.ts'

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'right to left': { colorScheme: 'light', locale: 'ar-EG' },
} as const

for (const [name, look] of Object.entries(looks)) {
  test.describe(name, () => {
    test.use(look)

    test('axe finds nothing serious in any main state of the page', async ({ chat, context }) => {
      const { page } = chat
      await expectAccessible(page, 'empty')

      await chat.send('Explain with code and a table [words:400][tps:60][thinking]')
      await chat.shows(chat.answer, 200)
      await expectAccessible(page, 'an answer is being written')
      await chat.status(chat.answer, 'completed')
      await expectAccessible(page, 'an answer with headings, code and a table')

      await chat.newChat()
      await chat.send('Fail [fault:400]')
      await chat.status(chat.answer, 'error')
      await expectAccessible(page, 'a failed answer')

      await context.setOffline(true)
      await chat.send('While offline')
      await expect(chat.question).toHaveAttribute('data-status', 'waiting')
      await expectAccessible(page, 'offline')
      await context.setOffline(false)
    })

    test('axe finds nothing serious in dialogs and menus', async ({ chat }) => {
      const { page } = chat
      await chat.send('Hello [words:5][tps:0]')
      await chat.status(chat.answer, 'completed')

      await page.getByTestId('session').hover()
      await page.getByTestId('session').getByRole('button').click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectAccessible(page, 'the menu of a chat')
      await page.keyboard.press('Escape')
      await page.getByTestId('model').click()
      await expectAccessible(page, 'the choice of a model')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toBeHidden()

      await page.keyboard.press('Control+k')
      await page.keyboard.type('hello')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page, 'search')
      await page.keyboard.press('Escape')

      await page.getByTestId('open-settings').click()
      await expect(page.getByTestId('settings')).toBeVisible()
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click()
        await expectAccessible(page, `settings: ${await tab.textContent()}`)
      }
      await page.getByTestId('show-shortcuts').click()
      await expect(page.getByTestId('shortcuts')).toBeVisible()
      await expectAccessible(page, 'shortcuts')
    })
  })
}
