import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'

const password = 'a long walk along the shore'
const newEmail = () => `person-${randomUUID()}@example.org`

async function openAccount(page: Page): Promise<void> {
  await page.getByTestId('open-settings').click()
  await page.getByRole('tab', { name: 'Account' }).click()
}

async function fill(page: Page, email: string, word = password): Promise<void> {
  await page.getByTestId('email').fill(email)
  await page.getByTestId('password').fill(word)
  await page.getByTestId('submit-credentials').click()
}

/** The settings are open again under the name of who signed in. */
async function isSignedIn(page: Page): Promise<void> {
  await expect(page.getByTestId('guest-account')).toBeHidden()
  await expect(page.getByTestId('settings')).toBeVisible()
}

async function upgrade(page: Page, email: string): Promise<void> {
  await openAccount(page)
  await fill(page, email)
  await isSignedIn(page)
  await page.keyboard.press('Escape')
}

const noSerious = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
}

test('a guest becomes an account with all chats, and finds them in another browser', async ({
  chat,
  browser,
  baseURL,
}) => {
  const session = await chat.send('Keep this for me [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  const email = newEmail()
  await upgrade(chat.page, email)
  await chat.expectExact(session)

  const elsewhere = await browser.newContext({ baseURL: baseURL! })
  const other = chatPage(await elsewhere.newPage())
  await other.open()
  await openAccount(other.page)
  await other.page.getByTestId('toggle-new').click()
  await fill(other.page, email, 'not the password at all')
  await expect(other.page.getByTestId('credentials-problem')).toBeVisible()
  await noSerious(other.page)
  await fill(other.page, email)
  await isSignedIn(other.page)
  await other.page.keyboard.press('Escape')
  await other.openSession(session)
  await other.expectExact(session)
  await elsewhere.close()
})

test('a login that is ended elsewhere asks to sign in again, and sends then what was typed meanwhile', async ({
  chat,
  browser,
  baseURL,
}) => {
  const session = await chat.send('First [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  const email = newEmail()
  await upgrade(chat.page, email)

  const elsewhere = await browser.newContext({ baseURL: baseURL! })
  const other = chatPage(await elsewhere.newPage())
  await other.open()
  await openAccount(other.page)
  await other.page.getByTestId('toggle-new').click()
  await fill(other.page, email)
  await isSignedIn(other.page)
  await other.page.getByRole('tab', { name: 'Account' }).click()
  await expect(other.page.getByTestId('revoke-login')).toHaveCount(1)
  await chat.page.context().setOffline(true)
  await chat.send('Typed in the tunnel [words:5][tps:0]')
  await other.page.getByTestId('revoke-login').click()
  await expect(other.page.getByTestId('revoke-login')).toHaveCount(0)
  await chat.page.context().setOffline(false)

  await expect(chat.page.getByTestId('sign-in')).toBeVisible()
  await noSerious(chat.page)
  await fill(chat.page, email)
  await expect(chat.bubbles).toHaveCount(4)
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  await elsewhere.close()
})

test('an access token is shown once, works for programs, and ends when it is revoked', async ({
  chat,
  playwright,
  baseURL,
}) => {
  await upgrade(chat.page, newEmail())
  await openAccount(chat.page)
  await chat.page.getByTestId('token-name').fill('nightly report')
  await chat.page.getByTestId('make-token').click()
  const token = await chat.page.getByTestId('made-token').locator('code').innerText()
  const program = await playwright.request.newContext({
    baseURL: baseURL!,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
  expect((await program.get('/api/v1/sessions')).status()).toBe(200)
  await chat.page.getByTestId('revoke-token').click()
  await expect(chat.page.getByTestId('token')).toHaveCount(0)
  await expect.poll(async () => (await program.get('/api/v1/sessions')).status()).toBe(401)
  await program.dispose()
})

test('deleting the account ends it everywhere and leaves nothing in the browser', async ({ chat }) => {
  await chat.send('Forget me soon [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  const email = newEmail()
  await upgrade(chat.page, email)
  await openAccount(chat.page)
  await chat.page.getByTestId('delete-account').click()
  await chat.page.locator('#delete-password').fill(password)
  await chat.page.getByTestId('confirm-delete').click()
  await expect(chat.page.getByTestId('gate')).toBeVisible()
  const names = await chat.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(names.filter((name) => name?.startsWith('chat:'))).toEqual([])
})
