import {
  type AddressedEvent,
  applyEvent,
  type AnswerState,
  emptyAnswer,
  type Position,
  type StreamEvent,
} from '@continuo/contract'
import fc from 'fast-check'

export const ids = {
  session_id: '00000000-0000-7000-8000-00000000000a',
  message_id: '00000000-0000-7000-8000-00000000000b',
}

const word = fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' })

/** A whole history of one answer: several epochs, each opened rightly, the last one ended. */
export const histories: fc.Arbitrary<AddressedEvent[]> = fc
  .array(fc.record({ opening: fc.constantFrom('reset', 'snapshot'), words: fc.array(word, { maxLength: 8 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((epochs) => {
    const log: AddressedEvent[] = []
    let text = ''
    for (const [i, { opening, words }] of epochs.entries()) {
      let seq = 0
      const add = (event: StreamEvent) => log.push({ ...event, ...ids, epoch: i + 1, seq: ++seq })
      if (opening === 'reset') text = ''
      add(
        opening === 'reset'
          ? { type: 'reset', reason: 'x' }
          : { type: 'snapshot', text, status: 'generating', recovering: true },
      )
      for (const [j, each] of words.entries()) {
        if (j % 5 === 3) add({ type: 'thinking', text: each })
        else text += each
        if (j % 5 !== 3) add({ type: 'delta', text: each })
      }
      if (i === epochs.length - 1) add({ type: 'error', code: 'internal', message: '', retryable: true })
    }
    return log
  })

export const foldAll = (log: AddressedEvent[]): AnswerState =>
  log.reduce((state, event) => applyEvent(state, event).state, emptyAnswer)

/** What a gateway sends for a cursor: the rest of the epoch, or the newest epoch from its opening. */
export function servedFrom(log: AddressedEvent[], at: Position): AddressedEvent[] {
  const epoch = log.at(-1)?.epoch ?? 0
  return log.filter((event) => event.epoch === epoch && (at.epoch !== epoch || event.seq > at.seq))
}
