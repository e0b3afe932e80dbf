import { expect, test } from '../support/browser/fixtures.ts'
import { listen } from '../support/browser/heard.ts'

test('a screen reader hears that an answer starts, goes on about every 7 seconds and ends: no word of it by itself', async ({
  chat,
}) => {
  const read = await listen(chat.page)
  await chat.send('Tell a long story [words:280][tps:16]')
  await chat.status(chat.answer, 'completed')
  await expect.poll(async () => (await read()).at(-1)?.text).toBe('The answer is complete.')
  const heard = await read()
  const said = heard.map(({ text }) => text)
  expect(said[0]).toBe('The answer has started.')
  const progress = heard.filter(({ text }) => /^Still writing, \d+ words so far\.$/u.test(text))
  expect(progress.length).toBeGreaterThanOrEqual(2)
  expect(said).toHaveLength(progress.length + 2)
  const gaps = [heard[0]!, ...progress].slice(0, -1).map(({ atMs }, i) => progress[i]!.atMs - atMs)
  test.info().annotations.push({
    type: 'figure',
    description: `${await chat.length(chat.answer)} characters written, ${said.length} announcements, ${gaps.join(', ')} ms apart`,
  })
})

test('a failure, the loss of the network and its return are each said once', async ({ chat, context }) => {
  const read = await listen(chat.page)
  const times = async (text: string) => (await read()).filter((each) => each.text.includes(text)).length
  await chat.send('Fail [fault:400]')
  await chat.status(chat.answer, 'error')
  await expect.poll(() => times('The answer failed.')).toBe(1)

  await context.setOffline(true)
  await expect.poll(() => times('You are offline.')).toBe(1)
  await context.setOffline(false)
  await expect.poll(() => times('Connected again.')).toBe(1)
  expect(await times('The answer failed.')).toBe(1)
  expect(await times('You are offline.')).toBe(1)
})

test('the regions that speak are there before there is anything to say', async ({ chat }) => {
  await expect(chat.page.getByTestId('announcer')).toHaveAttribute('aria-live', 'polite')
  await expect(chat.page.getByTestId('announcer')).toBeEmpty()
})
