import type { Page } from '@playwright/test'
import { keepEverything, keptFiles, readyForOffline } from '../support/browser/app-files.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { nextVersion } from '../support/browser/next-version.ts'
import { chatDatabases, holdDatabase } from '../support/browser/storage.ts'

const gate = (page: Page) => page.getByTestId('gate')
const entryOf = (page: Page) => page.locator('script[type=module][src]').getAttribute('src')

test('after a deploy an open page goes on with its own files, offers the new version, and never reloads over typed text', async ({
  chat,
  product,
}) => {
  const { page } = chat
  const session = await chat.send('Before the deploy [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await readyForOffline(page)
  await keepEverything(page)
  const before = await entryOf(page)

  await using deployed = await nextVersion(product)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const toast = page.getByTestId('toast')
  await expect(toast).toBeVisible()

  // parts that this page has never used are gone from the server, and still come
  await chat.send('Show me some code [words:400][tps:0]')
  await chat.status(chat.answer, 'completed')
  await expect(page.locator('.shiki-token').first()).toBeAttached()
  expect(Object.keys(await keptFiles(page))).toHaveLength(2)

  await page.getByTestId('composer').fill('half a thought')
  await toast.getByRole('button').first().click()
  await expect(toast.last()).toBeVisible()
  expect(await entryOf(page)).toBe(before)
  await page.getByTestId('composer').fill('')
  await expect.poll(() => entryOf(page)).toBe(deployed.entry)
  await chat.expectExact(session)

  // nobody uses the old files any more
  await keepEverything(page)
  await expect.poll(async () => Object.keys(await keptFiles(page)).length).toBe(1)
})

test('when a newer tab rebuilds the database the old tab lets go, keeps what is typed, and says to reload', async ({
  chat,
  context,
}) => {
  const { page } = chat
  await chat.send('Hello [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await page.getByTestId('composer').pressSequentially('typed just before')

  const newer = await context.newPage()
  await newer.goto('/favicon.svg')
  const [name] = await chatDatabases(newer)
  const held = await holdDatabase(newer, name!, 990)
  await expect(gate(page)).toHaveAttribute('data-kind', 'stale')
  expect(await held.drafts()).toContain('typed just before')

  // a reload brings the same old code: it says so instead of breaking
  await page.reload()
  await expect(gate(page)).toHaveAttribute('data-kind', 'stale')
  await expect(gate(page).getByRole('button')).toBeVisible()
})

test('a new tab that waits for an old one says so, and goes on by itself when the old one is closed', async ({
  chat,
  context,
}) => {
  const { page } = chat
  await chat.send('Hello [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  const old = await context.newPage()
  await old.goto('/favicon.svg')
  const [name] = await chatDatabases(old)
  await page.goto('/favicon.svg')
  // the database as the version before had it, held by a tab that does not listen
  await holdDatabase(old, name!, 10, { rebuild: true })

  await page.goto('/')
  await expect(gate(page)).toHaveAttribute('data-kind', 'blocked')
  await old.close()
  await expect(page.getByTestId('composer')).toBeVisible()
  await expect(chat.page.getByTestId('session')).toHaveCount(1)
})
