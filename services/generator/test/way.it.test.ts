import { createHash } from 'node:crypto'
import { expectedAnswer } from '@continuo/model-stand-in'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, openHarness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await openHarness()
  await h.start()
})
afterAll(() => h[Symbol.asyncDispose]())

const answerTo = (prompt: string) => expectedAnswer([{ role: 'user', content: prompt }])
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('an answer is claimed, streamed into the log and completed with its hash, usage and stop reason', async () => {
  const prompt = 'Tell me about lighthouses [words:120]'
  const ref = await h.send(prompt)
  const complete = await h.api.waitFor('complete', (request) => request.message_id === ref.messageId)
  const text = answerTo(prompt)
  expect(complete).toMatchObject({ epoch: 1, text, sha256: sha256(text), stop_reason: 'end_turn' })
  expect(complete.usage.input_tokens).toBeGreaterThan(0)
  expect(complete.usage.output_tokens).toBeGreaterThan(0)
  const read = await h.reader.readText(ref)
  expect(read).toMatchObject({ kind: 'text', state: { text, at: { epoch: 1, seq: complete.seq } } })
})
