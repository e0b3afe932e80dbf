import { expect, test } from '../support/browser/fixtures.ts'

test('stop ends the answer with the text that is seen, and a retry answers again in its place', async ({ chat }) => {
  const session = await chat.send('Count the waves [words:300][tps:40]')
  await chat.shows(chat.answer, 150)
  await chat.page.getByTestId('stop').click()
  await chat.status(chat.answer, 'cancelled')
  const stopped = await chat.length(chat.answer)
  const [, cancelled] = await chat.expectExact(session)
  expect(cancelled?.content.length).toBe(stopped)
  await chat.page.reload()
  await chat.expectExact(session)

  await chat.page.getByTestId('retry').click()
  await expect(chat.answer).not.toHaveAttribute('data-message-id', cancelled!.id)
  await chat.status(chat.answer, 'completed')
  const [, answered] = await chat.expectExact(session)
  expect(answered?.content.length).toBeGreaterThan(stopped)
})

test('a failed answer says why, and a retry works', async ({ chat }) => {
  const session = await chat.send('Try me [fault:400 times=1][words:30][tps:0]')
  await chat.status(chat.answer, 'error')
  await expect(chat.answer.getByTestId('answer-note')).toHaveAttribute('data-code', 'invalid_request')
  await chat.answer.getByTestId('retry').click()
  await chat.status(chat.answer, 'completed')
  const rows = await chat.expectExact(session)
  expect(rows.map(({ role, status }) => `${role} ${status}`)).toEqual(['user completed', 'assistant completed'])
})
