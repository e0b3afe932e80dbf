/**
 * What counting costs: microseconds of CPU for each call that is made for a chunk, an append or a write, alone in a process.
 * The path of a chunk has about one of each; compare with what `stream-path.ts` says it costs.
 *
 *   node bench/counting.ts
 */
import { countLogLines, createMetrics, createRedisMetrics } from '@continuo/telemetry'
import { createEvents as gatewayEvents } from '../services/gateway/src/events.ts'
import { createEvents as generatorEvents } from '../services/generator/src/events.ts'

const calls = 2_000_000
const metrics = createMetrics('bench')
const gateway = gatewayEvents(metrics)
const generator = generatorEvents(metrics)
const redis = createRedisMetrics(metrics)
const line = countLogLines(metrics)
const facts = { frames: 1, bytes: 120 }

const counted: Record<string, (n: number) => void> = {
  'generator, a chunk: the gap since the last one': (n) => void generator.nextText(n % 250),
  'generator, an append: appends, entries, bytes, duration': (n) => void generator.appended(2, 40, n % 5),
  'any, a command of Redis: its duration': (n) => redis.ran('append', n % 5),
  'gateway, a write: frames, bytes, writes': () => gateway.wrote(facts),
  'any, a line of the log': () => line(30),
  'gateway, a request: its outcome and duration': (n) =>
    gateway.requestEnded({ method: 'GET', route: '/api/v1/sync', status: 200 }, n % 100),
}

const costUs = (call: (n: number) => void): number => {
  for (let n = 0; n < calls / 10; n++) call(n)
  const before = process.cpuUsage()
  for (let n = 0; n < calls; n++) call(n)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}

console.table(Object.entries(counted).map(([what, call]) => ({ what, 'µs a call': costUs(call).toFixed(3) })))
process.exit()
