import { expect, test } from 'vitest'
import type { Attempt } from './attempt.ts'
import { callModel } from './call-model.ts'
import { freshStart } from './continuation.ts'
import type { GenerateDeps } from './deps.ts'

/** A server that has everything to say at once. */
async function* allAtOnce(pieces: number) {
  yield { type: 'message_start', message: {} }
  for (let n = 0; n < pieces; n++) yield { type: 'content_block_delta', delta: { type: 'text_delta', text: 'x' } }
  yield { type: 'message_stop' }
}

test('an answer whose turn of the event loop is over reads on in the next, and loses nothing', async () => {
  const said: string[] = []
  const turn = Promise.withResolvers<void>()
  const waits = Promise.withResolvers<void>()
  const over = () => {
    if (said.length !== 3) return undefined
    waits.resolve()
    return turn.promise
  }
  const call = { sawBytes() {}, ended() {} }
  const watchdog = { bytesIdleMs: 60_000, progressIdleMs: 60_000, totalMs: 60_000 }
  const deps = {
    ...{ turns: { over }, model: { stream: () => allAtOnce(10) }, events: { modelCalled: () => call } },
    ...{ breaker: { find() {} }, catalog: { find() {} }, defaultModel: 'm', config: { watchdog, promptTokens: 1_000 } },
  } as unknown as GenerateDeps
  const attempt = {
    ...{ claimed: { model: '', system: '', history: [] }, deadlineAt: performance.now() + 60_000 },
    ...{ signal: new AbortController().signal, say: ({ text }: { text: string }) => said.push(text) },
  } as unknown as Attempt

  const ending = callModel(deps, attempt, freshStart('fresh', 'start'))
  await waits.promise
  await new Promise((resolve) => setImmediate(resolve))
  expect(said).toHaveLength(3)
  turn.resolve()
  expect(await ending).toMatchObject({ kind: 'complete' })
  expect(said.join('')).toBe('x'.repeat(10))
})
