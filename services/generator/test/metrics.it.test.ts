import { documentedMetrics, eventually, idsIn, metricsOf, readSeries, valueOf } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { type Harness, openHarness } from './harness.ts'

/** Series of one generator after such a load, at most; docs/metrics.md says so. */
const budget = 600

const scrape = async (h: Harness) => readSeries(await h.metrics().metrics())

async function end(h: Harness, prompt: string) {
  const { messageId } = await h.send(prompt)
  const mine = (request: { message_id: string }) => request.message_id === messageId
  await Promise.race([h.api.waitFor('complete', mine), h.api.waitFor('fail', mine)])
}

test('docs/metrics.md names every metric of the generator with its labels, and no other', async () => {
  await using h = await openHarness()
  await h.start()
  expect(metricsOf(h.metrics())).toEqual(documentedMetrics('Every service', 'Generator'))
})

test('many answers and failures make few series, no label tells an id, and calls are told apart by class', async () => {
  await using h = await openHarness()
  await h.start()
  await Promise.all(Array.from({ length: 20 }, (_, n) => end(h, `Question ${n} [words:20]`)))
  await end(h, 'Again [words:20] [fault:529 times=1]')
  await end(h, 'Never [fault:400]')
  await h.sendTitle()
  await end(h, 'Locked [fault:401]')
  await end(h, 'Spared')
  await eventually(async () => {
    const series = await scrape(h)
    const calls = (labels: Record<string, string>) => valueOf(series, 'continuo_generator_model_calls_total', labels)
    expect(calls({ outcome: 'completed', class: 'none' })).toBeGreaterThanOrEqual(21)
    expect(calls({ outcome: 'failed', class: 'transient' })).toBe(1)
    expect(calls({ outcome: 'failed', class: 'permanent' })).toBe(2)
    expect(calls({ outcome: 'spared', class: 'permanent' })).toBe(1)
    expect(valueOf(series, 'continuo_generator_retries_total', { class: 'transient' })).toBe(1)
    expect(valueOf(series, 'continuo_generator_breaker_open')).toBe(1)
    expect(valueOf(series, 'continuo_generator_active_generations')).toBe(0)
  })
  const series = await scrape(h)
  expect(idsIn(series)).toEqual([])
  expect(series.length).toBeLessThan(budget)
  const appends = valueOf(series, 'continuo_generator_appends_total')!
  expect(appends).toBeGreaterThan(0)
  expect(valueOf(series, 'continuo_generator_append_duration_seconds_count')).toBe(appends)
  expect(valueOf(series, 'continuo_generator_model_first_byte_seconds_count')).toBeGreaterThanOrEqual(21)
  expect(valueOf(series, 'continuo_generator_capacity')).toBeGreaterThan(0)
})
