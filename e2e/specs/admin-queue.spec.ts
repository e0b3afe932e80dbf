import { newId } from '@continuo/contract'
import { expectAccessible } from '../support/browser/axe.ts'
import { expect, test } from '../support/browser/fixtures.ts'
import { auditOf, openAdmin, someone } from '../support/browser/someone.ts'
import { textsOf } from '../support/browser/texts-of.ts'
import type { Product } from '../support/product/product.ts'

/** Where to keep pictures of the pages, for people to look at; default: nowhere. */
const { E2E_SHOTS: shots } = process.env

/** One worker that writes one answer at a time: whoever comes second waits. */
async function oneSlot({ generators }: Product) {
  await Promise.all(generators.map((generator) => generator.stop()))
  await generators[0]!.start({ GENERATOR_CONCURRENCY: '1' })
}
async function manySlots(product: Product) {
  await product.generators[0]!.stop()
  await product.heal()
}

test('a full queue: those who wait see their place and about how long, an administrator sees the same from above', async ({
  browser,
  product,
}) => {
  test.setTimeout(120_000)
  const root = await someone(browser, product, { name: 'root', admin: true })
  const people = []
  for (const name of ['ann', 'bob', 'eve']) people.push(await someone(browser, product, { name }))
  const [ann, bob, eve] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]
  try {
    await oneSlot(product)
    // five answers of two seconds each: from fewer nothing is said
    await ann.chat.open()
    for (let n = 0; n < 5; n++) {
      await ann.chat.send(`Warm up ${n} [tokens:20] [tps:10]`)
      await expect(ann.chat.bubbles).toHaveCount(2 * (n + 1))
      await ann.chat.status(ann.chat.answer, 'completed')
    }
    await ann.chat.send('The one that runs [tokens:900] [tps:10]')
    await expect(ann.chat.bubbles).toHaveCount(12)
    await ann.chat.shows(ann.chat.answer, 5)
    await bob.chat.open()
    await bob.chat.send('Second [tokens:20] [tps:10]')
    await expect(bob.chat.answer).toHaveAttribute('data-status', 'queued')
    await eve.chat.open()
    const notes = await textsOf(eve.page, 'answer-note-text')
    await eve.chat.send('Third [tokens:20] [tps:10]')
    await expect(eve.chat.answer.getByTestId('answer-note-text')).toBeVisible()
    // the answer that runs takes longer than any before: what was expected is over after some seconds, and so are the words
    const expected = expect.stringMatching(/1 ahead, starts in (a few seconds|about \d+ (s|min))/)
    await expect.poll(notes, { timeout: 20_000 }).toContainEqual(expected)
    if (shots) await eve.page.screenshot({ path: `${shots}/waiting.png` })

    await openAdmin(root.page, 'queue')
    await expect(root.page.getByTestId('tile-chat-waiting')).toContainText('2', { timeout: 15_000 })
    await expect(root.page.getByTestId('tile-chat-running')).toContainText('1')
    const jobs = root.page.getByTestId('queue-job')
    await expect(jobs).toHaveCount(2)
    await expect(root.page.getByTestId('queue')).not.toContainText('Second')
    const worker = root.page.getByTestId('queue-worker').filter({ hasText: 'One answer' })
    await expect(worker).toHaveCount(1)
    await expect(root.page.getByTestId('queue-waits')).toContainText('24 hr')
    if (shots) await root.page.screenshot({ path: `${shots}/queue-full.png`, fullPage: true })

    const eveId = (await eve.chat.answer.getAttribute('data-message-id'))!
    const job = root.page.locator(`[data-testid=queue-job][data-id="${eveId}"]`)
    await job.getByTestId('remove-job').click()
    await expect(job).toHaveCount(0)
    await eve.chat.status(eve.chat.answer, 'error')
    await expect(eve.chat.answer.getByTestId('answer-note')).toHaveAttribute('data-code', 'removed')
    await expect(eve.chat.answer.getByTestId('retry')).toBeVisible()
    expect((await auditOf(root.context, eve.id))[0]).toBe('job_removed')

    await root.page.getByTestId('tile-chat-running').click()
    await root.page.getByTestId('stop-job').click()
    await ann.chat.status(ann.chat.answer, 'cancelled')
    await bob.chat.status(bob.chat.answer, 'completed')
  } finally {
    await manySlots(product)
    await Promise.all([root, ...people].map(({ context }) => context.close()))
  }
})

test('a model that limits its callers is waited for, with a countdown and no error; an administrator lets it go on at once', async ({
  browser,
  product,
}) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  const ann = await someone(browser, product, { name: 'ann' })
  await ann.chat.open()
  await ann.chat.send(`Busy model ${newId()} [words:5] [fault:429 retry_after=40 times=1]`)
  const note = ann.chat.answer.getByTestId('answer-note')
  await expect(note).toHaveAttribute('data-kind', 'limited')
  await expect(note).toContainText(/in (3\d|4\d) s/)
  if (shots) await ann.page.screenshot({ path: `${shots}/limited.png` })
  await expect(note, 'it counts down').toContainText(/in 3[0-7] s/, { timeout: 15_000 })
  await ann.page.reload()
  await expect(note, 'who comes later sees what is left').toContainText(/in (3[0-7]|[12]\d) s/)
  // what another browser knows is from Postgres, which has the place of the wait but not the wait
  const other = await ann.elsewhere()
  const itsNote = other.chat.answer.getByTestId('answer-note')
  await other.page.goto(ann.page.url())
  await expect(itsNote, 'also in another browser').toContainText(/in (3[0-7]|[12]\d) s/)
  await other.page.reload()
  await expect(itsNote, 'and after its reload').toContainText(/in (3[0-7]|[12]\d) s/)

  await openAdmin(root.page, 'queue')
  await root.page.getByTestId('tile-chat-delayed').click()
  const id = (await ann.chat.answer.getAttribute('data-message-id'))!
  const job = root.page.locator(`[data-testid=queue-job][data-id="${id}"]`)
  await expect(job).toContainText('One attempt')
  await job.getByTestId('retry-job').click()
  await ann.chat.status(ann.chat.answer, 'completed')
  await expect(note).toHaveCount(0)
  await expect(job).toHaveCount(0, { timeout: 10_000 })
  expect((await auditOf(root.context, ann.id))[0]).toBe('job_retried')
  await root.page.goto(`/admin/audit?user=${ann.id}`)
  await expect(root.page.getByTestId('audit-event').first()).toContainText('Job dispatched again')
  await Promise.all([root, ann, other].map(({ context }) => context.close()))
})

test('without Redis the page says what the database knows, and that the queue cannot be asked', async ({
  browser,
  product,
}) => {
  const root = await someone(browser, product, { name: 'root', admin: true })
  await openAdmin(root.page, 'queue')
  await expect(root.page.getByTestId('tile-default-waiting')).not.toContainText('–')
  await product.redis.kill()
  try {
    await expect(root.page.getByTestId('redis-away')).toBeVisible({ timeout: 20_000 })
    await expect(root.page.getByTestId('tile-default-waiting')).toContainText('–')
    await expect(root.page.getByTestId('tile-chat-waiting')).toContainText('0')
    if (shots) await root.page.screenshot({ path: `${shots}/queue-no-redis.png`, fullPage: true })
  } finally {
    await product.heal()
  }
  await expect(root.page.getByTestId('redis-away')).toBeHidden({ timeout: 20_000 })
  await root.context.close()
})

test('the queue is accessible and no wider than the screen, light, dark, small and from the right', async ({
  browser,
  product,
}) => {
  test.setTimeout(150_000)
  const sent = await someone(browser, product, { name: 'ann' })
  await sent.chat.open()
  await sent.chat.send('Hello [words:5] [tps:0]')
  await sent.chat.status(sent.chat.answer, 'completed')
  await sent.context.close()
  for (const locale of ['en-GB', 'ar-EG']) {
    const { page, context } = await someone(browser, product, { name: 'root', admin: true, locale })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1_100, 360]) {
        await page.setViewportSize({ width, height: 780 })
        await openAdmin(page, 'queue')
        await expect(page.getByTestId('queue-workers')).toBeVisible()
        await page.getByTestId('tile-chat-failed').click()
        await expect(page.getByTestId('queue-jobs')).toHaveAttribute('data-state', 'failed')
        await expect(page.getByTestId('loading')).toHaveCount(0)
        await page.getByTestId('queue-ended').locator('summary').click()
        await expectAccessible(page, `queue ${locale} ${colorScheme} ${width}`)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        if (shots) {
          await page.setViewportSize({ width, height: 2_000 })
          await page.screenshot({ path: `${shots}/queue-${locale}-${colorScheme}-${width}.png` })
        }
      }
    }
    await context.close()
  }
})
