import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAfter } from './cursor.ts'
import type { AddressedEvent, StreamEvent } from './events.ts'
import { type AnswerState, applyEvent, emptyAnswer } from './reducer.ts'
import { isTerminal } from './status.ts'

const address = (event: StreamEvent, epoch: number, seq: number): AddressedEvent => ({
  ...event,
  session_id: 's',
  message_id: 'm',
  epoch,
  seq,
})
const foldAll = (events: readonly AddressedEvent[], from: AnswerState = emptyAnswer) =>
  events.reduce((state, event) => applyEvent(state, event).state, from)

const text = fc.string({ maxLength: 4 })
const opening = fc.oneof(
  fc.constant<StreamEvent>({ type: 'reset', reason: 'x' }),
  text.map((value): StreamEvent => ({ type: 'snapshot', text: value, status: 'generating' })),
)
const middle = fc.oneof(
  { weight: 5, arbitrary: text.map((value): StreamEvent => ({ type: 'delta', text: value })) },
  { weight: 1, arbitrary: text.map((value): StreamEvent => ({ type: 'thinking', text: value })) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ type: 'status', status: 'generating', recovering: true }) },
)
const ending = fc.constantFrom<StreamEvent>(
  { type: 'cancelled', length: 0, sha256: '' },
  { type: 'error', code: 'internal', message: 'x', retryable: true },
)

/** Epochs as writers make them, the last one perhaps with an end. */
const history = fc
  .tuple(
    fc.array(fc.tuple(opening, fc.array(middle, { maxLength: 6 })), { minLength: 1, maxLength: 4 }),
    fc.option(ending),
  )
  .map(([epochs, end]) => {
    const all = epochs.flatMap(([first, rest], index) =>
      [first, ...rest].map((event, at) => address(event, index + 1, at + 1)),
    )
    const last = all.at(-1)!
    return end ? [...all, address(end, last.epoch, last.seq + 1)] : all
  })
const anyEvent = fc
  .tuple(fc.oneof(opening, middle, ending), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 8 }))
  .map(([event, epoch, seq]) => address(event, epoch, seq))

describe('the reducer', () => {
  test('a history in order is applied event by event', () => {
    fc.assert(
      fc.property(history, (events) => {
        let state = emptyAnswer
        for (const event of events) {
          const next = applyEvent(state, event)
          expect(next.verdict).toBe('applied')
          expect(next.state.at).toEqual({ epoch: event.epoch, seq: event.seq })
          state = next.state
        }
      }),
    )
  })

  test('repeats anywhere change nothing', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat()), (events, repeats) => {
        let state = emptyAnswer
        for (const [index, event] of events.entries()) {
          state = applyEvent(state, event).state
          const again = events[(repeats[index] ?? 0) % (index + 1)]!
          const repeated = applyEvent(state, again)
          if (again.type !== 'status') expect(repeated).toEqual({ state, verdict: 'ignored' })
          state = repeated.state
        }
        expect(state.text).toBe(foldAll(events).text)
      }),
    )
  })

  test('a piece that is missing is a gap, never silently skipped, and resuming from the state heals it', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, at) => {
        const missing = at % events.length
        const before = foldAll(events.slice(0, missing))
        const next = events[missing + 1]
        const { state, verdict } = next ? applyEvent(before, next) : { state: before, verdict: 'ignored' }
        // the opening of the next epoch makes up for everything before it
        if (next) expect(verdict).toBe(next.type === 'snapshot' || next.type === 'reset' ? 'applied' : 'gap')
        if (verdict === 'gap') expect(state).toBe(before)
        const healed = foldAll(
          events.filter((event) => isAfter(event, state.at)),
          state,
        )
        expect(healed.text).toBe(foldAll(events).text)
        expect(healed.at).toEqual(foldAll(events).at)
      }),
    )
  })

  test('for any event at all: the position never falls, a refusal keeps the very same state, nothing follows the end', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state = emptyAnswer
        for (const event of events) {
          const { state: next, verdict } = applyEvent(state, event)
          expect(isAfter(state.at, next.at)).toBe(false)
          if (verdict !== 'applied') expect(next).toBe(state)
          if (isTerminal(state.status)) expect(verdict).toBe('ignored')
          state = next
        }
      }),
    )
  })

  test('a merged delta is what its parts are', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 9 }), (parts) => {
        const opened = foldAll([address({ type: 'reset', reason: 'x' }, 1, 1)])
        const single = parts.map((part, index) => address({ type: 'delta', text: part }, 1, index + 2))
        const merged = address({ type: 'delta', text: parts.join(''), first_seq: 2 }, 1, parts.length + 1)
        expect(foldAll([merged], opened)).toEqual(foldAll(single, opened))
      }),
    )
  })

  test('only the end itself ends an answer: no snapshot and no status does', () => {
    const snapshot = foldAll([address({ type: 'snapshot', text: 'x', status: 'completed' }, 1, 1)])
    expect(snapshot.status).toBe('generating')
    expect(foldAll([address({ type: 'status', status: 'error' }, 1, 2)], snapshot).status).toBe('generating')
    expect(foldAll([address({ type: 'cancelled', length: 1, sha256: '' }, 1, 2)], snapshot).status).toBe('cancelled')
  })

  test('a status at the present place is news without progress', () => {
    const { state, verdict } = applyEvent(
      emptyAnswer,
      address({ type: 'status', status: 'queued', queue_position: 3 }, 0, 0),
    )
    expect(verdict).toBe('applied')
    expect(state).toMatchObject({ at: { epoch: 0, seq: 0 }, wait: { queuePosition: 3 } })
  })

  test('an event of a later version keeps its place, so that what follows is no gap', () => {
    const opened = foldAll([address({ type: 'reset', reason: 'x' }, 1, 1)])
    const unknown = { ...address({ type: 'reset', reason: 'x' }, 1, 2), type: 'tool' } as unknown as AddressedEvent
    const { state, verdict } = applyEvent(opened, unknown)
    expect(verdict).toBe('applied')
    expect(applyEvent(state, address({ type: 'delta', text: 'on' }, 1, 3)).state.text).toBe('on')
  })
})
