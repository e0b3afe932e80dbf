import { keptFiles, readyForOffline } from '../support/browser/app-files.ts'
import { fillCache } from '../support/browser/fill-cache.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { asIfEvicted, everythingStored } from '../support/browser/storage.ts'

test('a hard reload without a network shows the app and every kept chat; what is written waits, and is sent once', async ({
  chat,
  context,
}) => {
  const { page } = chat
  const sessions: string[] = []
  for (const topic of ['lighthouses', 'harbours']) {
    if (sessions.length > 0) await chat.newChat()
    sessions.push(await chat.send(`Tell me about ${topic} [words:60][tps:0]`))
    await chat.status(chat.answer, 'completed')
  }
  await readyForOffline(page)

  await context.setOffline(true)
  const began = Date.now()
  await page.reload({ waitUntil: 'commit' })
  await expect(chat.answer).toHaveAttribute('data-status', 'completed')
  const shownMs = Date.now() - began
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'offline')
  for (const session of sessions) {
    await chat.openSession(session)
    await expect(chat.bubbles).toHaveCount(2)
    expect(await chat.length(chat.answer)).toBeGreaterThan(200)
  }

  const session = sessions[0]!
  await chat.openSession(session)
  await chat.send('And their keepers? [words:10][tps:0]')
  await expect(chat.question).toHaveAttribute('data-status', 'waiting')
  await page.reload()
  await expect(chat.question).toHaveAttribute('data-status', 'waiting')

  await context.setOffline(false)
  await expect(chat.bubbles).toHaveCount(4)
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  test.info().annotations.push({ type: 'figure', description: `shown ${shownMs} ms after an offline reload` })
})

test('what was said is found without a network, in 50 chats of 100 kB, and opened at its place', async ({
  chat,
  context,
}) => {
  const { page } = chat
  await chat.send('A first chat [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  await readyForOffline(page)
  const sessions = await fillCache(page, { sessions: 50, messages: 40, chars: 2_500 })
  await context.setOffline(true)
  await page.reload()
  await expect(chat.bubbles).toHaveCount(2)

  const field = page.getByTestId('search')
  const hits = page.getByTestId('hit')
  /** Milliseconds from a changed query to the whole list on the screen. */
  const took = (query: string) =>
    field.evaluate(async (input: HTMLInputElement, text) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const isDone = () => document.querySelector('[data-testid=search-scope]') !== null
      const began = performance.now()
      input.value = text
      input.dispatchEvent(new Event('input'))
      do await frame()
      while (!isDone())
      return Math.round(performance.now() - began)
    }, query)
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  const firstMs = await took('number7x3 lantern')
  await expect(hits).toHaveCount(1)
  await expect(hits.locator('mark').first()).toHaveText(/lantern|number7x3/u)
  await field.fill('')
  const nextMs = await took('STRASSE CAFE number33x')
  await expect(hits).toHaveCount(1)
  await expect(page.getByTestId('search-scope')).toContainText('51')

  await page.keyboard.press('Enter')
  await page.waitForURL(`**/c/${sessions[33]}`)
  await expect(page.locator('.message-row.is-found')).toBeInViewport()
  // the shortcut leads back to the field, also while hits are listed
  await page.getByTestId('composer').focus()
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await field.fill('no such word anywhere')
  await expect(page.getByTestId('no-hits')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(hits).toHaveCount(0)
  test.info().annotations.push({
    type: 'figure',
    description: `5 MB searched: first ${firstMs} ms, next ${nextMs} ms from the key to the whole list (70 ms of it waiting for the next letter)`,
  })
})

test('chats whose copies are gone are loaded ahead, by pointing at them or when nothing else is to do', async ({
  chat,
  context,
}) => {
  const { page } = chat
  const sessions: string[] = []
  for (const topic of ['lighthouses', 'harbours']) {
    if (sessions.length > 0) await chat.newChat()
    sessions.push(await chat.send(`${'Remember well: '.repeat(8)}${topic}-4711 [words:30][tps:0]`))
    await chat.status(chat.answer, 'completed')
  }
  await chat.newChat()
  await page.goto('/?panel=settings')
  await page.getByRole('tab', { name: /data/iu }).click()
  await page.getByTestId('clear-copies').click()
  await expect.poll(async () => (await everythingStored(page)).includes('lighthouses-4711')).toBe(false)
  await page.keyboard.press('Escape')

  await page.locator(`[data-session-id="${sessions[0]}"]`).hover()
  await expect.poll(async () => (await everythingStored(page)).includes('lighthouses-4711')).toBe(true)
  // the other one comes by itself when it is gone for want of room
  expect(await everythingStored(page)).not.toContain('harbours-4711')
  await asIfEvicted(page)
  await page.getByTestId('composer').hover()
  await page.locator(`[data-session-id="${sessions[0]}"]`).hover()
  await expect.poll(async () => (await everythingStored(page)).includes('harbours-4711')).toBe(true)
  await context.setOffline(true)
  await chat.openSession(sessions[0]!)
  await expect(chat.bubbles).toHaveCount(2)
  await context.setOffline(false)
})

test('a server that takes the connection and never answers is waited for briefly, a broken cache not at all', async ({
  chat,
  product,
}) => {
  const { page } = chat
  await chat.send('Before the silence [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  await readyForOffline(page)
  product.gateway.signal('SIGSTOP')
  const began = Date.now()
  await page.reload({ waitUntil: 'commit' })
  await expect(chat.answer).toHaveAttribute('data-status', 'completed')
  const shownMs = Date.now() - began
  product.gateway.signal('SIGCONT')

  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await page.reload()
  await expect(chat.bubbles).toHaveCount(2)
  test.info().annotations.push({ type: 'figure', description: `shown ${shownMs} ms after a reload into silence` })
})

test('the API, its answers and its reference are never kept, and a switch of the operator removes what is', async ({
  chat,
  product,
}) => {
  const { page } = chat
  await chat.send('Nothing of this is a file [words:20][tps:0]')
  await chat.status(chat.answer, 'completed')
  await readyForOffline(page)
  await page.evaluate(() => Promise.all([fetch('/api/v1/sessions'), fetch('/docs')]))
  const kept = Object.values(await keptFiles(page)).flat()
  expect(kept.filter((path) => /^\/(?:api|docs)/u.test(path))).toEqual([])

  await product.gateway.stop()
  await product.gateway.start({ SERVICE_WORKER: 'false' })
  try {
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    await expect.poll(() => keptFiles(page)).toEqual({})
    await page.reload()
    await expect(chat.bubbles).toHaveCount(2)
  } finally {
    await product.gateway.stop()
    await product.gateway.start()
  }
})
