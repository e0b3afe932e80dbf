import { type IncomingHttpHeaders, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { inSpan, startSpan } from './span.ts'
import { startTracing } from './start.ts'

// exporters read where to send to from the process's own environment
afterEach(() => vi.unstubAllEnvs())

interface Received {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

async function startReceiver(answer = 200) {
  const received: Received[] = []
  const server = createServer((req, res) => {
    void buffer(req).then((body) => {
      received.push({ url: req.url, headers: req.headers, text: body.toString('latin1') })
      res.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    received,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listener() {
  const lines: { msg: string; facts: Record<string, unknown> }[] = []
  const take = (...[facts, msg]: [unknown, string?]) =>
    void lines.push(typeof facts === 'string' ? { msg: facts, facts: {} } : { msg: msg!, facts: facts as never })
  return { lines, logger: { info: take, warn: take } as never }
}

test('spans leave as OTLP protobuf by the end of the process, under the names that the environment gives', async () => {
  await using receiver = await startReceiver()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.env.OTEL_EXPORTER_OTLP_ENDPOINT)
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=staging')
  const { lines, logger } = listener()
  {
    await using _tracing = await startTracing('gateway', process.env, logger)
    await inSpan('a request', { parent: 'new', facts: { kind: 'x', long: 'y'.repeat(1_000) } }, async () => {})
    await inSpan('a failure', { parent: 'new' }, () => Promise.reject(new Error('a secret'))).catch(() => {})
  }
  expect(startSpan('afterwards', { parent: 'new' }).traceparent).toBeUndefined()
  expect(lines.map(({ msg }) => msg)).toEqual(['tracing started'])
  const [only, ...more] = receiver.received
  expect(more).toEqual([])
  expect(only).toMatchObject({ url: '/v1/traces', headers: { 'content-type': 'application/x-protobuf' } })
  for (const word of ['a request', 'a failure', 'service.name', 'gateway', 'continuo', 'staging'])
    expect(only?.text).toContain(word)
  expect(only?.text).not.toContain('a secret')
  expect(only?.text).not.toContain('y'.repeat(257))
})

test('a part of the traces as large as was asked for is kept, whole ones', async () => {
  await using receiver = await startReceiver()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.env.OTEL_EXPORTER_OTLP_ENDPOINT)
  const env = { ...receiver.env, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }
  await using _tracing = await startTracing('gateway', env, listener().logger)
  let kept = 0
  for (let n = 0; n < 3_000; n++) {
    await inSpan('request', { parent: 'new' }, async (request) => {
      if (request.traceparent) kept++
      await inSpan('part', {}, async (part) => expect(part.ids?.traceId).toBe(request.ids?.traceId))
    })
  }
  expect(kept).toBeGreaterThan(200)
  expect(kept).toBeLessThan(400)
})

test('a collector that refuses is told of once, and nobody else notices', async () => {
  await using receiver = await startReceiver(400)
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.env.OTEL_EXPORTER_OTLP_ENDPOINT)
  const { lines, logger } = listener()
  const tracing = await startTracing('gateway', { ...receiver.env, OTEL_BSP_SCHEDULE_DELAY: '1' }, logger)
  for (let n = 1; n <= 3; n++) {
    startSpan('request', { parent: 'new' }).end()
    await expect.poll(() => receiver.received.length).toBe(n)
  }
  await tracing[Symbol.asyncDispose]()
  expect(lines.map(({ msg }) => msg)).toEqual(['tracing started', 'traces not exported'])
})

test('settings that are wrong are warned of by name, and the service goes on', async () => {
  const { lines, logger } = listener()
  await using _tracing = await startTracing('gateway', { OTEL_TRACES_EXPORTER: 'zipkin' }, logger)
  expect(lines).toEqual([
    { msg: 'bad tracing setting', facts: { problem: expect.stringContaining('OTEL_TRACES_EXPORTER') } },
  ])
})
