import { expect, test } from '../support/browser/fixtures.ts'

const rich = [
  '```ts\nexport const tide = (hours: number): string => `${hours}`\n```',
  'Then $e^{i\\pi} + 1 = 0$ and\n\n$$\\int_0^1 x^2\\,dx$$',
  '```mermaid\nflowchart LR\n  A[Sea] --> B{Tide?}\n  B -->|high| C(Boat)\n```',
  '```mermaid\nsequenceDiagram\n  participant Moon\n  Moon->>Sea: rise\n```',
  '- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  '<img src=x onerror="window.pwned=1">',
].join('\n\n')

test('the page works whole where no text may become markup or a script', async ({ page, chat }) => {
  const told: string[] = []
  page.on('console', (message) => {
    if (/Trusted|Content Security Policy/.test(message.text())) told.push(message.text())
  })
  const outcomes = await page.evaluate(() =>
    [
      () => (document.createElement('div').innerHTML = '<b>x</b>'),
      () => (document.createElement('script').src = '/assets/x.js'),
      () => void new Worker('/assets/x.js'),
    ].map((write) => {
      try {
        write()
        return 'allowed'
      } catch (error) {
        return (error as Error).name
      }
    }),
  )
  expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError'])
  told.length = 0

  const session = await chat.send(`[echo][tps:0]\n${rich}`)
  await chat.status(chat.answer, 'completed')
  await expect(chat.answer.locator('.shiki, pre code').first()).toContainText('tide')
  await expect(chat.answer.locator('.katex').first()).toBeVisible()
  for (const diagram of [0, 1])
    await expect(chat.answer.getByTestId('diagram').nth(diagram).locator('img')).toBeVisible({ timeout: 30_000 })
  await chat.newChat()
  await chat.openSession(session)
  await chat.expectExact(session)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  await page.reload()
  await chat.expectExact(session)
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(told).toEqual([])
})
