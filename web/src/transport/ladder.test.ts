import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betterRungs, type Evidence, type Ladder, ladderTiming, onTop, rungNames, stepLadder } from './ladder.ts'

const run = (evidence: Evidence[], start: Ladder = onTop) => evidence.reduce((l, e) => stepLadder(l, e, 1_000), start)
const cut: Evidence = { type: 'broke', heldMs: 4_000 }

describe('the ladder', () => {
  test('leaves a blocked rung at once', () => {
    expect(run([{ type: 'blocked' }]).rung).toBe('socket')
    expect(run([{ type: 'blocked' }, { type: 'blocked' }]).rung).toBe('poll')
  })

  test('forgives one cut, and leaves at the second in a row', () => {
    expect(run([cut]).rung).toBe('sse')
    expect(run([cut, cut]).rung).toBe('socket')
    expect(run([cut, { type: 'broke', heldMs: ladderTiming.youngMs }, cut]).rung).toBe('sse')
  })

  test('goes back at the first trouble after a climb, and waits twice as long for the next one', () => {
    const below = run([{ type: 'blocked' }, { type: 'blocked' }])
    const again = run([{ type: 'climbed', rung: 'sse' }, cut], below)
    expect(again).toMatchObject({ rung: 'poll', climbAt: 1_000 + 2 * ladderTiming.climbAfterMs })
  })

  test('a climb that holds a minute is proven: the next cut is forgiven again', () => {
    const up = run([{ type: 'blocked' }, { type: 'climbed', rung: 'sse' }, { type: 'broke', heldMs: 60_000 }, cut])
    expect(up).toMatchObject({ rung: 'sse', climbAfterMs: ladderTiming.climbAfterMs })
  })

  test('whatever is seen: always a rung of the ladder, below the top always with a time to try again', () => {
    const evidence: fc.Arbitrary<Evidence> = fc.oneof(
      fc.constantFrom<Evidence>({ type: 'blocked' }, { type: 'stayed' }),
      fc.record({ type: fc.constant('broke' as const), heldMs: fc.nat(120_000) }),
      fc.record({ type: fc.constant('climbed' as const), rung: fc.constantFrom(...rungNames) }),
    )
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 60 }), (all) => {
        let ladder = onTop
        for (const [i, each] of all.entries()) {
          if (each.type === 'climbed' && !betterRungs(ladder).includes(each.rung)) continue
          if (each.type === 'stayed' && ladder.rung === 'sse') continue
          ladder = stepLadder(ladder, each, i)
          expect(rungNames).toContain(ladder.rung)
          expect(ladder.climbAt === Infinity).toBe(ladder.rung === 'sse')
          expect(ladder.climbAfterMs).toBeLessThanOrEqual(ladderTiming.maxClimbAfterMs)
        }
      }),
    )
  })
})
