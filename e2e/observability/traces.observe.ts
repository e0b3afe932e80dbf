import { readFile } from 'node:fs/promises'
import type { AcceptedMessage } from '@continuo/contract'
import type { SpanRecord } from '../support/collector.ts'
import { expect, test } from './fixtures.ts'

const asksFor =
  ({ message_id }: AcceptedMessage) =>
  (span: SpanRecord) =>
    span.facts['continuo.message_id'] === message_id

const has = (trace: readonly SpanRecord[], wanted: string) => trace.some(({ name }) => name === wanted)
/** Nobody's parent is missing. */
const isClosed = (trace: readonly SpanRecord[]) =>
  trace.every(({ parentSpanId }) => parentSpanId === '' || trace.some(({ spanId }) => spanId === parentSpanId))

/** A span for each line, indented under its parent, in the order of time. */
function drawn(trace: readonly SpanRecord[], parentId = '', indent = ''): string[] {
  return trace
    .filter(({ parentSpanId }) => parentSpanId === parentId)
    .flatMap((span) => [`${indent}${span.service}: ${span.name}`, ...drawn(trace, span.spanId, `${indent}  `)])
}

test('one message is one trace, from the POST to its delivery, and the stream only linked', async ({
  lab,
  collector,
}) => {
  const guest = await lab.guest()
  const feed = guest.view(null)
  await feed.connected()
  const sent = await guest.send(lab.question('[words:60][tps:60]'))
  await feed.ended(sent.message_id)
  const trace = await collector.trace(
    asksFor(sent),
    (spans) => isClosed(spans) && ['generate', 'deliver completed', 'announce'].every((name) => has(spans, name)),
  )
  lab.figure(`\n${drawn(trace).join('\n')}\n`)

  const find = (service: string, name: string) => {
    const found = trace.filter((span) => span.service === service && span.name === name)
    expect(found, `${service}: ${name} in\n${drawn(trace).join('\n')}`).toHaveLength(1)
    return found[0]!
  }
  const post = find('gateway', 'POST /api/v1/chat/messages')
  const asked = find('gateway', 'chat.v1.MessageService/SendMessage')
  const accepted = find('chat-api', 'chat.v1.MessageService/SendMessage')
  const relayed = find('chat-api', 'relay generate')
  const job = find('generator', 'generate')
  const claimed = find('chat-api', 'chat.v1.GenerationService/Claim')
  // the title is made by a call of its own
  const model = trace.find(({ name, parentSpanId }) => name.startsWith('chat ') && parentSpanId === job.spanId)!
  const appended = find('generator', 'first append')
  const completed = find('chat-api', 'chat.v1.GenerationService/Complete')
  const announced = find('chat-api', 'announce')
  const [first, last] = [find('gateway', 'deliver first text'), find('gateway', 'deliver completed')]

  const parents = new Map(trace.map((span) => [span.spanId, span.parentSpanId]))
  const isUnder = (span: SpanRecord, above: SpanRecord): boolean => {
    for (let id: string | undefined = span.spanId; id; id = parents.get(id)) if (id === above.spanId) return true
    return false
  }
  expect(post.parentSpanId).toBe('')
  for (const [child, parent] of [
    [asked, post],
    [accepted, asked],
    [relayed, accepted],
    [job, relayed],
    [claimed, job],
    [model, job],
    [appended, job],
    [completed, job],
    [announced, completed],
    [first, accepted],
    [last, accepted],
  ] as const)
    expect(isUnder(child, parent), `${child.name} under ${parent.name}`).toBe(true)
  const order = [post, asked, accepted, relayed, job, claimed, model, appended, completed, announced]
  for (const [index, span] of order.entries())
    if (index > 0)
      expect(span.startNs, `${span.name} after ${order[index - 1]!.name}`).toBeGreaterThanOrEqual(
        order[index - 1]!.startNs,
      )
  expect(first.startNs).toBeLessThan(model.endNs)
  expect(last.startNs).toBeGreaterThanOrEqual(completed.startNs)

  // the stream: a request that is over as soon as it is open, and to which what it delivers is linked
  const stream = collector.spans.find(({ name }) => name === 'GET /api/v1/chat/stream')!
  expect(stream.endNs).toBeLessThan(model.startNs)
  expect(stream.traceId).not.toBe(post.traceId)
  for (const delivery of [first, last])
    expect(delivery.links).toEqual([{ traceId: stream.traceId, spanId: stream.spanId }])
  const longest = trace.reduce((most, span) => (span.endNs - span.startNs > most.endNs - most.startNs ? span : most))
  expect(longest.name, 'nothing lasts longer than the job').toBe('generate')
  expect(collector.spans.filter(({ name }) => name === 'chat.v1.MessageService/ListActiveStreams').length).toBeLessThan(
    9,
  )

  // browsers hear that it was accepted, and nothing of traces
  const told = JSON.stringify(feed.record.frames)
  expect(told).toContain('message_accepted')
  expect(told).not.toContain('traceparent')

  expect(model.facts).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'anthropic',
    'gen_ai.request.model': expect.any(String),
    'gen_ai.usage.output_tokens': expect.anything(),
    'gen_ai.response.finish_reasons': { values: [{ stringValue: 'end_turn' }] },
  })
  expect(model.events.map(({ name }) => name)).toEqual(['first text'])
  expect(job.facts).toMatchObject({ 'continuo.outcome': 'completed', 'continuo.attempt': expect.anything() })
  expect(Number(job.facts['continuo.log.text_bytes'])).toBe(Buffer.byteLength(lab.expected(sent.content)))
  expect(Number(job.facts['continuo.log.appends'])).toBeGreaterThan(1)
})

test('the second attempt at a message whose generator was killed stands beside the first in the same trace', async ({
  lab,
  collector,
}) => {
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:140][tps:40]'))
  const sees = guest.watch(sent)
  await sees.shows(sent.message_id, 100)
  const holder = await lab.holder(sent.message_id)
  await holder.kill()
  await sees.ended(sent.message_id)
  // what the killed one was doing died with it; what it had asked for before did not
  const ended = ({ name, facts }: SpanRecord) => name === 'generate' && facts['continuo.outcome'] !== undefined
  const trace = await collector.trace(asksFor(sent), (spans) => has(spans, 'announce') && spans.some(ended))
  const [accepted] = trace.filter(({ name, service }) => service === 'chat-api' && name.endsWith('/SendMessage'))
  // handed over anew by the reconciler, or the same job once more by the queue, whoever is faster
  const relayed = trace.filter(({ name }) => name === 'relay generate')
  for (const { parentSpanId } of relayed) expect(parentSpanId).toBe(accepted?.spanId)
  const granted = trace.filter(({ facts }) => facts['continuo.claim'] === 'granted')
  expect(granted).toHaveLength(2)
  const jobs = trace.filter(ended)
  expect(jobs.map(({ facts }) => [Number(facts['continuo.attempt']), facts['continuo.outcome']])).toEqual([
    [2, 'completed'],
  ])
  expect(relayed.map(({ spanId }) => spanId)).toContain(jobs[0]?.parentSpanId)
})

test('a stranger neither joins a trace nor decides whether there is one', async ({ product, collector }) => {
  const stranger = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
  const ask = (traceparent: string) =>
    fetch(`${product.origin}/api/v1/models?mark=${traceparent.length}`, { headers: { traceparent } })
  const asked = () =>
    collector.spans.filter(({ name }) => name === 'GET /api/v1/models').sort((a, b) => Number(a.startNs - b.startNs))
  await ask(`00-${stranger.traceId}-${stranger.spanId}-00`)
  await ask(`00-${stranger.traceId}-${stranger.spanId}-01-more-than-there-is`)
  await expect.poll(() => asked().length).toBe(2)
  const [linked, unlinked] = asked()
  expect(linked).toMatchObject({
    parentSpanId: '',
    links: [stranger],
    facts: { 'http.response.status_code': expect.anything() },
  })
  expect(linked!.traceId).not.toBe(stranger.traceId)
  expect(unlinked!.links).toEqual([])
})

test('a collector that is away costs one line and nothing else', async ({ lab, product }) => {
  await product.gateway.stop()
  await product.gateway.start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TIMEOUT: '300' })
  const guest = await lab.guest()
  for (const _ of [1, 2, 3]) {
    const sent = await guest.send(lab.question('[words:20]'))
    await guest.watch(sent).ended(sent.message_id)
  }
  const complaints = () => product.gateway.tail(5_000).filter((line) => line.includes('traces not exported'))
  await expect.poll(() => complaints().length).toBe(1)
  await product.gateway.stop()
  expect(complaints()).toHaveLength(1)
})

test('without OTEL_* nothing of the SDK is loaded', async ({ product, collector }, info) => {
  const loadedWith = async (env: Record<string, string>) => {
    const file = info.outputPath(`loaded-${Object.values(env).join('').length}.txt`)
    await product.gateway.stop()
    await product.gateway.start({
      ...env,
      NODE_OPTIONS: `--import=${new URL('../support/list-packages.ts', import.meta.url).href}`,
      LISTED_SCOPE: '@opentelemetry',
      LISTED_IN: file,
    })
    return new Set((await readFile(file, 'utf8')).trim().split('\n'))
  }
  const unset = Object.fromEntries(Object.keys(collector.env).map((name) => [name, '']))
  // the API alone, by which libraries ask whether there is an SDK
  expect([...(await loadedWith(unset))]).toEqual(['@opentelemetry/api'])
  expect([...(await loadedWith(collector.env))]).toContain('@opentelemetry/sdk-trace')
})
