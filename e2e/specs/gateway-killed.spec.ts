import { expect, test } from '../support/browser/fixtures.ts'

test('the gateway is killed and comes back: the open page goes on by itself, with nothing twice and nothing missing', async ({
  chat,
  product,
}) => {
  const session = await chat.send('Keep going through the storm [words:300][tps:20]')
  await chat.shows(chat.answer, 200)
  await product.gateway.kill()
  await expect(chat.page.getByTestId('connection')).not.toHaveAttribute('data-state', 'live')
  const shown = await chat.length(chat.answer)
  const backAt = Date.now()
  await product.gateway.start()
  await chat.shows(chat.answer, shown + 50)
  const wentOnMs = Date.now() - backAt
  await expect(chat.page.getByTestId('connection')).toHaveAttribute('data-state', 'live')
  await expect(chat.page.getByTestId('connection')).toHaveAttribute('data-rung', 'sse')
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  test.info().annotations.push({ type: 'figure', description: `new text ${wentOnMs} ms after the gateway was started` })
})
