import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/browser/fixtures.ts'

/** Presses Tab until the focus is there, as a person does who sees where it is. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not reach ${String(target)}`)
}

test('a whole visit by keyboard: ask, stop, switch, rename, pin, delete, undo, settings, sign out', async ({
  chat,
}) => {
  const { page } = chat
  const keys = page.keyboard
  const composer = page.getByTestId('composer')
  const row = (id: string) => page.locator(`[data-testid=session][data-session-id="${id}"]`)
  const idNow = () => page.url().slice(-36)

  await expect(composer).toBeFocused()
  await keys.type('Count the waves [words:300][tps:40]')
  await keys.press('Enter')
  await chat.shows(chat.answer, 60)
  await keys.press('Alt+x')
  await chat.status(chat.answer, 'cancelled')
  await expect(composer, 'the stop button has gone, the focus has not').toBeFocused()
  const first = idNow()

  await keys.press('Alt+n')
  await expect(chat.bubbles).toHaveCount(0)
  await expect(composer).toBeFocused()
  await keys.type('Tell me about lighthouses [words:5][tps:0]')
  await keys.press('Enter')
  await chat.status(chat.answer, 'completed')
  await expect(page).toHaveURL(/\/c\//u)
  const second = idNow()

  await keys.press('Alt+j')
  await page.waitForURL(`**/c/${first}`)
  await keys.press('Alt+k')
  await page.waitForURL(`**/c/${second}`)

  // the list is one stop for Tab; the arrows move inside
  await tabTo(page, row(second).locator('a'), 'Shift+Tab')
  await keys.press('ArrowDown')
  await expect(row(first).locator('a')).toBeFocused()
  await keys.press('F2')
  await keys.type('Waves, counted')
  await keys.press('Enter')
  await expect(row(first)).toContainText('Waves, counted')
  await expect(row(first).locator('a')).toBeFocused()

  await keys.press('Tab')
  await keys.press('Enter')
  await expect(page.getByTestId('pin')).toBeFocused()
  await keys.press('Enter')
  await expect(
    page
      .getByRole('region', { name: 'Pinned' })
      .or(page.locator('section', { hasText: 'Pinned' }))
      .first(),
  ).toContainText('Waves, counted')
  await tabTo(page, row(first).locator('a'), 'Shift+Tab')

  await keys.press('Delete')
  await expect(row(first)).toBeHidden()
  await expect(row(second).locator('a'), 'its neighbour has the focus').toBeFocused()
  await keys.press('Alt+z')
  await expect(row(first)).toBeVisible()

  await keys.press('?')
  await expect(page.getByTestId('shortcuts')).toBeVisible()
  await keys.press('Escape')
  await expect(page.getByTestId('shortcuts')).toBeHidden()
  await expect(row(second).locator('a'), 'the dialog gives the focus back').toBeFocused()
  await keys.press('/')
  await expect(composer).toBeFocused()
  await keys.type('?/')
  await expect(composer, 'what is typed is text').toHaveValue('?/')

  await keys.press('Alt+o')
  await expect(page.getByTestId('settings')).toBeVisible()
  await tabTo(page, page.getByRole('tab', { selected: true }))
  await keys.press('End')
  await expect(page.getByTestId('version')).toBeVisible()
  await keys.press('ArrowUp')
  await tabTo(page, page.getByTestId('sign-out'))
  await keys.press('Enter')
  await tabTo(page, page.getByTestId('confirm-sign-out'))
  await keys.press('Enter')
  await expect(page.getByTestId('gate')).toHaveAttribute('data-kind', 'signed_out')
})

test('the first Tab of a page leads past the list to the message box', async ({ chat }) => {
  const { page } = chat
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.locator('.skip-link').focus()
  await expect(page.locator('.skip-link')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('composer')).toBeFocused()
})
