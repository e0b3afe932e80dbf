import { createServer } from 'node:net'
import { chromium, type Page } from '@playwright/test'
import { chatPage } from '../support/browser/chat-page.ts'
import { findChromium } from '../support/browser/chromium.ts'
import { expect, test as base } from '../support/browser/fixtures.ts'
import { hostileTexts } from '../support/browser/hostile-texts.ts'
import { seededRandom } from '../support/random.ts'

/** Every sign of life that a hostile text could give. */
interface Signs {
  /** Requests that leave the origin of the page. */
  requests: string[]
  /** Connections to any other host, also those that carry no request (preconnect). */
  connections: number
  violations: string[]
  surprises: string[]
}

/** A browser in which every other host is one that only counts who comes. */
const test = base.extend<{ watched: { page: Page; signs: Signs } }>({
  watched: async ({ product }, use) => {
    const signs: Signs = { requests: [], connections: 0, violations: [], surprises: [] }
    const sink = createServer((socket) => {
      signs.connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
    const { port } = sink.address() as { port: number }
    const executablePath = await findChromium()
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`],
    })
    try {
      const context = await browser.newContext({ baseURL: product.origin })
      context.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol !== 'data:' && url.origin !== product.origin) signs.requests.push(request.url())
      })
      await context.exposeBinding('tellViolation', (_source, what: string) => signs.violations.push(what))
      await context.addInitScript(watchViolations)
      const page = await context.newPage()
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => signs.surprises.push(dialog.message())))
      page.on('popup', (popup) => signs.surprises.push(popup.url()))
      page.on('download', (download) => signs.surprises.push(download.url()))
      page.on('pageerror', (error) => signs.surprises.push(error.message))
      await use({ page, signs })
    } finally {
      await browser.close()
      sink.close()
    }
  },
})

/** Runs in every document of the page, its frames too. */
function watchViolations() {
  const tell = (globalThis as unknown as { tellViolation: (what: string) => void }).tellViolation
  document.addEventListener('securitypolicyviolation', (event) =>
    tell(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  )
}

/** Runs in the page: what of the answers could run, load or lead away, and does not look like our own. */
function foundInAnswers(): string[] {
  const found: string[] = []
  const elements = document.querySelectorAll('[data-testid=message] *')
  const forbidden = 'script, iframe, object, embed, form, base, meta, link, style, video, audio, input, foreignObject'
  for (const element of elements) {
    if (element.matches(forbidden)) found.push(element.outerHTML)
    for (const { name, value } of element.attributes) {
      if (/^on|^srcdoc$|^srcset$|^formaction$|^ping$/i.test(name)) found.push(`${name}=${value}`)
      if (name === 'href' && !/^(?:https?|ftp|mailto):/.test(value)) found.push(`href=${value}`)
      if (name === 'src' && !/^data:image\/(?:svg\+xml;charset|png|gif|jpeg|webp)/.test(value))
        found.push(`src=${value}`)
      if (/url\(/i.test(value) && name === 'style') found.push(`style=${value}`)
    }
    if (element.matches('a[href]') && element.getAttribute('rel') !== 'noopener noreferrer nofollow')
      found.push(element.outerHTML)
  }
  if ('pwned' in window) found.push('a script has run')
  return found
}

for (const [kind, text] of Object.entries(hostileTexts))
  test(`hostile ${kind} in an answer run nothing, ask nobody and lead nowhere, wherever the stream cuts them`, async ({
    watched: { page, signs },
  }) => {
    const chat = chatPage(page)
    await chat.open()
    // three ways to cut: every few characters, in uneven pieces, in bursts
    for (const [n, pace] of ['[delta:1][tps:1500]', '[delta:3][tps:1500]', '[delta:7][burst:3][tps:1500]'].entries()) {
      const random = seededRandom(text.length + n)
      const filling = 'word '.repeat(1 + Math.floor(random() * 7))
      const session = await chat.send(`${filling}\n\n${text}\n\n[echo]${pace}[thinking:${5 + n}]`)
      await chat.status(chat.answer, 'completed')
      const diagrams = page.locator('[data-role=assistant] [data-testid^=diagram]')
      for (let i = 0; kind === 'diagrams' && i < (await diagrams.count()); i++)
        await expect(diagrams.nth(i).locator('img').or(diagrams.nth(i).getByRole('status'))).toBeVisible()
      await chat.expectExact(session)
      expect(await page.evaluate(foundInAnswers)).toEqual([])
      expect(page.url(), 'where the page is').toMatch(new RegExp(`/c/${session}$`))
      await chat.newChat()
    }
    expect(signs).toEqual({ requests: [], connections: 0, violations: [], surprises: [] })
  })

test('the page tells the browser to look up no names of links before they are clicked', async ({ product }) => {
  const { headers } = await fetch(product.origin)
  expect(headers.get('x-dns-prefetch-control')).toBe('off')
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe-|https?:/)
})
