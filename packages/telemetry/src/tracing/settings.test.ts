import { expect, test } from 'vitest'
import { readTracingSettings } from './settings.ts'

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }
const samplerOf = (name: string, arg?: string) =>
  readTracingSettings({ ...endpoint, OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: arg }).settings?.sampler

test('off unless an endpoint or an exporter is named, and off when it is switched off', () => {
  const off = { settings: undefined, warnings: [] }
  expect(readTracingSettings({})).toEqual(off)
  expect(readTracingSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: ' ', OTEL_SERVICE_NAME: 'x' })).toEqual(off)
  expect(readTracingSettings({ ...endpoint, OTEL_SDK_DISABLED: 'TRUE' })).toEqual(off)
  expect(readTracingSettings({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toEqual(off)
  for (const name of ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'])
    expect(readTracingSettings({ [name]: 'https://collector/x' }).settings).toMatchObject({
      exporter: 'otlp',
      protocol: 'http/protobuf',
      sampler: { kind: 'always_on', parentBased: true },
      batch: { maxQueueSize: 2_048, scheduledDelayMillis: 5_000 },
    })
  expect(readTracingSettings({ OTEL_TRACES_EXPORTER: 'console' }).settings?.exporter).toBe('console')
})

test('the samplers of the specification', () => {
  expect(samplerOf('always_off')).toEqual({ kind: 'always_off', parentBased: false })
  expect(samplerOf('parentbased_always_off')).toEqual({ kind: 'always_off', parentBased: true })
  expect(samplerOf('traceidratio', '0.01')).toEqual({ kind: 'traceidratio', parentBased: false, ratio: 0.01 })
  expect(samplerOf('parentbased_traceidratio', '0')).toEqual({ kind: 'traceidratio', parentBased: true, ratio: 0 })
  expect(samplerOf('parentbased_traceidratio')).toEqual({ kind: 'traceidratio', parentBased: true, ratio: 1 })
})

test('what cannot be followed turns tracing off and is told; never is a value', () => {
  const secret = 'grpc-with-a-key'
  for (const [env, name] of [
    [{ ...endpoint, OTEL_TRACES_EXPORTER: secret }, 'OTEL_TRACES_EXPORTER'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: `${secret}:4317` }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [{ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: secret }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ ...endpoint, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'],
  ] as const) {
    const { settings, warnings } = readTracingSettings(env)
    expect(settings).toBeUndefined()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`${name}: must be`)
    expect(warnings[0]).not.toContain(secret)
  }
})

test('a value that makes no sense is told and counts as not set', () => {
  const { settings, warnings } = readTracingSettings({
    ...endpoint,
    OTEL_TRACES_SAMPLER: 'jaeger_remote',
    OTEL_BSP_MAX_QUEUE_SIZE: '-1',
    OTEL_PROPAGATORS: 'tracecontext,b3',
  })
  expect(settings).toMatchObject({ sampler: { kind: 'always_on', parentBased: true }, batch: { maxQueueSize: 2_048 } })
  expect(warnings.map((text) => text.split(':')[0]).toSorted()).toEqual([
    'OTEL_BSP_MAX_QUEUE_SIZE',
    'OTEL_PROPAGATORS',
    'OTEL_TRACES_SAMPLER',
  ])
  expect(samplerOf('traceidratio', '7')).toMatchObject({ ratio: 1 })
  expect(samplerOf('traceidratio', 'x')).toMatchObject({ ratio: 1 })
})
