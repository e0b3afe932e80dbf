import { setTimeout as sleep } from 'node:timers/promises'
import { formatPosition, isTerminal } from '@continuo/contract'
import type { Guest } from '../support/client/guest.ts'
import { expect, test } from '../support/fixtures.ts'
import type { Lab } from '../support/lab.ts'
import { seededRandom } from '../support/random.ts'

const seed = Number(process.env.CHAOS_SEED ?? 1)
const rounds = 10
const atOnce = 20

/** One answer, stopped after a random time with what its viewer has seen by then. */
async function cancelOne(lab: Lab, guest: Guest, afterMs: number) {
  const sent = await guest.send(lab.question('[words:30][tps:60]'))
  const viewer = guest.watch(sent)
  await sleep(afterMs)
  const seen = viewer.of(sent.message_id)
  const cancelledAt = Date.now()
  const [reply, repeat] = await Promise.all([
    guest.cancel(sent.message_id, formatPosition(seen.at)),
    guest.cancel(sent.message_id, formatPosition(seen.at)),
  ])
  const shown = await viewer.ended(sent.message_id)
  await viewer.leave()

  expect(reply.status).toBe(200)
  expect(isTerminal(reply.body.status)).toBe(true)
  expect(repeat.body, 'a repeated stop says the same').toEqual(reply.body)
  expect(shown.end?.event, 'the viewer is told the same end').toBe(reply.body.status)
  expect(shown.text).toBe(reply.body.content)
  if (reply.body.status === 'cancelled') expect(reply.body.content, 'the text as it was seen').toBe(seen.text)
  return { content: sent.content, status: reply.body.status, cancelledAt }
}

test(`an answer is stopped at random moments, ${rounds * atOnce} times: one end, the text as seen, no model call left`, async ({
  lab,
}) => {
  const random = seededRandom(seed)
  const guest = await lab.guest()
  const results: Awaited<ReturnType<typeof cancelOne>>[] = []
  for (let round = 0; round < rounds; round++) {
    const delays = Array.from({ length: atOnce }, () => random() * 1_100)
    results.push(...(await Promise.all(delays.map((afterMs) => cancelOne(lab, guest, afterMs)))))
  }

  const count = (status: string) => results.filter((result) => result.status === status).length
  expect(count('cancelled'), 'some were in time').toBeGreaterThan(0)
  expect(count('completed'), 'some were too late').toBeGreaterThan(0)
  const stopped = new Map(results.filter((r) => r.status === 'cancelled').map((r) => [r.content, r.cancelledAt]))
  await expect.poll(async () => (await openCalls(lab)).length).toBe(0)
  const calls = (await lab.product.standIn.calls(lab.mark)).filter(({ prompt }) => stopped.has(prompt))
  const closedMs = calls.map(({ prompt, endedAt }) => (endedAt ?? 0) - (stopped.get(prompt) ?? 0))
  lab.figure(
    `seed ${seed}: ${count('cancelled')} cancelled, ${count('completed')} completed before; ` +
      `upstream closed within ${Math.max(...closedMs)} ms`,
  )
})

const openCalls = async ({ product, mark }: Lab) =>
  (await product.standIn.calls(mark)).filter(({ outcome }) => outcome === 'open')
