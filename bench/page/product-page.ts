import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { findChromium } from '../../e2e/support/browser/chromium.ts'
import type { Product } from '../../e2e/support/product/product.ts'
import { startProduct } from '../../e2e/support/product/start-product.ts'
import { seedChat, turnsOf } from '../../e2e/support/seed-chat.ts'

/** A session in the cache of the page, and its last message, by which one sees that it is open. */
export interface Opened {
  session: string
  message: string
}

/** The product with a browser in which one guest has many chats, all of them in the cache. */
export interface ProductPage extends AsyncDisposable {
  browser: Browser
  page: Page
  cdp: CDPSession
  /** Chats of 100 messages. */
  chats: Opened[]
  /** 2 000 messages, 1 MB. */
  long: Opened
  product: Product
}

const chatCount = 49

export async function openProductPage(): Promise<ProductPage> {
  await using made = new AsyncDisposableStack()
  const product = made.use(await startProduct())
  const executablePath = await findChromium()
  const browser = made.adopt(
    await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] }),
    (open) => open.close(),
  )
  const context = await browser.newContext({ baseURL: product.origin, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByTestId('composer').waitFor()
  const me = (await (await page.request.get('/api/v1/auth/me')).json()) as { user: { id: string } }
  const seed = async (title: string, turns: number, characters: number): Promise<Opened> => {
    const session = await seedChat(product, { userId: me.user.id, title, turns: turnsOf(turns, characters) })
    const sql = 'select id from messages where session_id = $1 order by position desc limit 1'
    const [last] = await product.sql<{ id: string }>(sql, [session])
    return { session, message: last!.id }
  }
  const chats: Opened[] = []
  for (let n = 0; n < chatCount; n++) chats.push(await seed(`Chat ${n}`, 50, 500))
  const long = await seed('The long chat', 1_000, 1_000)
  await page.reload()
  for (const { session } of [long, chats[0]!]) await page.locator(`[data-session-id="${session}"]`).waitFor()
  // the text renderer and the first highlighter are loaded once per page, not once per switch
  await page.locator(`[data-session-id="${chats[0]!.session}"] a`).click()
  await page.locator('.shiki-token').first().waitFor()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const keeper = made.move()
  return { browser, page, cdp, chats, long, product, [Symbol.asyncDispose]: () => keeper.disposeAsync() }
}

/** Seconds of CPU that the page's main thread has used since it began. */
export async function mainThreadS(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

/** Bytes in use after everything that can be collected was collected. */
export async function heapBytes(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}
