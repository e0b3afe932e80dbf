import { expect, test } from 'vitest'
import { countLogLines } from './log-lines.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import { createRedisMetrics } from './redis-metrics.ts'

test('written lines are counted by level, those of children too; what is below the level is not', async () => {
  const metrics = createMetrics('test')
  const logger = createLogger({ service: 'test', level: 'fatal', onLine: countLogLines(metrics) })
  logger.fatal('the only line of this test')
  logger.child({ more: true }).fatal('but for its child')
  logger.info('not written')
  const text = await metrics.registry.metrics()
  expect(text).toContain('continuo_log_lines_total{level="fatal",service="test"} 2')
  expect(text).toContain('continuo_log_lines_total{level="info",service="test"} 0')
})

test('a tally shows its sum at every scrape', async () => {
  const metrics = createMetrics('test')
  const add = metrics.tally('continuo_things_total', 'Things.')
  add()
  add(4)
  const shown = () => metrics.registry.getSingleMetricAsString('continuo_things_total')
  expect(await shown()).toContain('continuo_things_total{service="test"} 5')
  expect(await shown()).toContain('continuo_things_total{service="test"} 5')
  add()
  expect(await shown()).toContain('continuo_things_total{service="test"} 6')
})

test('a quick histogram shows what prom-client’s own would', async () => {
  const [quick, plain] = [createMetrics('test'), createMetrics('test')]
  const [observe, histogram] = [
    quick.quickHistogram('wait_seconds', 'Waits.', [0.1, 1], 'what'),
    plain.histogram('wait_seconds', 'Waits.', ['what'], [0.1, 1]),
  ]
  for (const [value, what] of [
    [0.05, 'one'],
    [0.1, 'one'],
    [0.5, 'one'],
    [7, 'one'],
    [0.25, 'other'],
  ] as const) {
    observe(value, what)
    histogram.observe({ what }, value)
  }
  const sorted = (_: string, labels: string) => `{${labels.split(',').toSorted().join(',')}}`
  const lines = async ({ registry }: typeof quick) =>
    (await registry.getSingleMetricAsString('wait_seconds'))
      .replaceAll(/\{(.*)\}/g, sorted)
      .split('\n')
      .toSorted()
  expect(await lines(quick)).toEqual(await lines(plain))
})

test('a connection is shown as it stands at the scrape', async () => {
  const metrics = createMetrics('test')
  const redis = { status: 'connecting' }
  const watched = createRedisMetrics(metrics)
  watched.watch('command', redis)
  const shown = () => metrics.registry.getSingleMetricAsString('continuo_redis_connected')
  expect(await shown()).toContain('continuo_redis_connected{role="command",service="test"} 0')
  redis.status = 'ready'
  expect(await shown()).toContain('continuo_redis_connected{role="command",service="test"} 1')
})

test('every process says what it is, and tells nothing under a name that promtool refuses', async () => {
  const text = await createMetrics('test').registry.metrics()
  expect(text).toMatch(/^continuo_build_info\{version="\d+\.\d+\.\d+",node="v\d+.*service="test"\} 1$/m)
  expect(text).toMatch(/^continuo_event_loop_utilization_ratio\{service="test"\} [\d.e-]+$/m)
  const gaugesLikeCounters = [...text.matchAll(/^# TYPE (\w+_total) gauge$/gm)].map(([, name]) => name)
  expect(gaugesLikeCounters).toEqual([])
})
