import { expect, test } from '../support/browser/fixtures.ts'

test('kill -9 of the generator at half of the answer: the page says recovering, goes on by itself, ends exact', async ({
  chat,
  product,
}) => {
  const session = await chat.send('Carry on whatever happens [words:200][tps:30]')
  await chat.shows(chat.answer, 450)
  const id = await chat.answer.getAttribute('data-message-id')
  const [row] = await product.sql<{ lease_owner: string }>('select lease_owner from messages where id = $1', [id])
  const holder = product.generators.find(({ pid }) => row?.lease_owner.includes(`-${pid}-`))
  const other = product.generators.find((one) => one !== holder)
  const killedAt = Date.now()
  await holder!.kill()
  const shown = await chat.length(chat.answer)

  // the other one takes over within a tenth of a second: it is held back, or nobody could read what the page says
  other!.signal('SIGSTOP')
  await expect(chat.answer.getByTestId('answer-note')).toHaveAttribute('data-kind', 'recovering', { timeout: 30_000 })
  const saidMs = Date.now() - killedAt
  other!.signal('SIGCONT')
  await expect.poll(() => chat.length(chat.answer), { intervals: [50], timeout: 30_000 }).toBeGreaterThan(shown)
  const wentOnMs = Date.now() - killedAt
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  test.info().annotations.push({
    type: 'figure',
    description: `recovering shown after ${saidMs} ms, first new text after ${wentOnMs} ms`,
  })
})
