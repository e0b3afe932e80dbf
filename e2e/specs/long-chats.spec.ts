import type { Page } from '@playwright/test'
import type { ChatPage } from '../support/browser/chat-page.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import type { Product } from '../support/product/product.ts'
import { seedChat, turnsOf } from '../support/seed-chat.ts'

async function longChat(chat: ChatPage, product: Product, turns: number, title = 'A long chat'): Promise<string> {
  const me = (await (await chat.page.request.get('/api/v1/auth/me')).json()) as { user: { id: string } }
  const session = await seedChat(product, { userId: me.user.id, title, turns: turnsOf(turns, 150) })
  await chat.page.reload()
  await expect(chat.page.locator(`[data-session-id="${session}"]`)).toBeVisible()
  return session
}

const text = (page: Page, words: string) => page.getByTestId('message').getByText(words, { exact: true })

/** Upwards like a hand on the wheel, until something is on the page. */
async function scrollUpTo(page: Page, words: string, stepPx = 4_000): Promise<void> {
  await page.getByTestId('scroller').hover()
  await expect(async () => {
    await page.mouse.wheel(0, -stepPx)
    await expect(text(page, words)).toBeInViewport({ timeout: 100 })
  }).toPass({ timeout: 40_000, intervals: [30] })
}

test('a long chat opens at its end, mounts only what is near, and can be read to its beginning', async ({
  chat,
  product,
}) => {
  const session = await longChat(chat, product, 300)
  await chat.openSession(session)
  await expect(text(chat.page, 'Question 300?')).toBeInViewport()
  await expect(chat.page.getByTestId('jump')).toBeHidden()
  expect(await chat.bubbles.count(), 'mounted messages').toBeLessThan(60)

  await scrollUpTo(chat.page, 'Question 1?')
  expect(await chat.bubbles.count(), 'mounted messages').toBeLessThan(60)
  await chat.page.getByTestId('jump').click()
  await expect(text(chat.page, 'Question 300?')).toBeInViewport()
})

test('older messages on top move nothing that is being read', async ({ chat, product }) => {
  const session = await longChat(chat, product, 200)
  await chat.openSession(session)
  await expect(text(chat.page, 'Question 200?')).toBeInViewport()
  await chat.page.getByTestId('scroller').hover()
  const jumps = await chat.page.evaluate(watchJumps)
  for (let i = 0; i < 60; i++) {
    await chat.page.mouse.wheel(0, -300)
    await chat.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
  }
  expect(jumps).toBe(0)
  expect(await chat.page.evaluate(() => (globalThis as unknown as { jumps: number[] }).jumps)).toEqual([])
})

/** Runs in the page: a message that is on screen in two frames moves by no more than the wheel did, downwards only. */
function watchJumps(): number {
  const jumps: number[] = []
  Object.assign(globalThis, { jumps })
  let before = new Map<string, number>()
  const frame = () => {
    const now = new Map<string, number>()
    for (const element of document.querySelectorAll<HTMLElement>('[data-testid=message]')) {
      const { top, bottom } = element.getBoundingClientRect()
      if (bottom > 100 && top < innerHeight - 100) now.set(element.dataset['messageId']!, top)
    }
    for (const [id, top] of now) {
      const moved = top - (before.get(id) ?? top)
      if (moved < -4 || moved > 900) jumps.push(Math.round(moved))
    }
    before = now
    requestAnimationFrame(frame)
  }
  frame()
  return jumps.length
}

test('what this browser does not hold comes from the server: the newest page at once, older ones when someone goes there', async ({
  chat,
  product,
}) => {
  const session = await longChat(chat, product, 300)
  await chat.openSession(session)
  await expect(text(chat.page, 'Question 300?')).toBeInViewport()
  await chat.newChat()
  await chat.page.evaluate(forgetMessages, session)
  await chat.page.reload()
  await expect(chat.page.getByTestId('composer')).toBeVisible()

  const asked: string[] = []
  chat.page.on('request', (request) => {
    if (request.url().includes(`/sessions/${session}/messages`)) asked.push(new URL(request.url()).search)
  })
  await chat.openSession(session)
  await expect(text(chat.page, 'Question 300?')).toBeInViewport()
  expect(asked).toEqual(['?limit=200'])
  await scrollUpTo(chat.page, 'Question 1?')
  expect(asked).toHaveLength(3)
  expect(new Set(asked).size, 'each page is asked for once').toBe(3)
})

/** Runs in the page: takes the messages of a session out of the cache, as making room does. */
async function forgetMessages(sessionId: string): Promise<void> {
  const { name } = (await indexedDB.databases()).find((one) => one.name?.startsWith('chat:'))!
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
  const db = await done(indexedDB.open(name!))
  const stores = db.transaction(['messages', 'sessions'], 'readwrite')
  const sessions = stores.objectStore('sessions')
  await done(sessions.put({ ...((await done(sessions.get(sessionId))) as object), cached: 0 }))
  const range = IDBKeyRange.bound([sessionId, -Infinity], [sessionId, Infinity])
  const messages = stores.objectStore('messages')
  for (const key of await done(messages.index('[sessionId+position]').getAllKeys(range))) messages.delete(key)
  await new Promise((resolve) => (stores.oncomplete = resolve))
  db.close()
}

test('coming back to a chat leads to the place where one had left it', async ({ chat, product }) => {
  const first = await longChat(chat, product, 60, 'First chat')
  const second = await longChat(chat, product, 60, 'Second chat')
  await chat.openSession(first)
  await expect(text(chat.page, 'Question 60?')).toBeInViewport()
  await scrollUpTo(chat.page, 'Question 50?', 200)
  const placeOf = () =>
    text(chat.page, 'Question 50?').evaluate((element) => Math.round(element.getBoundingClientRect().top))
  await chat.page.mouse.move(5, 5)
  const place = await placeOf()

  await chat.openSession(second)
  await expect(text(chat.page, 'Question 60?')).toBeInViewport()
  await chat.openSession(first)
  await expect(text(chat.page, 'Question 50?')).toBeInViewport()
  await expect.poll(async () => Math.abs((await placeOf()) - place)).toBeLessThan(5)
})
