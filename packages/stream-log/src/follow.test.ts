import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldAll } from '../test/arbitraries.ts'
import { type ModelEvent, World } from '../test/model-world.ts'
import { maxWaiting, startFollowing, step } from './follow.ts'

type Action = (world: World) => void

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({ minLength: 1, maxLength: 3 }).map(
      (text): Action =>
        (w) =>
          w.append(text),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.nat(3).map(
      (index): Action =>
        (w) =>
          w.deliver(index),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(30).map(
      (index): Action =>
        (w) =>
          w.deliverAgain(index),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.boolean().map(
      (merged): Action =>
        (w) =>
          w.runRead(merged),
    ),
  },
  { weight: 4, arbitrary: fc.constant<Action>((w) => w.answerRead()) },
  { weight: 2, arbitrary: fc.constant<Action>((w) => w.subscribe()) },
  { weight: 2, arbitrary: fc.constant<Action>((w) => w.acknowledge()) },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (snapshot): Action =>
        (w) =>
          w.openEpoch(snapshot),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Action>((w) => w.checkpoint()) },
  { weight: 1, arbitrary: fc.constant<Action>((w) => w.renewConnection()) },
  { weight: 1, arbitrary: fc.constant<Action>((w) => w.loseLog()) },
  { weight: 1, arbitrary: fc.constant<Action>((w) => (w.full = true)) },
  { weight: 1, arbitrary: fc.constant<Action>((w) => w.drain()) },
  { weight: 1, arbitrary: fc.constant<Action>((w) => w.finish()) },
)

function run(world: World, actions: readonly Action[]) {
  world.openEpoch(false)
  for (const act of actions) act(world)
  world.settle()
  return world
}

describe('following', () => {
  test('whatever is lost, repeated, late or out of order, the viewer ends with the text of the log', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80, size: 'max' }), (actions) => {
        const world = run(new World(), actions)
        const truth = world.log.length > 0 ? foldAll(world.log) : foldAll(world.stored)
        expect(world.seen.text).toBe(truth.text)
        expect(world.seen.status).toBe(truth.status)
        expect(world.ends).toBe(world.over ? 1 : 0)
      }),
      { numRuns: 1_500 },
    )
  })

  test('the property notices a viewer that reads before its subscription is acknowledged', () => {
    const hasty = () => step(startFollowing<ModelEvent>({ epoch: 0, seq: 0 }), { kind: 'joined' })
    const holds = fc.check(
      fc.property(fc.array(action, { maxLength: 80, size: 'max' }), (actions) => {
        const world = run(new World(hasty), actions)
        return world.log.length === 0 || world.seen.text === foldAll(world.log).text
      }),
      { numRuns: 1_500, seed: 1 },
    )
    expect(holds.failed).toBe(true)
  })

  test('a viewer that has the end already is told so without another event', () => {
    const at = { epoch: 2, seq: 7 }
    const joined = step(startFollowing<ModelEvent>(at), { kind: 'joined' })
    expect(joined.outputs).toEqual([{ kind: 'read', after: at }])
    expect(step(joined.state, { kind: 'replayed', events: [], endsAt: at }).outputs).toEqual([{ kind: 'end' }])
  })

  test('what waits during a read is bounded; the overflow is read again instead', () => {
    let { state } = step(startFollowing<ModelEvent>({ epoch: 1, seq: 1 }), { kind: 'joined' })
    const event = (seq: number) => ({ epoch: 1, seq, firstSeq: seq, type: 'delta', event: undefined as never })
    for (let seq = 2; seq < 2 * maxWaiting; seq++) {
      ;({ state } = step(state, { kind: 'live', event: event(seq) }))
      expect(state.waiting.length).toBeLessThanOrEqual(maxWaiting)
    }
    const { outputs } = step(state, { kind: 'replayed', events: [event(2)] })
    expect(outputs.at(-1)).toEqual({ kind: 'read', after: { epoch: 1, seq: 2 } })
  })
})
