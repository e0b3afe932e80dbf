import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/browser/fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const fence = '```'
const rich = String.raw`# Motion

The energy is \(E = \tfrac12 m v^2\), and it costs $5 or $10.

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt\pi}{2}
$$

Broken: $\frac{1}{$.

| a | b |
|---|--:|
| 1 | **2** |

- [x] done
- [ ] open

${fence}mermaid
flowchart LR
  A --> B
${fence}

${fence}ts
const answer = 42 // the answer
${fence}
`

const distanceToEnd = (scroller: Locator) => scroller.evaluate((el) => el.scrollHeight - el.clientHeight - el.scrollTop)

test('an answer is set: formulas, tables, tasks, colours and a diagram that can be turned into its text', async ({
  chat,
}) => {
  await chat.send(`${rich}\n[echo][tps:400][delta:2]`)
  await chat.status(chat.answer, 'completed')
  await expect(chat.answer.locator('.katex')).toHaveCount(2)
  await expect(chat.answer.locator('.katex-display')).toBeVisible()
  await expect(chat.answer).toContainText('it costs $5 or $10')
  await expect(chat.answer.locator('.math-source')).toHaveText(String.raw`$\frac{1}{$`)
  await expect(chat.answer.getByRole('table')).toContainText('2')
  await expect(chat.answer.getByRole('img', { name: 'Done' })).toBeVisible()
  await expect(chat.answer.locator('.shiki-token').first()).toBeVisible()

  const diagram = chat.answer.getByTestId('diagram')
  await expect(diagram.getByRole('img')).toBeVisible()
  expect(await diagram.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(50)
  await diagram.getByRole('button', { name: 'Source' }).click()
  await expect(chat.answer.getByTestId('diagram-source')).toContainText('A --> B')
})

test('what is coloured, set or drawn while it is written stays the same node until the end: nothing flickers', async ({
  chat,
  page,
}) => {
  await chat.send(`${rich}\nand then ${'more words '.repeat(450)}\n[echo][tps:150]`)
  await expect(chat.answer.locator('.shiki-token').first()).toBeVisible()
  await expect(chat.answer.getByTestId('diagram')).toBeVisible()
  await chat.status(chat.answer, 'generating')
  await page.evaluate(() => {
    const kept = document.querySelectorAll('.katex, .shiki-token, [data-testid=diagram], table')
    for (const [n, node] of kept.entries()) (node as HTMLElement).dataset['kept'] = String(n)
  })
  const before = await chat.answer.locator('[data-kept]').count()
  expect(before).toBeGreaterThan(5)
  await chat.status(chat.answer, 'completed')
  await expect(chat.answer.locator('[data-kept]')).toHaveCount(before)
})

test('thinking is folded and says how long it took; tokens and time are there for those who ask', async ({ chat }) => {
  await chat.send('Think well [words:20][thinking:60][tps:30]')
  const thinking = chat.answer.getByTestId('thinking')
  await expect(thinking).toContainText(/Thinking for \d+ s/)
  await chat.status(chat.answer, 'completed')
  await expect(thinking).toContainText(/Thought for \d+ s/)
  await thinking.locator('summary').click()
  await expect.poll(async () => (await thinking.innerText()).length).toBeGreaterThan(100)

  await chat.answer.getByTestId('details').focus()
  await chat.page.keyboard.press('Enter')
  const details = chat.page.getByTestId('details-list')
  await expect(details).toContainText('Model')
  await expect(details).toContainText(/\d+ tokens/)
  await chat.page.keyboard.press('Escape')
  await expect(chat.answer.getByTestId('details')).toBeFocused()
})

test('the last answer can be made anew, and takes the place of the old one', async ({ chat }) => {
  const session = await chat.send('Say it again [words:30][tps:0]')
  await chat.status(chat.answer, 'completed')
  const first = await chat.answer.getAttribute('data-message-id')
  await chat.answer.getByTestId('regenerate').click()
  await expect(chat.answer).not.toHaveAttribute('data-message-id', first!)
  await chat.status(chat.answer, 'completed')
  await expect(chat.bubbles).toHaveCount(2)
  await chat.expectExact(session)
})

test('a reader who scrolls up stays there while the answer grows, and one key or click leads back to the end', async ({
  chat,
}) => {
  await chat.page.setViewportSize({ width: 900, height: 500 })
  await chat.send('A long story [words:400][tps:80]')
  await chat.shows(chat.answer, 1_200)
  const scroller = chat.page.getByTestId('scroller')
  expect(await distanceToEnd(scroller)).toBeLessThan(80)
  await scroller.hover()
  await chat.page.mouse.wheel(0, -300)
  await expect(chat.page.getByTestId('jump')).toBeVisible()
  const top = await scroller.evaluate((el) => el.scrollTop)
  const length = await chat.length(chat.answer)
  await chat.shows(chat.answer, length + 300)
  expect(Math.abs((await scroller.evaluate((el) => el.scrollTop)) - top)).toBeLessThan(3)
  await chat.page.getByTestId('jump').click()
  await expect(chat.page.getByTestId('jump')).toBeHidden()
  await chat.status(chat.answer, 'completed')
  expect(await distanceToEnd(scroller)).toBeLessThan(80)
})

test('a selection over finished text and the growing end stays while the answer is written', async ({ chat, page }) => {
  await chat.send('Words to select [words:200][tps:60]')
  await chat.shows(chat.answer, 300)
  await select(page)
  const selected = await page.evaluate(() => document.getSelection()!.toString().length)
  await chat.shows(chat.answer, 700)
  const kept = await page.evaluate(() => document.getSelection()!.toString())
  expect(kept.length).toBeGreaterThanOrEqual(selected - 1)
  await chat.status(chat.answer, 'completed')
})

/** From the first word of the question to a word in the middle of what is being written. */
const select = (page: Page) =>
  page.evaluate(() => {
    const question = document.querySelector('[data-role=user] [data-testid=message-text]')!
    const texts = document.createTreeWalker(
      document.querySelector('[data-role=assistant] .prose')!,
      NodeFilter.SHOW_TEXT,
    )
    let last: Node | null = null
    while (texts.nextNode()) if (texts.currentNode.nodeValue!.length > 10) last = texts.currentNode
    const selection = document.getSelection()!
    selection.setBaseAndExtent(question.firstChild!, 1, last!, 10)
  })
