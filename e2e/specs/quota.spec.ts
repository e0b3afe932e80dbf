import { randomBytes } from 'node:crypto'
import { type ChatPage, chatPage } from '../support/browser/chat-page.ts'
import { fillCache } from '../support/browser/fill-cache.ts'
import { expect, test as base } from '../support/browser/fixtures.ts'
import { everythingStored, limitStorage } from '../support/browser/storage.ts'

/** Text that the browser cannot store in less room than its length. */
const noise = (chars: number) => randomBytes(chars).toString('base64').slice(0, chars)

/** A page whose browser keeps no more than so many bytes of it. The app's own files are not to count. */
const test = base.extend<{ open: (bytes: number) => Promise<ChatPage> }>({
  serviceWorkers: 'block',
  open: async ({ page, context }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
    await use(async (bytes) => {
      await page.goto('/favicon.svg')
      await limitStorage(context, page, bytes)
      const chat = chatPage(page)
      await chat.open()
      return chat
    })
    expect(errors, 'uncaught errors of the page').toEqual([])
  },
})

test('a browser that is full gives up its oldest chats first: what is written and answered now is kept', async ({
  open,
}) => {
  const chat = await open(4_000_000)
  const { page } = chat
  await chat.send('Before it is full [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  const old = await fillCache(page, { sessions: 100, messages: 10, chars: 12_000 })
  expect(old.length, 'chats that found room').toBeLessThan(100)

  await chat.newChat()
  const session = await chat.send(`Is there room for ${noise(50_000)}? [words:6000][tps:0]`)
  await chat.status(chat.answer, 'completed')
  await expect(page.getByTestId('storage-full')).toHaveCount(0)
  const answer = await chat.answer.getAttribute('data-message-id')
  await page.reload()
  await expect(chat.answer).toHaveAttribute('data-message-id', answer!)
  await chat.expectExact(session)
  // the newest of the old ones is still here, the oldest is not; both are in the list
  const stored = await everythingStored(page)
  expect([`number${old.length - 1}x9`, 'number0x0'].map((text) => stored.includes(text))).toEqual([true, false])
  await expect(page.locator(`[data-session-id="${old[0]}"]`)).toHaveCount(1)
})

test('with no room at all the chat goes on from memory, says so calmly, and loses nothing that is typed', async ({
  open,
}) => {
  const chat = await open(450_000)
  const { page } = chat
  const composer = page.getByTestId('composer')
  const first = await chat.send('Before it is full [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')

  const long = `half a thought that is ${noise(100_000)} long`
  await composer.fill(long)
  await chat.send(`${long} [words:60][tps:60]`)
  await expect(page.getByTestId('storage-full')).toBeVisible()
  await expect(chat.bubbles).toHaveCount(4)
  await composer.fill('what is being typed meanwhile')
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(first)
  await expect(composer).toHaveValue('what is being typed meanwhile')

  // other chats can be made, opened and read as ever
  await chat.newChat()
  const second = await chat.send(`${long} [words:10][tps:0]`)
  await chat.status(chat.answer, 'completed')
  await chat.openSession(first)
  await chat.expectExact(first)
  await expect(composer).toHaveValue('what is being typed meanwhile')
  await chat.openSession(second)
  await chat.expectExact(second)
})
