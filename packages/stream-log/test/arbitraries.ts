import {
  type AddressedEvent,
  type AnswerState,
  applyEvent,
  emptyAnswer,
  type StreamEvent,
  type StreamEventOf,
} from '@continuo/contract'
import fc from 'fast-check'
import type { OpeningEvent, StreamRef, WritableEvent } from '../src/types.ts'

export const ref: StreamRef = {
  sessionId: '0192f0c1-2d3e-7abc-8def-0000000000aa',
  messageId: '0192f0c1-2d3e-7abc-8def-0000000000bb',
}

/** Text with everything that could break framing, escaping or splitting, lone surrogates included. */
export const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '\0',
    '"',
    '\\',
    '\u2028',
    '\u2029',
    '\ud83d',
    '\ude00',
    '😀',
    'data: x\n\n',
    '+',
    '~',
  ),
)

export const delta = text.map((value): WritableEvent => ({ type: 'delta', text: value }))
export const thinking = text.map((value): WritableEvent => ({ type: 'thinking', text: value }))
export const status = fc
  .record({ recovering: fc.boolean(), wait: fc.nat(60) })
  .map(({ recovering, wait }): WritableEvent => ({ type: 'status', status: 'generating', recovering, wait_s: wait }))
export const snapshot = fc
  .record({ text, thinking: text, recovering: fc.boolean() })
  .map((body): StreamEventOf<'snapshot'> => ({ type: 'snapshot', status: 'generating', ...body }))
export const opening: fc.Arbitrary<OpeningEvent> = fc.oneof(
  fc.constant<OpeningEvent>({ type: 'reset', reason: 'started' }),
  snapshot,
)
export const writable = fc.oneof({ weight: 6, arbitrary: delta }, { weight: 2, arbitrary: thinking }, status, snapshot)

export const end: StreamEvent = { type: 'cancelled', length: 0, sha256: 'x' }

export const address = (event: StreamEvent, epoch: number, seq: number): AddressedEvent => ({
  ...event,
  session_id: ref.sessionId,
  message_id: ref.messageId,
  epoch,
  seq,
})

/** Folds events and insists that each one moves the state: a reader must never be given a repeat or a gap. */
export function foldAll(events: readonly AddressedEvent[], from: AnswerState = emptyAnswer): AnswerState {
  let state = from
  for (const event of events) {
    const next = applyEvent(state, event)
    if (next.verdict !== 'applied')
      throw new Error(`${next.verdict}: ${event.type} ${event.epoch}.${event.seq} at ${state.at.epoch}.${state.at.seq}`)
    state = next.state
  }
  return state
}
