/// <reference lib="dom" />
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { findChromium } from '../e2e/support/browser/chromium.ts'

/**
 * Pictures of the page in its main states, into docs/screenshots or a folder of one's own, from a product that runs:
 * `npm start`, then `node tools/screenshots.ts [http://localhost:8080] [folder]`.
 */
const origin = process.argv[2] ?? 'http://localhost:8080'
const into = process.argv[3] ?? join(import.meta.dirname, '../docs/screenshots')
mkdirSync(into, { recursive: true })

const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })

const phone = { width: 360, height: 740 }

async function open(options: BrowserContextOptions): Promise<Page> {
  // still pictures: nothing is caught half-way through a movement
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(origin)
  await page.locator('[data-testid=connection][data-state=live]').waitFor()
  return page
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('composer').press('Enter')
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(into, `${name}.png`) })
const answer = (page: Page, status: string) => page.locator(`[data-role=assistant][data-status=${status}]`).last()
const ended = (page: Page, status = 'completed') => answer(page, status).waitFor({ timeout: 60_000 })

async function newChat(page: Page): Promise<void> {
  await page.keyboard.press('Alt+n')
  await page.getByTestId('empty').waitFor()
}

/** An answer at about half its length. */
async function streaming(page: Page, question: string): Promise<void> {
  await ask(page, `${question} [words:400] [tps:120]`)
  await answer(page, 'generating').waitFor()
  await page.waitForFunction(() => (document.querySelector('main')?.textContent?.length ?? 0) > 1_500)
}

async function panel(page: Page, keys: string, name: 'settings' | 'shortcuts', picture: string): Promise<void> {
  await page.keyboard.press(keys)
  await page.getByTestId(name).waitFor()
  await shoot(page, picture)
  await page.keyboard.press('Escape')
  await page.getByTestId(name).waitFor({ state: 'hidden' })
}

for (const colorScheme of ['light', 'dark'] as const) {
  const page = await open({ colorScheme })
  await shoot(page, `empty-${colorScheme}`)
  await ask(page, 'How do I plan a week of cooking for two? [words:60] [tps:0]')
  await ended(page)
  await newChat(page)
  await streaming(page, 'Explain how tides work, with a small table.')
  await shoot(page, `streaming-${colorScheme}`)
  await ended(page)
  await shoot(page, `answer-${colorScheme}`)
  await panel(page, 'Alt+o', 'settings', `settings-${colorScheme}`)
  await panel(page, 'Control+/', 'shortcuts', `shortcuts-${colorScheme}`)
  if (colorScheme === 'light') {
    await ask(page, 'This one goes wrong. [fault:400]')
    await ended(page, 'error')
    await shoot(page, 'error-light')
    await page.context().setOffline(true)
    await ask(page, 'Written without a network.')
    await page.locator('[data-role=user][data-status=waiting]').waitFor()
    await page.locator('[data-testid=connection][data-state=offline]').waitFor()
    await page.locator('.send-waiting').waitFor()
    await shoot(page, 'offline-light')
  }
  await page.context().close()
}

const arabic = await open({ locale: 'ar-EG' })
await shoot(arabic, 'right-to-left-empty')
await ask(arabic, 'خطّط لي أسبوعًا من الطبخ لشخصين [words:60] [tps:0]')
await ended(arabic)
await shoot(arabic, 'right-to-left')
await panel(arabic, 'Alt+o', 'settings', 'right-to-left-settings')

const small = await open({ viewport: phone })
await shoot(small, 'empty-360')
await streaming(small, 'Explain how tides work.')
await shoot(small, 'streaming-360')
await ended(small)
await panel(small, 'Alt+o', 'settings', 'settings-360')
await browser.close()
