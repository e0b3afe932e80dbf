import { newId } from '@continuo/contract'
import { type Browser, type BrowserContext, type Page, expect } from '@playwright/test'
import type { Product } from '../product/product.ts'
import { chatPage } from './chat-page.ts'

const password = 'tide sorrow lantern'

interface Wish {
  readonly name: string
  readonly admin?: boolean
  readonly locale?: string
}

/** The open page of somebody with an account of their own. */
export async function someone(browser: Browser, product: Product, { name, admin = false, locale = 'en-GB' }: Wish) {
  const context = await browser.newContext({ baseURL: product.origin, locale })
  const email = `${name}-${newId()}@example.org`
  const made = await context.request.post('/api/v1/auth/signup', {
    data: { email, password, name },
    headers: { origin: product.origin },
  })
  expect(made.status()).toBe(201)
  const { user } = (await made.json()) as { user: { id: string } }
  if (admin) await product.sql("update users set role = 'admin' where id = $1", [user.id])
  const page = await context.newPage()
  /** The same account, signed in in a browser that knows nothing yet. */
  async function elsewhere() {
    const other = await browser.newContext({ baseURL: product.origin, locale })
    await other.addCookies(await context.cookies())
    const itsPage = await other.newPage()
    return { context: other, page: itsPage, chat: chatPage(itsPage) }
  }
  return { context, email, id: user.id, page, chat: chatPage(page), elsewhere }
}

export async function openAdmin(page: Page, part: string) {
  await page.goto(`/admin/${part}`)
  await expect(page.getByTestId('admin')).toBeVisible()
}

/** The actions written down about this user, newest first. */
export async function auditOf(context: BrowserContext, userId: string): Promise<string[]> {
  const reply = await context.request.get(`/api/v1/admin/audit?user_id=${userId}&limit=100`)
  return ((await reply.json()) as { items: { action: string }[] }).items.map(({ action }) => action)
}
