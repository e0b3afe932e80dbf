import type { BrowserContext, Page } from '@playwright/test'
import { chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'

/** Long-lived requests that the browser has open now, over all tabs of a context. */
function countStreams(context: BrowserContext) {
  const open = new Set<object>()
  context.on('request', (request) => {
    if (/\/api\/v1\/chat\/(stream|socket)/u.test(request.url())) open.add(request)
  })
  context.on('requestfinished', (request) => open.delete(request))
  context.on('requestfailed', (request) => open.delete(request))
  return () => open.size
}

const openTab = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(path)
  await expect(page.getByTestId('composer')).toBeVisible()
  return page
}

test('12 tabs and 8 answers at once over HTTP/1.1: every tab is live, on one connection', async ({ context }) => {
  test.setTimeout(240_000)
  const streams = countStreams(context)
  const chat = chatPage(await openTab(context, '/'))
  const sessions: string[] = []
  for (let n = 1; n <= 8; n++) {
    if (n > 1) await chat.newChat()
    sessions.push(await chat.send(`Tab story ${n} [words:3][tps:0]`))
    await chat.status(chat.answer, 'completed')
  }
  const opened: number[] = []
  const pages = [chat.page]
  for (let n = 1; n < 12; n++) {
    const before = performance.now()
    pages.push(await openTab(context, `/c/${sessions[n % 8]}`))
    opened.push(performance.now() - before)
  }
  // slow enough for 12 pages on two cores, and without an end before the last of them has been looked at
  for (const session of sessions) {
    await chat.openSession(session)
    await chat.send('And now at length [words:5000][tps:6]')
  }
  const tabs = pages.map(chatPage)
  const isLive = async (tab: (typeof tabs)[0]) => {
    await expect(tab.bubbles).toHaveCount(4)
    await tab.status(tab.answer, 'generating')
    await tab.shows(tab.answer, (await tab.length(tab.answer)) + 40)
  }
  await Promise.all(tabs.map(isLive))
  expect(streams()).toBe(1)
  const answers = new Set(await Promise.all(tabs.map((tab) => tab.answer.getAttribute('data-message-id'))))
  for (const id of answers) {
    const stopped = await context.request.post(`/api/v1/chat/messages/${id}/cancel`, {
      headers: { origin: new URL(chat.page.url()).origin },
      data: {},
    })
    expect(stopped.status()).toBe(200)
  }
  for (const tab of tabs) await tab.status(tab.answer, 'cancelled')
  for (const [n, tab] of tabs.entries()) await tab.expectExact(sessions[n === 0 ? 7 : n % 8]!)
  test.info().annotations.push({
    type: 'figure',
    description: `tabs 2 to 12 were usable after at most ${Math.max(...opened).toFixed(0)} ms; ${streams()} connection`,
  })
})

test('the tab that holds the connection dies: the others go on within two seconds, exact', async ({ context }) => {
  test.setTimeout(120_000)
  const first = chatPage(await openTab(context, '/'))
  const session = await first.send('Who holds the line? [words:260][tps:20]')
  const others = [chatPage(await openTab(context, `/c/${session}`)), chatPage(await openTab(context, `/c/${session}`))]
  for (const tab of others) await tab.shows(tab.answer, 100)

  // a crash runs no farewell: the renderer is gone between two frames
  const dying = await context.newCDPSession(first.page)
  void dying.send('Page.crash').catch(() => undefined)
  const diedAt = Date.now()
  const lengths = await Promise.all(others.map((tab) => tab.length(tab.answer)))
  await Promise.all(others.map((tab, n) => tab.shows(tab.answer, lengths[n]! + 60)))
  const silentMs = Date.now() - diedAt
  for (const tab of others) {
    await tab.status(tab.answer, 'completed')
    await tab.expectExact(session)
  }
  test.info().annotations.push({ type: 'figure', description: `60 more characters in both tabs after ${silentMs} ms` })
})

test('a tab that opens in the middle of an answer shows the whole beginning and follows live', async ({
  chat,
  context,
}) => {
  const session = await chat.send('From the beginning, please [words:200][tps:30]')
  await chat.shows(chat.answer, 300)
  const late = chatPage(await openTab(context, `/c/${session}`))
  await late.shows(late.answer, 300)
  await late.status(late.answer, 'completed')
  await late.expectExact(session)
  await chat.expectExact(session)
})
