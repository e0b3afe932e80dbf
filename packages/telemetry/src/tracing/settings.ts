export type Sampler =
  | { readonly kind: 'always_on' | 'always_off'; readonly parentBased: boolean }
  | { readonly kind: 'traceidratio'; readonly ratio: number; readonly parentBased: boolean }

export interface TracingSettings {
  readonly exporter: 'otlp' | 'console'
  readonly protocol: 'http/protobuf' | 'http/json'
  readonly sampler: Sampler
  readonly batch: {
    readonly scheduledDelayMillis: number
    readonly exportTimeoutMillis: number
    readonly maxQueueSize: number
    readonly maxExportBatchSize: number
  }
}

/** `off` has no settings. Warnings are for the log: what is wrong in `OTEL_*`, never a value (headers hold keys). */
export interface TracingChoice {
  readonly settings: TracingSettings | undefined
  readonly warnings: readonly string[]
}

const usualSampler: Sampler = { kind: 'always_on', parentBased: true }

/**
 * What `OTEL_*` asks for. Off unless an endpoint or an exporter is named. As the specification wants it, a value that
 * makes no sense is told and otherwise taken as not set; and a setting that we cannot follow turns tracing off and not
 * the product.
 */
export function readTracingSettings(env: NodeJS.ProcessEnv): TracingChoice {
  const warnings: string[] = []
  const read = (name: string) => env[name]?.trim() || undefined
  const first = (...names: string[]) => names.find((name) => read(name) !== undefined)
  const off = (warning?: string): TracingChoice => ({
    settings: undefined,
    warnings: warning ? [...warnings, `${warning}; nothing is traced`] : warnings,
  })

  const endpoint = first('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT')
  const named = read('OTEL_TRACES_EXPORTER')
  if (read('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || (!endpoint && !named) || named === 'none') return off()
  const exporter = named ?? 'otlp'
  if (exporter !== 'otlp' && exporter !== 'console') return off('OTEL_TRACES_EXPORTER: must be otlp, console or none')
  if (exporter === 'otlp' && endpoint && !isHttpUrl(read(endpoint)!)) return off(`${endpoint}: must be an http(s) URL`)

  const protocolName = first('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL')
  const protocol = protocolName ? read(protocolName) : 'http/protobuf'
  if (exporter === 'otlp' && protocol !== 'http/protobuf' && protocol !== 'http/json')
    return off(`${protocolName}: must be http/protobuf or http/json (collectors listen for both on port 4318)`)

  const count = (name: string, usual: number, min = 1) => {
    const text = read(name)
    if (text === undefined) return usual
    if (/^\d+$/.test(text) && Number(text) >= min) return Number(text)
    warnings.push(`${name}: must be a whole number from ${min}; ${usual} is used`)
    return usual
  }
  const batch = {
    scheduledDelayMillis: count('OTEL_BSP_SCHEDULE_DELAY', 5_000),
    exportTimeoutMillis: count('OTEL_BSP_EXPORT_TIMEOUT', 30_000),
    maxQueueSize: count('OTEL_BSP_MAX_QUEUE_SIZE', 2_048),
    maxExportBatchSize: count('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 512),
  }
  const others = (read('OTEL_PROPAGATORS') ?? '')
    .split(',')
    .filter((one) => !['', 'tracecontext', 'baggage'].includes(one.trim()))
  if (others.length > 0) warnings.push('OTEL_PROPAGATORS: only tracecontext is spoken')
  const sampler = readSampler(read('OTEL_TRACES_SAMPLER'), read('OTEL_TRACES_SAMPLER_ARG'), warnings)
  return {
    settings: { exporter, protocol: protocol === 'http/json' ? protocol : 'http/protobuf', sampler, batch },
    warnings,
  }
}

function readSampler(name: string | undefined, arg: string | undefined, warnings: string[]): Sampler {
  if (name === undefined) return usualSampler
  const parentBased = name.startsWith('parentbased_')
  const kind = name.replace(/^parentbased_/, '')
  if (kind === 'always_on' || kind === 'always_off') return { kind, parentBased }
  if (kind !== 'traceidratio') {
    warnings.push('OTEL_TRACES_SAMPLER: not one that is known here; parentbased_always_on is used')
    return usualSampler
  }
  const ratio = arg === undefined ? 1 : Number(arg)
  if (ratio >= 0 && ratio <= 1) return { kind, parentBased, ratio }
  warnings.push('OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1; 1 is used')
  return { kind, parentBased, ratio: 1 }
}

const isHttpUrl = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '')
