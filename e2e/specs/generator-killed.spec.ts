import { expect, test } from '../support/browser/fixtures.ts'

test('kill -9 of the generator at half of the answer: the page says recovering, goes on by itself, ends exact', async ({
  chat,
  product,
}) => {
  const session = await chat.send('Carry on whatever happens [words:150][tps:40]')
  await chat.shows(chat.answer, 450)
  const id = await chat.answer.getAttribute('data-message-id')
  const [row] = await product.sql<{ lease_owner: string }>('select lease_owner from messages where id = $1', [id])
  const holder = product.generators.find(({ pid }) => row?.lease_owner.includes(`-${pid}-`))
  // watched from before the kill and at every frame: the other generator may be quick
  const recovering = chat.answer.locator('[data-testid=answer-note][data-kind=recovering]').waitFor({ timeout: 30_000 })
  const killedAt = Date.now()
  await holder!.kill()
  const shown = await chat.length(chat.answer)

  await recovering
  const saidMs = Date.now() - killedAt
  await expect.poll(() => chat.length(chat.answer), { intervals: [50], timeout: 30_000 }).toBeGreaterThan(shown)
  const wentOnMs = Date.now() - killedAt
  await chat.status(chat.answer, 'completed')
  await chat.expectExact(session)
  test.info().annotations.push({
    type: 'figure',
    description: `recovering shown after ${saidMs} ms, first new text after ${wentOnMs} ms`,
  })
})
