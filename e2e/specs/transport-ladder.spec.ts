import type { ChatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { watchLag } from '../support/browser/lag.ts'
import type { Product } from '../support/product/product.ts'
import { behindMiddlebox, behindNginx } from '../support/proxy/fixtures.ts'

type Rung = 'sse' | 'socket' | 'poll'

/** Some of these wait for a climb, which comes 20 s after a fall at the earliest. */
test.describe.configure({ timeout: 180_000 })

/** From the first byte of the page to the rung that gets through. */
const noticeMs = 10_000
const lagMs = 2_000
/** A better rung is tried again after 20 s, the first time. */
const climbMs = 60_000

const figure = (description: string) => test.info().annotations.push({ type: 'figure', description })
const badge = ({ page }: ChatPage) => page.getByTestId('connection')

async function comesDownTo(chat: ChatPage, rung: Rung): Promise<void> {
  const openedAt = await chat.page.evaluate(() => performance.timeOrigin)
  await expect(badge(chat)).toHaveAttribute('data-rung', rung, { timeout: noticeMs })
  await expect(badge(chat)).toHaveAttribute('data-state', 'live')
  const ms = Math.round(Date.now() - openedAt)
  figure(`on "${rung}" ${ms} ms after the page was opened`)
  expect(ms).toBeLessThan(noticeMs)
}

/** Asks for an answer and follows all of it. */
async function followsClosely(chat: ChatPage, product: Product): Promise<void> {
  const session = await chat.send('What is behind the wall? [words:160][tps:30]')
  await chat.shows(chat.answer, 1)
  await keepsClose(chat, product, session)
}

/** From now to its end the answer on screen is never more than `lagMs` behind what the gateway knows, and exact then. */
async function keepsClose(chat: ChatPage, { origin }: Product, session: string): Promise<void> {
  const stop = await watchLag(chat, origin, session)
  await chat.status(chat.answer, 'completed')
  const ms = await stop()
  await chat.expectExact(session)
  figure(`at most ${ms} ms behind`)
  expect(ms).toBeLessThan(lagMs)
}

/** Asks for an answer that goes on while the proxy mends its ways, and stops it when it has come by the better way. */
async function climbsBack(chat: ChatPage, mend: () => Promise<void>): Promise<void> {
  const session = await chat.send('And when it is gone? [words:3000][tps:25]')
  await chat.shows(chat.answer, 100)
  const mendedAt = Date.now()
  await mend()
  await expect(badge(chat)).toHaveAttribute('data-rung', 'sse', { timeout: climbMs })
  figure(`back on "sse" ${Math.round((Date.now() - mendedAt) / 1_000)} s after the proxy was mended`)
  await chat.shows(chat.answer, (await chat.length(chat.answer)) + 200)
  await chat.page.getByTestId('stop').click()
  await chat.status(chat.answer, 'cancelled')
  await chat.expectExact(session)
  await expect(badge(chat)).toHaveAttribute('data-rung', 'sse')
}

test('where nothing is in the way the page stays with event streams', async ({ chat, product }) => {
  await followsClosely(chat, product)
  await expect(badge(chat)).toHaveAttribute('data-rung', 'sse')
})

behindNginx.describe('an nginx that buffers whatever it is told', () => {
  behindNginx('a WebSocket gets through, and event streams again when it stops', async ({ chat, product, network }) => {
    await comesDownTo(chat, 'socket')
    await followsClosely(chat, product)
    await climbsBack(chat, () => network.become({ buffers: false, upgrades: true }))
  })

  behindNginx.describe('and passes no handshake on', () => {
    behindNginx.use({ manner: { buffers: true, upgrades: false } })

    behindNginx('short requests get through', async ({ chat, product }) => {
      await comesDownTo(chat, 'poll')
      await followsClosely(chat, product)
    })
  })

  behindNginx.describe('and begins to in the midst of an answer', () => {
    behindNginx.use({ manner: { buffers: false, upgrades: true } })

    for (const tps of [25, 4])
      behindNginx(`at ${tps} tokens a second, text and end keep close`, async ({ chat, network, product }) => {
        const session = await chat.send(`Does it last? [words:${tps * 16}][tps:${tps}]`)
        await chat.shows(chat.answer, 10 * tps)
        await expect(badge(chat)).toHaveAttribute('data-rung', 'sse')
        const length = await chat.length(chat.answer)
        await network.become({ buffers: true, upgrades: true })
        await chat.shows(chat.answer, length + 1)
        await keepsClose(chat, product, session)
      })

    behindNginx('a page that is opened then shows its text and its end', async ({ chat, network, product }) => {
      const session = await chat.send('How long is the backlog? [words:2000][tps:150]')
      await chat.shows(chat.answer, 4_000)
      await network.become({ buffers: true, upgrades: true })
      await chat.page.reload()
      await chat.shows(chat.answer, 4_000)
      await keepsClose(chat, product, session)
    })
  })
})

behindMiddlebox.describe('a filter that ends every response after 3 s', () => {
  behindMiddlebox.use({ manner: { cutsResponsesAfterMs: 3_000 } })

  behindMiddlebox('a WebSocket holds', async ({ chat, product }) => {
    await comesDownTo(chat, 'socket')
    await followsClosely(chat, product)
  })

  behindMiddlebox.describe('and every WebSocket too', () => {
    behindMiddlebox.use({ manner: { cutsResponsesAfterMs: 3_000, cutsSocketsAfterMs: 3_000 } })

    behindMiddlebox('short requests do, and event streams again when it stops', async ({ chat, product, network }) => {
      await expect(badge(chat)).toHaveAttribute('data-rung', 'poll', { timeout: 3 * noticeMs })
      await followsClosely(chat, product)
      await climbsBack(chat, () => network.become({}))
    })
  })
})

behindMiddlebox.describe('a filter that answers event streams with a page of its own', () => {
  behindMiddlebox.use({ manner: { blocksStreams: true } })

  behindMiddlebox('a WebSocket gets through', async ({ chat, product }) => {
    await comesDownTo(chat, 'socket')
    await followsClosely(chat, product)
  })

  behindMiddlebox.describe('and WebSockets too', () => {
    behindMiddlebox.use({ manner: { blocksStreams: true, blocksSockets: true } })

    behindMiddlebox('short requests do, and event streams again when it stops', async ({ chat, product, network }) => {
      await comesDownTo(chat, 'poll')
      await followsClosely(chat, product)
      await climbsBack(chat, () => network.become({}))
    })
  })
})
