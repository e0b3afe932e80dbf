import type { Page, Request } from '@playwright/test'
import type { WebReport } from '@continuo/contract'
import { chatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import type { Product } from '../support/product/product.ts'

const isReport = (request: Request) => request.url().endsWith('/api/v1/telemetry/web')

async function restartWithShare({ gateway }: Product, share: string): Promise<void> {
  await gateway.stop()
  await gateway.start({ WEB_REPORT_SHARE: share })
}

/** The sum over all labels of a series. */
async function total(product: Product, name: string): Promise<number> {
  const lines = (await product.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** What a person does: an answer, a second one in another chat, and back to the first. */
async function useIt(page: Page) {
  const chat = chatPage(page)
  await chat.open()
  const first = await chat.send('What is a tide table? [words:40][tps:40]')
  await chat.status(chat.answer, 'completed')
  await chat.newChat()
  await chat.send('And a lighthouse? [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  await chat.openSession(first)
  await expect(chat.bubbles).toHaveCount(2)
  return chat
}

/** An error that nobody catches, a rejection likewise, and a picture that the content policy refuses. */
const breakThings = (page: Page) =>
  page.evaluate(async () => {
    const heard = (target: EventTarget, name: string) =>
      new Promise((resolve) => target.addEventListener(name, resolve, { once: true }))
    const all = [heard(window, 'error'), heard(window, 'unhandledrejection')]
    all.push(heard(document, 'securitypolicyviolation'))
    setTimeout(() => {
      throw new Error('a secret in a message')
    })
    void Promise.reject(new Error('another secret'))
    new Image().src = 'https://elsewhere.example/pixel.png'
    await Promise.all(all)
  })

/** Tells the page that it goes, while it can still be watched: what it sends as it really goes is seen by the server only. */
const sayLeave = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('pagehide')))

test.afterEach(({ product }) => restartWithShare(product, '0'))

test('a page that reports tells times, rungs and resumes as numbers, and nothing else', async ({ page, product }) => {
  await restartWithShare(product, '1')
  const { page: open } = await useIt(page)
  await product.gateway.kill()
  await expect(open.getByTestId('connection')).not.toHaveAttribute('data-state', 'live')
  await product.gateway.start({ WEB_REPORT_SHARE: '1' })
  await expect(open.getByTestId('connection')).toHaveAttribute('data-state', 'live')

  const reported = open.waitForRequest(isReport)
  await sayLeave(open)
  const report = (await reported).postDataJSON() as WebReport
  expect(report.resumes).toBe(1)
  expect(report.switch_paint_ms?.length).toBeGreaterThanOrEqual(2)
  expect(report.answer_lag_ms?.length).toBeGreaterThan(0)
  expect([report.first_text_ms?.length, report.outbox_wait_ms?.length]).toEqual([2, 2])
  expect(report.rung_seconds?.stream).toBeGreaterThan(0)
  expect(report.rung_seconds?.offline).toBeGreaterThan(0)
  expect(report.errors).toBeUndefined()
  for (const value of Object.values(report).flatMap((part) => (typeof part === 'object' ? Object.values(part) : part)))
    expect(value).toEqual(expect.any(Number))

  await expect.poll(() => total(product, 'continuo_web_reports_total')).toBe(1)
  const counts = {
    continuo_web_switch_paint_seconds_count: report.switch_paint_ms?.length,
    continuo_web_answer_lag_seconds_count: report.answer_lag_ms?.length,
    continuo_web_first_text_seconds_count: 2,
    continuo_web_outbox_wait_seconds_count: 2,
    continuo_web_resumes_total: 1,
    continuo_web_reports_refused_total: 0,
  }
  for (const [name, count] of Object.entries(counts)) expect([name, await total(product, name)]).toEqual([name, count])
  const { switch_paint_ms, answer_lag_ms, first_text_ms } = report
  test.info().annotations.push({
    type: 'figure',
    description: JSON.stringify({ switch_paint_ms, answer_lag_ms, first_text_ms }),
  })
})

test('an error that nobody caught, and what the content policy refuses, are counted by kind without a word of them', async ({
  page,
  product,
}) => {
  await restartWithShare(product, '1')
  // what watches comes by itself, after the page
  const watching = page.waitForResponse(/page-reports.*[.]js$/u)
  await chatPage(page).open()
  await (await watching).finished()
  await breakThings(page)
  const reported = page.waitForRequest(isReport)
  await sayLeave(page)
  const request = await reported
  expect((request.postDataJSON() as WebReport).errors).toEqual({ script: 1, promise: 1, policy: 1 })
  expect(request.postData()).not.toContain('secret')

  await breakThings(page)
  await page.goto('about:blank')
  await expect.poll(() => total(product, 'continuo_web_errors_total'), 'what it says as it really goes').toBe(6)
})

test('with share 0, and for who does not want to be followed, no report leaves the page', async ({
  browser,
  page,
  product,
}) => {
  const sent: Request[] = []
  page.on('request', (request) => isReport(request) && sent.push(request))
  await useIt(page)
  await sayLeave(page)
  await page.goto('about:blank')

  await restartWithShare(product, '1')
  const wary = await browser.newContext({ baseURL: product.origin })
  await wary.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  const other = await wary.newPage()
  other.on('request', (request) => isReport(request) && sent.push(request))
  await useIt(other)
  await sayLeave(other)
  await other.goto('about:blank')
  await wary.close()
  expect(sent).toEqual([])
  expect(await total(product, 'continuo_web_reports_total')).toBe(0)
})
