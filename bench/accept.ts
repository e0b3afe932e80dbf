/**
 * What a message costs who sends it: POST until its 202, and until its first text has come on an open feed, beyond the
 * time that the model itself took for it. Sends fall due at a steady rate whether earlier ones are back or not, and count
 * from when they were due. The floor is a bare `node:http` server that stores each body as one row of the same Postgres.
 * Every message begins a session of its own, so it is answered and given a title. Whoever sends, reads, writes and answers
 * shares this machine's cores, the stores are without fsync.
 *
 *   node bench/accept.ts [--rates 20,100] [--seconds 15] [--guests 50]
 */
import { fork } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { newId } from '@continuo/contract'
import { createGuest } from '../e2e/support/client/guest.ts'
import { emptyHistory } from '../e2e/support/history.ts'
import { startProduct } from '../e2e/support/product/start-product.ts'

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '20,100' },
    seconds: { type: 'string', default: '15' },
    guests: { type: 'string', default: '50' },
  },
})
const [seconds, guestCount] = [Number(values.seconds), Number(values.guests)]
const modelMs = 30

/** Calls `send` at a steady rate. @returns milliseconds from when each was due to its reply, in order of size. */
async function steadily(rate: number, send: (n: number) => Promise<void>): Promise<number[]> {
  const tookMs: number[] = []
  const pending: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n / rate) * 1_000
    while (performance.now() < due) await pause(1)
    pending.push(send(n).then(() => void tookMs.push(performance.now() - due)))
  }
  await Promise.all(pending)
  return tookMs.sort((a, b) => a - b)
}

const quantile = (sorted: readonly number[], part: number) =>
  (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1)

async function startFloor(databaseUrl: string) {
  const child = fork(new URL('./accept/floor.ts', import.meta.url), [databaseUrl])
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (told) => resolve(Number(told)))
    child.once('exit', (code) => reject(new Error(`the floor ended with ${code}`)))
  })
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void child.kill() }
}

await using product = await startProduct()
using floor = await startFloor(product.databaseUrl)
const guests = await Promise.all(
  Array.from({ length: guestCount }, async (_, n) => {
    const guest = await createGuest({ origin: product.origin, user: `guest ${n}`, history: emptyHistory() })
    const feed = guest.view(null)
    await feed.connected()
    return { guest, feed }
  }),
)
const content = `How do tides work? [tokens:20] [tps:0] [ttft:${modelMs}]`
const body = JSON.stringify({ id: newId(), content, session_id: newId() })

async function toFloor() {
  const response = await fetch(floor.url, { method: 'POST', body })
  await response.text()
}

const firstTextMs: number[] = []
async function toProduct(n: number) {
  const { guest, feed } = guests[n % guests.length]!
  const began = Date.now()
  const { message_id: id } = await guest.send(content)
  const shown = () => firstTextMs.push(Date.now() - began - modelMs)
  const late = () => firstTextMs.push(Infinity)
  void feed.shows(id, 1).then(shown, late)
}

// both have been asked before they are measured
await steadily(20, toFloor)
await steadily(20, toProduct)
for (const rate of values.rates.split(',').map(Number)) {
  const bare = await steadily(rate, toFloor)
  firstTextMs.length = 0
  const began = performance.now()
  const sent = await steadily(rate, toProduct)
  const perSecond = sent.length / ((performance.now() - began) / 1_000)
  while (firstTextMs.length < sent.length) await pause(20)
  firstTextMs.sort((a, b) => a - b)
  const costs = { 'POST until 202': sent, 'the floor': bare, 'first text beyond the model’s': firstTextMs }
  console.log(`\n${rate} messages a second asked for, ${perSecond.toFixed(0)} done`)
  console.table(
    Object.entries(costs).map(([what, took]) => ({
      what,
      'p50 ms': quantile(took, 0.5),
      'p99 ms': quantile(took, 0.99),
      'p50 of floor': (Number(quantile(took, 0.5)) / Number(quantile(bare, 0.5))).toFixed(1),
    })),
  )
}
await Promise.all(guests.map(({ guest }) => guest.leave()))
