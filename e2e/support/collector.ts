import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface SpanRecord {
  readonly service: string
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly startNs: bigint
  readonly endNs: bigint
  readonly facts: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string; readonly atNs: bigint }[]
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly failed: boolean
}

export type Collector = Awaited<ReturnType<typeof startCollector>>

/** Stands in for an OpenTelemetry collector: takes what the services export by OTLP as JSON, and keeps it. */
export async function startCollector() {
  const spans: SpanRecord[] = []
  const bodies: string[] = []
  const server = createServer((req, res) => {
    void readBody(req).then((body) => {
      bodies.push(body)
      spans.push(...spansOf(JSON.parse(body) as Export))
      res.setHeader('content-type', 'application/json').end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    /** What a service needs to export to here, at once and all of it. */
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
    spans,
    /** Everything as it came over the wire. */
    bodies,
    /** The trace that holds a span like this, once `isWhole` says so of its spans. */
    async trace(
      holds: (span: SpanRecord) => boolean,
      isWhole: (trace: SpanRecord[]) => boolean,
      timeoutMs = 15_000,
    ): Promise<SpanRecord[]> {
      const until = Date.now() + timeoutMs
      for (;;) {
        const id = spans.find(holds)?.traceId
        const trace = spans.filter(({ traceId }) => traceId === id).sort((a, b) => Number(a.startNs - b.startNs))
        if (isWhole(trace)) return trace
        if (Date.now() > until) throw new Error(`the trace is not whole:\n${trace.map(({ name }) => name).join('\n')}`)
        await sleep(50)
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** The part of OTLP's JSON that is read here. */
interface Export {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: { spans: OtlpSpan[] }[]
  }[]
}
interface Attribute {
  key: string
  value: Record<string, unknown>
}
interface OtlpSpan {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: Attribute[]
  events?: { name: string; timeUnixNano: string }[]
  links?: { traceId: string; spanId: string }[]
  status?: { code?: number }
}

const factsOf = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

const spansOf = ({ resourceSpans }: Export): SpanRecord[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(factsOf(resource.attributes)['service.name'])
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => asRecord(service, span)))
  })

const asRecord = (service: string, span: OtlpSpan): SpanRecord => ({
  service,
  name: span.name,
  kind: span.kind,
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId ?? '',
  startNs: BigInt(span.startTimeUnixNano),
  endNs: BigInt(span.endTimeUnixNano),
  facts: factsOf(span.attributes),
  events: (span.events ?? []).map(({ name, timeUnixNano }) => ({ name, atNs: BigInt(timeUnixNano) })),
  links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
  failed: span.status?.code === 2,
})
