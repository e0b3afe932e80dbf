/**
 * How right the estimates are that people get while they wait: one generator, few slots, and people who send answers of
 * many lengths faster than they can be written. Each estimate that a stream tells is compared with the time until that
 * answer really began.
 *
 *   node bench/queue-estimate.ts [--people 40] [--slots 2] [--every 1500]
 */
import { parseArgs } from 'node:util'
import type { AcceptedMessage } from '@continuo/contract'
import { signInAsGuest } from '../e2e/support/client/api.ts'
import { sseReader } from '../e2e/support/client/sse.ts'
import { emptyHistory } from '../e2e/support/history.ts'
import { startProduct } from '../e2e/support/product/start-product.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '40' },
    slots: { type: 'string', default: '2' },
    every: { type: 'string', default: '1500' },
  },
})
const [people, slots, everyMs] = [Number(values.people), Number(values.slots), Number(values.every)]
/** Tokens of an answer, 10 a second: 2 to 8 seconds, in no order that repeats with the people. */
const tokensOf = (n: number) => 20 + ((n * 37) % 61)
/** An estimate is judged by those who still have to wait so long; below it a page says "a few seconds". Seconds. */
const shortS = 2
const tolerance = 0.5

interface Told {
  readonly estimateS: number
  readonly at: number
}

interface Wait {
  readonly acceptedAt: number
  readonly told: Told[]
  beganAt: number
}

const product = await startProduct()
await using _product = product
await Promise.all(product.generators.map((generator) => generator.stop()))
await product.generators[0]!.start({ GENERATOR_CONCURRENCY: String(slots) })

async function send(n: number): Promise<Wait> {
  const api = await signInAsGuest({ origin: product.origin, user: `person ${n}`, history: emptyHistory() })
  const content = `Question ${n} [tokens:${tokensOf(n)}] [tps:10]`
  const { body } = await api.insist<AcceptedMessage>('POST', '/chat/messages', { content })
  const wait: Wait = { acceptedAt: performance.now(), told: [], beganAt: Number.NaN }
  const closing = new AbortController()
  const response = await fetch(`${product.origin}${body.stream_url}`, {
    headers: api.headers,
    signal: closing.signal,
  })
  const reader = sseReader(({ event, data }) => {
    if (!event || !data) return
    const told = JSON.parse(data) as { status?: string; wait_estimate_s?: number }
    const at = performance.now()
    if (event === 'status' && told.status === 'queued') {
      if (told.wait_estimate_s !== undefined) wait.told.push({ estimateS: told.wait_estimate_s, at })
    } else if (Number.isNaN(wait.beganAt)) {
      wait.beganAt = at
      closing.abort()
    }
  })
  try {
    for await (const bytes of response.body!) reader.push(bytes)
  } catch (error) {
    if (!closing.signal.aborted) throw error
  }
  return wait
}

const waits: Promise<Wait>[] = []
for (let n = 0; n < people; n++) {
  waits.push(send(n))
  await new Promise((resolve) => setTimeout(resolve, everyMs))
}
const done = await Promise.all(waits)

/** Of these estimates the part that was within the tolerance of what came. */
function judge(told: readonly (Told & { beganAt: number })[]) {
  const judged = told.map(({ estimateS, at, beganAt }) => ({ estimateS, leftS: (beganAt - at) / 1_000 }))
  const serious = judged.filter(({ leftS }) => leftS >= shortS)
  const right = serious.filter(({ estimateS, leftS }) => Math.abs(estimateS - leftS) <= tolerance * leftS)
  const offs = serious.map(({ estimateS, leftS }) => Math.abs(estimateS - leftS) / leftS).toSorted((a, b) => a - b)
  const median = offs[Math.floor(offs.length / 2)] ?? Number.NaN
  const part = ((100 * right.length) / serious.length).toFixed(0)
  return `${right.length} of ${serious.length} within ±50 % (${part} %), median off by ${(100 * median).toFixed(0)} %`
}

const waited = done.filter(({ acceptedAt, beganAt }) => beganAt - acceptedAt >= 2_000)
const withEnd = ({ told, beganAt }: Wait) => told.map((each) => ({ ...each, beganAt }))
const first = waited.flatMap((wait) => {
  const [one] = withEnd(wait)
  return one ?? []
})
const longestS = Math.max(...done.map(({ acceptedAt, beganAt }) => beganAt - acceptedAt)) / 1_000
console.log(`${people} people, ${slots} slots, one every ${everyMs} ms; the longest wait was ${longestS.toFixed(0)} s`)
console.log(`waited 2 s or more: ${waited.length}; told an estimate: ${first.length}`)
console.log(`first estimate of each: ${judge(first)}`)
console.log(`all that were told:     ${judge(waited.flatMap(withEnd))}`)
