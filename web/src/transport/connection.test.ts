import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Connection, idle, type Input, nextTick, step, timing } from './connection.ts'

const env = (now: number, random = 0.5) => ({ now, random: () => random })
const run = (inputs: [number, Input][], random = 0.5) =>
  inputs.reduce((c, [now, input]) => step(c, input, env(now, random)), idle)

describe('the connection machine', () => {
  test('dials at the start and is live when the server answers', () => {
    const c = run([
      [0, { type: 'start' }],
      [10, { type: 'opened' }],
    ])
    expect(c).toMatchObject({ phase: 'live', dial: 1, failures: 0 })
  })

  test('gives up a connection that is silent for 35 s, not one second before', () => {
    const live = run([
      [0, { type: 'start' }],
      [0, { type: 'opened' }],
      [20_000, { type: 'bytes' }],
    ])
    expect(step(live, { type: 'tick' }, env(54_999)).phase).toBe('live')
    expect(step(live, { type: 'tick' }, env(55_000)).phase).toBe('waiting')
  })

  test('waits random(0, min(15 s, 0.5 s · 2^n)) after the nth failure in a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (n, random) => {
        const c = step({ ...idle, phase: 'connecting', failures: n }, { type: 'lost' }, env(1_000, random))
        expect(c.wakeAt - 1_000).toBeCloseTo(random * Math.min(15_000, 500 * 2 ** n), 6)
      }),
    )
  })

  test('30 healthy seconds forgive earlier failures; 29 do not', () => {
    const live: Connection = { ...idle, phase: 'live', failures: 5, openedAt: 0 }
    expect(step(live, { type: 'lost' }, env(29_000)).failures).toBe(6)
    expect(step(live, { type: 'lost' }, env(30_000)).failures).toBe(1)
    expect(step(live, { type: 'bytes' }, env(30_000)).failures).toBe(0)
  })

  test.each(['online', 'visible'] as const)('"%s" ends a long wait within two seconds', (type) => {
    const waiting: Connection = { ...idle, phase: 'waiting', failures: 9, wakeAt: 15_000 }
    const c = step(waiting, { type }, env(1_000, 0.999))
    expect(c.wakeAt).toBeLessThanOrEqual(1_000 + timing.wakeSpreadMs)
  })

  test('Retry-After is honoured, also when the user comes back before it', () => {
    const waiting = step({ ...idle, phase: 'connecting' }, { type: 'lost', retryAfterMs: 10_000 }, env(0, 0))
    expect(waiting.wakeAt).toBe(10_000)
    expect(step(waiting, { type: 'visible' }, env(1_000, 0)).wakeAt).toBe(10_000)
  })

  test('a drain reconnects at the time the server gave, without counting as a failure', () => {
    const draining = run([
      [0, { type: 'start' }],
      [0, { type: 'opened' }],
      [100, { type: 'drain', inMs: 4_000 }],
    ])
    expect(step(draining, { type: 'tick' }, env(4_099)).dial).toBe(1)
    expect(step(draining, { type: 'tick' }, env(4_100))).toMatchObject({ phase: 'connecting', dial: 2 })
    const cut = step(draining, { type: 'lost' }, env(200))
    expect(cut).toMatchObject({ phase: 'waiting', wakeAt: 4_100, failures: 0 })
  })

  test('stopped is final until started again', () => {
    fc.assert(
      fc.property(fc.array(inputs({ withStart: false })), (rest) => {
        const c = rest.reduce(
          (state, input) => step(state, input, env(5)),
          run([
            [0, { type: 'start' }],
            [1, { type: 'stop' }],
          ]),
        )
        expect(c.phase).toBe('stopped')
      }),
    )
  })

  test('never sticks: whatever happened, ticking on leads to a new dial or a live connection', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40_000), inputs({ withStart: true }))), (history) => {
        let now = 0
        let c = step(idle, { type: 'start' }, env(0))
        for (const [dt, input] of history)
          c = step(c, input.type === 'stop' ? { type: 'tick' } : input, env((now += dt)))
        for (let i = 0; i < 3 && c.phase !== 'live' && c.phase !== 'connecting'; i++) {
          expect(nextTick(c)).toBeLessThan(Infinity)
          c = step(c, { type: 'tick' }, env((now = Math.max(now, nextTick(c)))))
        }
        expect(['live', 'connecting']).toContain(c.phase)
      }),
    )
  })
})

function inputs({ withStart }: { withStart: boolean }): fc.Arbitrary<Input> {
  const names = [
    'stop',
    'opened',
    'bytes',
    'online',
    'offline',
    'visible',
    'tick',
    'lost',
    ...(withStart ? ['start'] : []),
  ]
  return fc.oneof(
    fc.constantFrom(...names).map((type) => ({ type }) as Input),
    fc.nat(20_000).map((retryAfterMs): Input => ({ type: 'lost', retryAfterMs })),
    fc.nat(20_000).map((inMs): Input => ({ type: 'drain', inMs })),
  )
}
