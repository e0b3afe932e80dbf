/**
 * What one span costs, by itself, in CPU of the process: off, not sampled, and recorded and exported to a sink that is
 * another process. A message has about 20; `bench/tracing.ts` is the whole product.
 *
 *   node bench/spans.ts [--messages 20000]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { inSpan } from '../packages/telemetry/src/tracing/span.ts'
import { startTracing } from '../packages/telemetry/src/tracing/start.ts'

const { values } = parseArgs({ options: { messages: { type: 'string', default: '20000' } } })
const messages = Number(values.messages)
const spansOfOne = 20

const sinkCode = `
  import { createServer } from 'node:http'
  const server = createServer((req, res) => req.resume().on('end', () => res.end()))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`
const sink = spawn(process.execPath, ['--input-type=module', '-e', sinkCode], { stdio: ['ignore', 'pipe', 'inherit'] })
const [port] = (await once(sink.stdout, 'data')) as [Buffer]
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${String(port).trim()}`

const facts = {
  'continuo.message_id': '0192f0c1-2d3e-7abc-8def-000000000001',
  'rpc.system': 'grpc',
  'rpc.method': 'Claim',
}
const message = () =>
  inSpan('request', { kind: 'server', parent: 'new', facts }, async () => {
    for (let n = 1; n < spansOfOne; n++) await inSpan('part', { kind: 'client', facts }, async () => {})
  })

async function microseconds(env: NodeJS.ProcessEnv): Promise<number> {
  const quiet = { info: () => {}, warn: () => {} }
  const tracing = await startTracing('bench', env, quiet)
  const run = async (count: number) => {
    for (let n = 0; n < count; n++) {
      await message()
      // as a service would: the batches leave meanwhile, and nothing is dropped
      if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  await run(2_000)
  const before = process.cpuUsage()
  await run(messages)
  const { user, system } = process.cpuUsage(before)
  await tracing[Symbol.asyncDispose]()
  return (user + system) / messages
}

const ratio = (part: string) => ({
  ...process.env,
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: part,
})
const found = {
  off: await microseconds({}),
  'one in a hundred': await microseconds(ratio('0.01')),
  all: await microseconds(ratio('1')),
}
console.table(
  Object.entries(found).map(([way, us]) => ({
    way,
    'µs a message': us.toFixed(1),
    'more than off': (us - found.off).toFixed(1),
  })),
)
sink.kill()
