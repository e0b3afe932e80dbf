import { applyEvent, emptyAnswer } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageRow } from '../db/tables.ts'
import { sha256Hex } from '../sha256.ts'
import { endEvents } from './end-events.ts'

const row = (fields: Partial<MessageRow>): MessageRow =>
  ({
    id: '0192a3b4-0000-7000-8000-000000000002',
    session_id: '0192a3b4-0000-7000-8000-000000000001',
    content: '',
    thinking: '',
    epoch: 1,
    content_seq: 1,
    end_opens: false,
    error_retry_after_s: null,
    first_token_ms: null,
    ...fields,
  }) as MessageRow

test('an end by authority leads any viewer to the stored text, wherever that viewer stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(3), fc.nat(9), (content, seen, epoch, seq) => {
      const ended = row({ status: 'cancelled', content, sha256: sha256Hex(content), epoch: 4, end_opens: true })
      const input = endEvents(ended)
      let state = {
        ...emptyAnswer,
        status: 'generating' as const,
        text: seen,
        at: { epoch, seq },
      } as typeof emptyAnswer
      input.events.forEach((event, index) => {
        const address = {
          session_id: ended.session_id,
          message_id: ended.id,
          epoch: input.epoch,
          seq: input.seq + index,
        }
        const applied = applyEvent(state, { ...event, ...address })
        expect(applied.verdict).toBe('applied')
        state = applied.state
      })
      expect(state).toMatchObject({ status: 'cancelled', text: content, cancelled: { length: content.length } })
    }),
  )
})

test('an end by its writer stands right behind the last event it appended', () => {
  const completed = endEvents(row({ status: 'completed', content: 'Hi', content_seq: 7, stop_reason: 'end_turn' }))
  expect(completed).toMatchObject({
    epoch: 1,
    seq: 8,
    length: 2,
    events: [{ type: 'completed', stop_reason: 'end_turn' }],
  })
  const failed = endEvents(row({ status: 'error', error_code: 'overloaded', error_retryable: true, content_seq: 2 }))
  expect(failed).toMatchObject({ seq: 3, events: [{ type: 'error', code: 'overloaded', retryable: true }] })
})

test('a running message has no end to tell', () => {
  expect(() => endEvents(row({ status: 'generating' }))).toThrow(/has not ended/)
})
