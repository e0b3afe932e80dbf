import { applyEvent, emptyAnswer } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { address, delta, end, foldAll, opening, ref, writable } from '../test/arbitraries.ts'
import { encodeEntry } from './entry.ts'
import { maxMergedBytes, mergeBacklog } from './merge-backlog.ts'

const epoch = 3
const entriesOf = (events: Parameters<typeof encodeEntry>[0][]) =>
  events.map((event) => Buffer.from(encodeEntry(event)))
const history = fc.record({
  first: opening,
  rest: fc.array(writable, { maxLength: 30, size: 'max' }),
  over: fc.boolean(),
})

test('a merged backlog folds to the same answer as the log itself, from nothing and from any cursor', () => {
  fc.assert(
    fc.property(history, fc.nat(), ({ first, rest, over }, cut) => {
      const events = [first, ...rest, ...(over ? [end] : [])]
      const addressed = events.map((event, index) => address(event, epoch, index + 1))
      const truth = foldAll(addressed)
      const entries = entriesOf(events)

      const whole = mergeBacklog(ref, epoch, 1, entries, true).map((event) => event.event())
      expect(foldAll(whole)).toEqual(truth)
      expect(foldAll(whole, { ...emptyAnswer, at: { epoch: 2, seq: 9 }, text: 'of an older epoch' })).toEqual(truth)

      const seen = (cut % events.length) + 1
      const before = foldAll(addressed.slice(0, seen))
      const after = mergeBacklog(ref, epoch, seen + 1, entries.slice(seen), false).map((event) => event.event())
      expect(foldAll(after, before)).toEqual(truth)
    }),
    { numRuns: 500 },
  )
})

test('a long backlog of text is one snapshot from nothing and one delta from a cursor', () => {
  const entries = entriesOf([
    { type: 'reset', reason: 'x' },
    ...Array.from({ length: 2_000 }, () => ({ type: 'delta' as const, text: 'word ' })),
    end,
  ])
  expect(mergeBacklog(ref, epoch, 1, entries, true).map(({ type, firstSeq, seq }) => [type, firstSeq, seq])).toEqual([
    ['snapshot', 1, 2_001],
    ['cancelled', 2_002, 2_002],
  ])
  expect(
    mergeBacklog(ref, epoch, 5, entries.slice(4), false).map(({ type, firstSeq, seq }) => [type, firstSeq, seq]),
  ).toEqual([
    ['delta', 5, 2_001],
    ['cancelled', 2_002, 2_002],
  ])
})

test('merged text is cut so that a slow viewer can be paused in between', () => {
  const entries = entriesOf([
    { type: 'reset', reason: 'x' },
    ...Array.from({ length: 60 }, () => ({ type: 'delta' as const, text: 'x'.repeat(16_000) })),
  ])
  const events = mergeBacklog(ref, epoch, 1, entries, true)
  expect(events.length).toBeGreaterThan(3)
  for (const event of events) expect(event.frame().length).toBeLessThan(maxMergedBytes + 17_000)
})

test('an event of a later version is not swallowed by a merge', () => {
  const entries = [
    ...entriesOf([
      { type: 'reset', reason: 'x' },
      { type: 'delta', text: 'a' },
    ]),
    Buffer.from('tool\n{"n":1}'),
    ...entriesOf([{ type: 'delta', text: 'b' }]),
  ]
  const events = mergeBacklog(ref, epoch, 1, entries, true).map((event) => event.event())
  expect(events.map(({ type, seq }) => [type, seq])).toEqual([
    ['snapshot', 2],
    ['tool', 3],
    ['delta', 4],
  ])
  expect(foldAll(events).text).toBe('ab')
})

test('the wait that was announced last is not lost in a snapshot', () => {
  const wait = { type: 'status', status: 'generating', recovering: true, reason: 'rate_limited', wait_s: 9 } as const
  const events = mergeBacklog(
    ref,
    epoch,
    1,
    entriesOf([{ type: 'reset', reason: 'x' }, { type: 'delta', text: 'a' }, wait]),
    true,
  )
  let state = emptyAnswer
  for (const event of events) state = applyEvent(state, event.event()).state
  expect(state.wait).toMatchObject({ reason: 'rate_limited', waitS: 9 })
  expect(state.text).toBe('a')
})

test('a piece of text keeps both halves of a surrogate pair that a writer cut in two', () => {
  fc.assert(
    fc.property(delta, (event) => {
      const halves = entriesOf([
        { type: 'reset', reason: 'x' },
        event,
        { type: 'delta', text: '\ud83d' },
        { type: 'delta', text: '\ude00' },
      ])
      const state = foldAll(mergeBacklog(ref, epoch, 1, halves, true).map((one) => one.event()))
      expect(state.text.endsWith('😀')).toBe(true)
    }),
  )
})
