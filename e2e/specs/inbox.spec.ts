import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type ChatPage, chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { clickNotice, fakeNotifications, fakeSight, setSight } from '../support/browser/sight.ts'

/** The same login in a second browser. */
async function secondDevice(browser: Browser, context: BrowserContext, origin: string): Promise<ChatPage> {
  const other = await browser.newContext({ baseURL: origin })
  await other.addCookies(await context.cookies())
  const chat = chatPage(await other.newPage())
  await chat.open()
  return chat
}

const row = (page: Page, id: string) => page.locator(`[data-testid=session][data-session-id="${id}"]`)

test('two devices: a spinner while it is written, a dot when it is finished, none on either once it is read on one', async ({
  chat,
  browser,
  context,
  product,
}) => {
  const other = await secondDevice(browser, context, product.origin)
  const session = await chat.send('Write to us both [words:60][tps:30]')
  await chat.newChat()
  for (const { page } of [chat, other]) await expect(row(page, session).getByTestId('writing')).toBeVisible()
  for (const { page } of [chat, other]) {
    await expect(row(page, session).getByTestId('unread')).toBeVisible({ timeout: 30_000 })
    await expect(page).toHaveTitle(/^\(1\) /u)
    await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicon-unread.svg')
  }

  const reads: string[] = []
  for (const { page } of [chat, other])
    page.on('request', (request) => {
      if (request.method() === 'PATCH') reads.push(request.postData() ?? '')
    })
  const began = Date.now()
  await other.openSession(session)
  await expect(row(chat.page, session).getByTestId('unread')).toBeHidden()
  const clearedMs = Date.now() - began
  for (const { page } of [chat, other])
    await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicon.svg')
  await expect(chat.page).toHaveTitle('Continuo')
  await chat.openSession(session)
  await chat.expectExact(session)
  expect(reads).toEqual(['{"read":true}'])
  test
    .info()
    .annotations.push({ type: 'figure', description: `the dot on the other device went after ${clearedMs} ms` })
  await other.page.context().close()
})

test('what is read without a network is told to the other device afterwards', async ({
  chat,
  browser,
  context,
  product,
}) => {
  const session = await chat.send('Ready while nobody looks [words:10][tps:20]')
  await chat.newChat()
  await expect(row(chat.page, session).getByTestId('unread')).toBeVisible()
  const other = await secondDevice(browser, context, product.origin)
  await expect(row(other.page, session).getByTestId('unread')).toBeVisible()
  await context.setOffline(true)
  await chat.openSession(session)
  await expect(chat.page).toHaveTitle(/^(?!\()/u)
  await context.setOffline(false)
  await expect(row(other.page, session).getByTestId('unread')).toBeHidden()
  await other.page.context().close()
})

test.describe('notifications', () => {
  test.use({ serviceWorkers: 'block' })

  test('one for an answer that ends out of sight, however many tabs; none for the chat being read; a click opens it', async ({
    page,
    context,
    product,
  }) => {
    await fakeSight(context)
    const notices = await fakeNotifications(context)
    await context.addInitScript(() => localStorage.setItem('continuo:notify', 'on'))
    const chat = chatPage(page)
    await page.goto(product.origin)
    const second = await context.newPage()
    await second.goto(product.origin)
    await expect(second.getByTestId('composer')).toBeVisible()
    await setSight(second, false)

    const read = await chat.send('Read as it comes [words:10][tps:0]')
    await chat.status(chat.answer, 'completed')
    await expect(row(second, read).getByTestId('unread')).toBeHidden()

    await chat.newChat()
    const session = await chat.send('Finish while I am away [words:40][tps:30]')
    await chat.shows(chat.answer, 20)
    await setSight(page, false)
    await chat.status(chat.answer, 'completed')
    const answerId = await chat.answer.getAttribute('data-message-id')
    await expect.poll(() => notices.length).toBe(1)
    expect(notices[0]).toMatchObject({ title: 'Your answer is ready', tag: answerId })
    const text = await chat.answer.getByTestId('message-text').textContent()
    expect(notices[0]!.body).not.toContain(text!.slice(0, 12))

    await page.goto('/')
    await setSight(page, false)
    const third = await chat.send('And another one [words:40][tps:30]')
    await expect.poll(() => notices.length).toBe(2)
    const teller = (await page.evaluate(() => 'lastNotice' in window)) ? page : second
    await clickNotice(teller)
    await teller.waitForURL(`**/c/${third}`)
    expect(new Set(notices.map(({ tag }) => tag)).size).toBe(2)
    expect(session).not.toBe(third)
  })
})

test('a press on a notification of the service worker opens its chat in the tab that is there', async ({
  chat,
  context,
}) => {
  const session = await chat.send('Open me again [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await chat.newChat()
  await chat.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const [worker] = context.serviceWorkers()
  await worker!.evaluate((path) => {
    const notification = { close: () => {}, data: { path } }
    const event = Object.assign(new Event('notificationclick'), { notification, waitUntil: () => {} })
    dispatchEvent(event)
  }, `/c/${session}`)
  await chat.page.waitForURL(`**/c/${session}`)
})

test('notifications are off until they are asked for', async ({ page, context, product }) => {
  await fakeSight(context)
  const notices = await fakeNotifications(context)
  const chat = chatPage(page)
  await page.goto(product.origin)
  await expect(page.getByTestId('composer')).toBeVisible()
  await setSight(page, false)
  const session = await chat.send('Nobody asked [words:10][tps:0]')
  await chat.status(chat.answer, 'completed')
  await setSight(page, true)
  await page.getByTestId('open-settings').click()
  await page.getByRole('tab', { name: 'Notifications' }).click()
  const choice = page.getByRole('switch', { name: 'Tell me when an answer is finished' })
  await expect(choice).not.toBeChecked()
  await choice.check()
  await page.keyboard.press('Escape')
  await setSight(page, false)
  await chat.send('Asked [words:10][tps:0]')
  await expect.poll(() => notices.length).toBe(1)
  expect(page.url()).toContain(session)
})
