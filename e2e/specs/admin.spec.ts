import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/browser/axe.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { auditOf, openAdmin, someone } from '../support/browser/someone.ts'

/** Where to keep pictures of the pages, for people to look at; default: nowhere. */
const { E2E_SHOTS: shots } = process.env

const choose = async (page: Page, userId: string, item: string) => {
  await page.locator(`[data-user-id="${userId}"]`).getByRole('button').click()
  await page.getByTestId(item).click()
}

test('an administrator disables a user whose open page is signed out within 5 s, and can enable again', async ({
  browser,
  product,
}) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  const ann = await someone(browser, product, { name: 'ann' })
  await ann.chat.open()
  await ann.chat.send('Hello [words:300] [tps:10]')
  await openAdmin(root.page, 'users')
  await root.page.getByTestId('user-search').fill(ann.email)
  await expect(root.page.getByTestId('user')).toHaveCount(1)
  await choose(root.page, ann.id, 'user-disable')
  const began = Date.now()
  await expect(root.page.getByTestId('user')).toContainText('Disabled')
  await expect(ann.page.getByTestId('composer')).toBeHidden({ timeout: 5_000 })
  test.info().annotations.push({ type: 'figure', description: `signed out after ${Date.now() - began} ms` })
  expect((await ann.context.request.get('/api/v1/auth/me')).status()).toBe(401)
  await choose(root.page, ann.id, 'user-disable')
  await expect(root.page.getByTestId('user')).not.toContainText('Disabled')
  expect((await auditOf(root.context, ann.id)).slice(0, 2)).toEqual(['user_enabled', 'user_disabled'])
  await Promise.all([root.context.close(), ann.context.close()])
})

test('a budget of 0 refuses the next message and says when there are new tokens', async ({ browser, product }) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  const ann = await someone(browser, product, { name: 'ann' })
  await openAdmin(root.page, 'budgets')
  await root.page.getByLabel('Address or id').fill(ann.email)
  await root.page.getByLabel('Tokens').fill('0')
  await root.page.getByTestId('set-budget').click()
  const row = root.page.getByTestId('budget').filter({ hasText: '0 tokens a day' })
  await expect(row.filter({ hasText: 'ann' }).first()).toBeVisible()
  const send = () =>
    ann.context.request.post('/api/v1/chat/messages', {
      data: { content: 'Hello [words:3][tps:0]' },
      headers: { origin: product.origin },
    })
  const refused = await send()
  expect(refused.status()).toBe(429)
  expect(await refused.json()).toMatchObject({
    code: 'budget_exceeded',
    resets_at: expect.stringMatching(/T00:00:00.000Z$/),
  })
  await row.first().getByTestId('remove-budget').click()
  await expect(row).toHaveCount(0)
  expect((await send()).status()).toBe(202)
  expect((await auditOf(root.context, ann.id)).slice(0, 2)).toEqual(['budget_removed', 'budget_set'])
  await Promise.all([root.context.close(), ann.context.close()])
})

test('an answer that runs is listed without its text and stopped; the audit shows it, and who did it', async ({
  browser,
  product,
}) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  const ann = await someone(browser, product, { name: 'ann' })
  await openAdmin(root.page, 'active')
  await ann.chat.open()
  await ann.chat.send('Secret words [words:900] [tps:10]')
  await ann.chat.shows(ann.chat.answer, 5)
  const id = (await ann.chat.answer.getAttribute('data-message-id'))!
  const row = root.page.locator(`[data-testid=active-answer][data-id="${id}"]`)
  await expect(row, 'the list follows by itself').toBeVisible({ timeout: 10_000 })
  await expect(root.page.getByTestId('admin')).not.toContainText('Secret')
  await row.getByTestId('stop-answer').click()
  await ann.chat.status(ann.chat.answer, 'cancelled')
  await expect(row).toHaveCount(0)

  await root.page.goto(`/admin/audit?user=${ann.id}`)
  const events = root.page.getByTestId('audit-event')
  await expect(events.first()).toHaveAttribute('data-action', 'answer_stopped')
  await expect(events.first()).toContainText('by root')
  await expect(events.last()).toHaveAttribute('data-action', 'account_made')
  await root.page.getByTestId('audit-action').selectOption('account_made')
  await expect(events).toHaveCount(1)
  await Promise.all([root.context.close(), ann.context.close()])
})

test('a plain user is offered nothing and finds nothing there', async ({ browser, product }) => {
  const ann = await someone(browser, product, { name: 'ann' })
  await ann.chat.open()
  await expect(ann.page.getByTestId('open-settings')).toContainText('ann')
  await expect(ann.page.getByTestId('open-admin')).toHaveCount(0)
  await ann.page.goto('/admin/users')
  await expect(ann.page.getByTestId('not-found')).toBeVisible()
  await expect(ann.page.getByTestId('admin')).toHaveCount(0)
  await ann.context.close()
})

test('every part is accessible, on a phone too, and nothing is wider than the screen', async ({ browser, product }) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  const { page, chat } = root
  await chat.open()
  await chat.send('Hello [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await chat.send('Hello again [words:500][tps:10]')
  await page.getByTestId('open-admin').click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1_100, 360]) {
      await page.setViewportSize({ width, height: 780 })
      for (const part of ['users', 'budgets', 'usage', 'active', 'audit']) {
        await page.getByTestId(`admin-${part}`).click()
        await expect(page.getByTestId(`admin-${part}`)).toHaveAttribute('aria-current', 'page')
        await expect(page.getByTestId('loading')).toHaveCount(0)
        await expectAccessible(page, `${part} ${colorScheme} ${width}`)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        if (shots) await page.screenshot({ path: `${shots}/admin-${part}-${colorScheme}-${width}.png` })
      }
    }
  }
  await root.context.close()
})

test('read from the right, the pages mirror, and addresses stay as they are', async ({ browser, product }) => {
  const root = await someone(browser, product, { name: 'root', admin: true, locale: 'ar-EG' })
  const { page } = root
  await openAdmin(page, 'users')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByTestId('admin-users')).toHaveText('المستخدمون')
  const row = page.locator(`[data-user-id="${root.id}"]`)
  const [name, menu] = [await row.locator('bdi').boundingBox(), await row.getByRole('button').boundingBox()]
  expect(menu!.x).toBeLessThan(name!.x)
  await page.setViewportSize({ width: 360, height: 780 })
  for (const part of ['users', 'budgets', 'usage', 'audit']) {
    await page.getByTestId(`admin-${part}`).click()
    await expect(page.getByTestId('loading')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    if (shots) await page.screenshot({ path: `${shots}/admin-${part}-rtl.png` })
  }
  await root.context.close()
})
