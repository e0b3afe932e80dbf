/// <reference lib="dom" />
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../e2e/support/browser/chromium.ts'

/**
 * Pictures of the page in its main states, into docs/screenshots, from a product that runs: `npm start`, then
 * `node tools/screenshots.ts [http://localhost:8080]`.
 */
const origin = process.argv[2] ?? 'http://localhost:8080'
const into = join(import.meta.dirname, '../docs/screenshots')
mkdirSync(into, { recursive: true })

const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })

async function open(colorScheme: 'light' | 'dark', width = 1280, height = 800): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height } })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByTestId('composer').waitFor()
  return page
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(into, `${name}.png`) })
const answer = (page: Page, status: string) => page.locator(`[data-role=assistant][data-status=${status}]`).last()
const written = (page: Page, chars: number) =>
  page.waitForFunction((least) => (document.querySelector('main')?.textContent?.length ?? 0) > least, chars)

for (const scheme of ['light', 'dark'] as const) {
  const page = await open(scheme)
  await shoot(page, `empty-${scheme}`)
  await ask(page, 'How do I plan a week of cooking for two? [words:60] [tps:0]')
  await answer(page, 'completed').waitFor()
  await page.goto(origin)
  await ask(page, 'Explain how tides work, with a small table. [words:400] [tps:120]')
  await answer(page, 'generating').waitFor()
  await written(page, 1_500)
  await shoot(page, `streaming-${scheme}`)
  await answer(page, 'completed').waitFor({ timeout: 60_000 })
  await shoot(page, `answer-${scheme}`)
  if (scheme === 'light') {
    await ask(page, 'This one goes wrong. [fault:400]')
    await answer(page, 'error').waitFor({ timeout: 60_000 })
    await shoot(page, 'error-light')
    await page.context().setOffline(true)
    await ask(page, 'Written without a network.')
    await page.waitForTimeout(1_500)
    await shoot(page, 'offline-light')
  }
  await page.context().close()
}
const phone = await open('light', 360, 740)
await shoot(phone, 'empty-360')
await ask(phone, 'Explain how tides work. [words:300] [tps:100]')
await answer(phone, 'generating').waitFor()
await written(phone, 800)
await shoot(phone, 'streaming-360')
await browser.close()
