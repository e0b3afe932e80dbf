import { createMetrics } from '@continuo/telemetry'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { delay, fullJitterMs } from './backoff.ts'
import { Ms, readEnv } from './env.ts'
import { startOpsServer } from './ops-server.ts'

test('start-up names every bad variable at once and shows no value', () => {
  const schema = z.object({ A_MS: Ms(), B_URL: z.url(), C: z.string() })
  const read = () => readEnv(schema, { A_MS: '-1', B_URL: 'hunter2', C: '' })
  expect(read).toThrow(/A_MS[^]*B_URL[^]*C/)
  expect(read).not.toThrow(/hunter2/)
})

test('an empty variable is an unset one', () => {
  expect(readEnv(z.object({ A_MS: Ms().default(5) }), { A_MS: '' })).toEqual({ A_MS: 5 })
})

test('full jitter stays between nothing and the ceiling of the try', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (tryNo, random) => {
        const ms = fullJitterMs(tryNo, { baseMs: 1_000, factor: 4, maxMs: 16_000 }, () => random)
        expect(ms).toBeGreaterThanOrEqual(0)
        expect(ms).toBeLessThan(Math.min(16_000, 1_000 * 4 ** (tryNo - 1)))
      },
    ),
  )
})

test('a delay ends at once when its signal aborts', async () => {
  const stop = new AbortController()
  const waited = delay(3_600_000, stop.signal)
  stop.abort()
  await waited
})

test('the operations port tells live, ready with reasons, and metrics', async () => {
  let reasons = ['redis: connecting']
  const metrics = createMetrics('toy')
  metrics.counter('toy_things_total', 'Things.').inc()
  await using ops = await startOpsServer({
    host: '127.0.0.1',
    port: 0,
    registry: metrics.registry,
    notReady: () => reasons,
  })
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${ops.port}${path}`)
    return [response.status, await response.text()] as const
  }
  expect(await get('/livez')).toEqual([200, '{"status":"live"}'])
  expect(await get('/readyz')).toEqual([503, '{"status":"not_ready","reasons":["redis: connecting"]}'])
  reasons = []
  expect(await get('/readyz')).toEqual([200, '{"status":"ready","reasons":[]}'])
  expect((await get('/metrics'))[1]).toContain('toy_things_total{service="toy"} 1')
  expect((await get('/'))[0]).toBe(404)
})
