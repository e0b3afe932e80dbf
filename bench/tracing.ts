/**
 * What traces cost: the whole product answers the same messages without `OTEL_*`, with one trace in a hundred, and with all
 * of them; CPU of gateway, chat-api and generators for each chunk that reached a viewer. The collector is a sink of its own.
 * The three take turns, so that what else the machine does falls on all alike; the least of each is what it costs.
 *
 *   node bench/tracing.ts [--rounds 3] [--messages 30] [--batches 4] [--words 150]
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createGuest } from '../e2e/support/client/guest.ts'
import { emptyHistory } from '../e2e/support/history.ts'
import type { Product } from '../e2e/support/product/product.ts'
import { startProduct } from '../e2e/support/product/start-product.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    messages: { type: 'string', default: '30' },
    batches: { type: 'string', default: '4' },
    words: { type: 'string', default: '150' },
  },
})
const [rounds, messages, batches] = [Number(values.rounds), Number(values.messages), Number(values.batches)]

let exportedBytes = 0
const sink = createServer((req, res) => {
  req.on('data', (part: Buffer) => (exportedBytes += part.length))
  req.on('end', () => res.end())
})
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(sink.address() as AddressInfo).port}` }
const sampled = { ...endpoint, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' }
const ways: Record<string, Record<string, string>> = {
  off: {},
  'one in a hundred': { ...sampled, OTEL_TRACES_SAMPLER_ARG: '0.01' },
  all: { ...sampled, OTEL_TRACES_SAMPLER_ARG: '1' },
}

const sumOf = (metrics: string, name: string) =>
  metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)

async function reading(product: Product) {
  const metrics = await product.metrics()
  return {
    cpuS: sumOf(metrics, 'process_cpu_seconds_total'),
    frames: sumOf(metrics, 'continuo_gateway_stream_frames_total'),
  }
}

async function measure(env: Record<string, string>) {
  await using product = await startProduct(env)
  const guests = await Promise.all(
    Array.from({ length: messages }, (_, n) =>
      createGuest({ origin: product.origin, user: `guest ${n}`, history: emptyHistory() }),
    ),
  )
  const batch = () =>
    Promise.all(
      guests.map(async (guest) => {
        const sent = await guest.send(`How do tides work? [words:${values.words}][tps:100]`)
        await guest.watch(sent).ended(sent.message_id, 120_000)
      }),
    )
  await batch()
  const [before, bytesBefore] = [await reading(product), exportedBytes]
  for (let n = 0; n < batches; n++) await batch()
  const after = await reading(product)
  await Promise.all(guests.map((guest) => guest.leave()))
  const frames = after.frames - before.frames
  const us = (1e6 * (after.cpuS - before.cpuS)) / frames
  return { frames, us, bytes: (exportedBytes - bytesBefore) / (batches * messages) }
}

const least = new Map<string, number>()
for (let round = 1; round <= rounds; round++) {
  // each of them is the first once
  const turn = Object.entries(ways)
  for (const [way, env] of [...turn.slice(round % 3), ...turn.slice(0, round % 3)]) {
    const { frames, us, bytes } = await measure(env)
    least.set(way, Math.min(us, least.get(way) ?? Infinity))
    console.log(
      `round ${round}, ${way}: ${us.toFixed(1)} µs a chunk (${frames} chunks), ${bytes.toFixed(0)} bytes exported a message`,
    )
  }
}
const off = least.get('off')!
console.table([...least].map(([way, us]) => ({ way, 'µs a chunk': us.toFixed(1), 'of off': (us / off).toFixed(3) })))
sink.close()
