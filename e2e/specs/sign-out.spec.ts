import type { Page } from '@playwright/test'
import { readyForOffline } from '../support/browser/app-files.ts'
import { chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { chatDatabases, everythingStored } from '../support/browser/storage.ts'

const gate = (page: Page) => page.getByTestId('gate')

async function signOut(page: Page): Promise<void> {
  await page.goto('/?panel=settings')
  await page.getByRole('tab', { name: /data/iu }).click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('confirm-sign-out').click()
}

test('after signing out no byte of a chat is left in the browser, whichever tab held it, and the login is over', async ({
  chat,
  context,
}) => {
  const { page } = chat
  const marked = 'pelargonium-4711'
  const session = await chat.send(`Remember ${marked} [words:20][tps:0]`)
  await chat.status(chat.answer, 'completed')
  await page.getByTestId('composer').fill(`A draft about ${marked}`)

  // a second tab shows the same chat, types in it, and holds the database open
  const other = chatPage(await context.newPage())
  await other.page.goto(`/c/${session}`)
  await expect(other.bubbles).toHaveCount(2)
  await other.page.getByTestId('composer').fill(`Another draft about ${marked}`)
  await other.page.getByTestId('composer').press('End')
  await expect.poll(() => everythingStored(page)).toContain(marked)

  await signOut(page)
  for (const tab of [page, other.page]) {
    await expect(gate(tab)).toHaveAttribute('data-kind', 'signed_out')
    await expect(tab).toHaveTitle('Continuo')
    expect(new URL(tab.url()).pathname).toBe('/')
    expect(await tab.content()).not.toContain(marked)
    expect(await everythingStored(tab)).not.toContain(marked)
    expect(await chatDatabases(tab)).toEqual([])
  }
  expect((await page.request.get('/api/v1/auth/me')).status()).toBe(401)

  // whoever comes next is somebody else, and sees nothing
  await gate(page).getByRole('button').click()
  await expect(page.getByTestId('composer')).toHaveValue('')
  await expect(page.getByTestId('session')).toHaveCount(0)
  expect((await page.request.get(`/api/v1/sessions/${session}`)).status()).toBe(404)
})

test('a tab that no longer waits for a slow sign-out stays signed out: no guest comes in by himself', async ({
  chat,
  context,
}) => {
  test.setTimeout(60_000)
  const { page } = chat
  await chat.send('Hello [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByTestId('session')).toHaveCount(1)
  // the storages are cleared by the server's answer, which takes its time to arrive
  const began = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  await page.route('**/api/v1/auth/logout', async (route) => {
    await page.evaluate(() => localStorage.clear())
    began.resolve()
    await answered.promise
    await route.continue()
  })
  await signOut(page)
  await began.promise
  await expect(gate(other)).toHaveAttribute('data-kind', 'signed_out', { timeout: 20_000 })
  answered.resolve()
  await expect(gate(page)).toHaveAttribute('data-kind', 'signed_out')
  await expect(gate(other)).toHaveAttribute('data-kind', 'signed_out')
})

test('signing out works without a network: nothing is left here, and the login ends as soon as the server is told', async ({
  chat,
  context,
}) => {
  const { page } = chat
  const marked = 'myosotis-1337'
  await chat.send(`Remember ${marked} [words:20][tps:0]`)
  await chat.status(chat.answer, 'completed')
  await readyForOffline(page)
  await page.goto('/?panel=settings')
  await page.getByRole('tab', { name: /data/iu }).click()
  await context.setOffline(true)
  await page.getByTestId('sign-out').click()
  await page.getByTestId('confirm-sign-out').click()
  await expect(gate(page)).toHaveAttribute('data-kind', 'signed_out')
  expect(await everythingStored(page)).not.toContain(marked)

  await gate(page).getByRole('button').click()
  await expect(gate(page)).toHaveAttribute('data-kind', 'signed_out')
  await context.setOffline(false)
  await gate(page).getByRole('button').click()
  await expect(page.getByTestId('composer')).toBeVisible()
  await expect(page.getByTestId('session')).toHaveCount(0)
})
