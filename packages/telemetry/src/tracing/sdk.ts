import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import {
  type Attributes,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  type Sampler as OtelSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import type { Sampler, TracingSettings } from './settings.ts'
import type { Recorder, RecordedSpan, SpanFacts, SpanOptions } from './span.ts'
import { type TraceIds, readTraceparent } from './traceparent.ts'

/** Of names and ids; a guard for the collector, should a fact ever be longer. UTF-16 code units. */
const longestFact = 256

/**
 * OpenTelemetry's SDK. It is not registered globally: no library finds it, so that nothing is recorded but what our own
 * code says (the model's SDK would record prompts and answers, if an environment variable told it to).
 */
export function startSdk(
  service: string,
  settings: TracingSettings,
  logger: Pick<Logger, 'info' | 'warn'>,
): { recorder: Recorder; stop: () => Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceOf(service),
    sampler: toSampler(settings.sampler),
    spanLimits: { attributeValueLengthLimit: longestFact },
    spanProcessors: [new BatchSpanProcessor({ exporter: watched(exporterOf(settings), logger), ...settings.batch })],
  })
  const tracer = provider.getTracer('continuo', version())
  return {
    recorder: { begin: (name, from, options) => begin(tracer, name, from, options) },
    stop: () => provider.shutdown(),
  }
}

function begin(
  tracer: Tracer,
  name: string,
  from: TraceIds | undefined,
  options: SpanOptions,
): RecordedSpan | undefined {
  const { kind, links = [], facts } = options
  const context = from ? trace.setSpanContext(ROOT_CONTEXT, toContext(from)) : ROOT_CONTEXT
  const span = tracer.startSpan(
    name,
    {
      kind: kind ? kinds[kind] : SpanKind.INTERNAL,
      ...(facts ? { attributes: attributesOf(facts) } : {}),
      links: links.flatMap((link) => {
        const ids = readTraceparent(link)
        return ids ? [{ context: toContext(ids) }] : []
      }),
    },
    context,
  )
  return span.isRecording() ? toRecorded(span) : undefined
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

function toRecorded(span: OtelSpan): RecordedSpan {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return {
    ids: { traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 },
    name: (name) => void span.updateName(name),
    set: (facts) => void span.setAttributes(attributesOf(facts)),
    event: (name, facts = {}) => void span.addEvent(name, attributesOf(facts)),
    fail(error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      span.setAttribute('error.type', errorType(error))
    },
    note: (error) => void span.setAttribute('error.type', errorType(error)),
    // an ended span of the SDK would complain
    end: () => void (span.isRecording() && span.end()),
  }
}

const toContext = ({ traceId, spanId, isSampled }: TraceIds) => ({
  traceId,
  spanId,
  traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
})

const attributesOf = (facts: SpanFacts): Attributes =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))

function errorType(error: unknown): string {
  if (typeof error === 'string') return error
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}

function toSampler(sampler: Sampler): OtelSampler {
  const root =
    sampler.kind === 'traceidratio'
      ? new TraceIdRatioBasedSampler(sampler.ratio)
      : sampler.kind === 'always_on'
        ? new AlwaysOnSampler()
        : new AlwaysOffSampler()
  return sampler.parentBased ? new ParentBasedSampler({ root }) : root
}

/** Endpoint, headers, timeout, compression and certificates are read from `OTEL_EXPORTER_OTLP_*` by the exporters. */
function exporterOf({ exporter, protocol }: TracingSettings): SpanExporter {
  if (exporter === 'console') return new ConsoleSpanExporter()
  return protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter()
}

/** A collector that is away costs one line, and one when it is back; what it missed is lost, the queue is bounded. */
function watched(exporter: SpanExporter, logger: Pick<Logger, 'info' | 'warn'>): SpanExporter {
  let away = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = Number(result.code) !== 0
        if (failed && !away) logger.warn({ err: result.error, spans: spans.length }, 'traces not exported')
        if (!failed && away) logger.info('traces exported again')
        away = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

const resourceOf = (service: string) =>
  defaultResource()
    .merge(
      resourceFromAttributes({
        'service.name': service,
        'service.namespace': 'continuo',
        'service.version': version(),
        'service.instance.id': `${hostname()}-${process.pid}`,
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }))

/** All packages have the product's version. */
function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
