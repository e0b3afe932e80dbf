import { expect, test } from 'vitest'
import { type Harness, openHarness } from './harness.ts'

const failureOf = async (h: Harness, prompt: string) => {
  const { messageId } = await h.send(prompt)
  return (await h.api.waitFor('fail', (request) => request.message_id === messageId)).failure
}

test.for([
  ['401', 'config'],
  ['402', 'config'],
  ['403', 'config'],
  ['spend_limit', 'budget'],
] as const)('%s → %s: once is enough for all, until a person has acted', async ([fault, code]) => {
  await using h = await openHarness()
  await h.start()
  expect(await failureOf(h, `First [fault:${fault}]`)).toMatchObject({ code, retryable: false })
  expect(await failureOf(h, 'Second')).toMatchObject({ code, retryable: false })
  expect(h.standIn.transcript.count({ kind: 'answer' })).toBe(1)
})
