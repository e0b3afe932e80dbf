import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, ref, writable } from '../test/arbitraries.ts'
import { decodeEntry, encodeEntry } from './entry.ts'
import { composeFrame, composeNotice } from './frame.ts'
import { liveEvent, readPayload } from './log-event.ts'

/** Lone surrogates become U+FFFD only where a whole text is encoded as UTF-8; escaped they survive. */
const framed = (frame: Buffer) => {
  const lines = frame.toString().split('\n')
  expect(lines).toHaveLength(5)
  const [id, event, data, ...rest] = lines
  expect(rest).toEqual(['', ''])
  return { id: id?.slice(4), type: event?.slice(7), data: JSON.parse(data!.slice(6)) as unknown }
}

describe('entries and frames', () => {
  test('every event comes through entry, payload and frame unchanged, in exactly one data line', () => {
    fc.assert(
      fc.property(writable, fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 1 }), (event, epoch, seq) => {
        const entry = encodeEntry(event)
        expect(entry).not.toMatch(/[\r\u2028\u2029]/)
        const payload = readPayload(Buffer.from(`${ref.messageId}:${epoch}.${seq}\n${entry}`))
        expect(payload).toMatchObject({ messageId: ref.messageId, at: { epoch, seq } })
        const live = liveEvent(ref, payload!.at, payload!.entry)
        const { type, ...body } = address(event, epoch, seq)
        expect(live.event()).toEqual({ type, ...body })
        const frame = framed(live.frame())
        expect(frame).toEqual({ id: `${ref.messageId}:${epoch}.${seq}`, type, data: body })
        expect(framed(composeFrame(address(event, epoch, seq)))).toEqual(frame)
      }),
    )
  })

  test('a frame is composed once and then shared', () => {
    const live = liveEvent(ref, { epoch: 1, seq: 2 }, Buffer.from('+Hi'))
    expect(live.frame()).toBe(live.frame())
  })

  test('an event type of a later version passes through with its body', () => {
    const live = liveEvent(ref, { epoch: 1, seq: 2 }, Buffer.from('tool\n{"name":"x"}'))
    expect(framed(live.frame())).toMatchObject({ type: 'tool', data: { name: 'x', seq: 2 } })
  })

  test('an event without a body has a data line without a dangling comma', () => {
    expect(framed(liveEvent(ref, { epoch: 1, seq: 2 }, Buffer.from('tool\n{}')).frame()).data).toMatchObject({ seq: 2 })
  })

  test('bytes that are no entry, or would forge a frame, keep their place as an unknown event', () => {
    for (const bytes of ['', 'x', 'delta', 'de lta\n{}', 'Delta\n{}', 'a\nid: x\n{}', 'delta\n[1]', 'x\r\n{}', '\n{}'])
      expect(decodeEntry(Buffer.from(bytes)).type, bytes).toBe('unknown')
    const forged = liveEvent(ref, { epoch: 1, seq: 2 }, Buffer.from('tool\n{\n"a":1\r}'))
    expect(framed(forged.frame()).data).toMatchObject({ a: 1 })
    expect(
      liveEvent(ref, { epoch: 1, seq: 2 }, Buffer.from('+a\n\nid: 1\r\n')).frame().toString().split('\n'),
    ).toHaveLength(5)
  })

  test('payloads that are none are left alone', () => {
    for (const bytes of ['', 'x', `${ref.messageId}\n+a`, `${ref.messageId}:1\n+a`, `${ref.messageId}:a.b\n+a`])
      expect(readPayload(Buffer.from(bytes)), bytes).toBeUndefined()
  })

  test('synthetic frames refuse ids and names that could break out of their line', () => {
    const event = address({ type: 'delta', text: 'x' }, 1, 1)
    expect(() => composeFrame({ ...event, message_id: 'a\nid: b' })).toThrow('UUID')
    expect(() => composeFrame({ ...event, session_id: ref.sessionId.toUpperCase() })).toThrow('UUID')
    expect(() => composeFrame({ ...event, type: 'x\ndata' } as never)).toThrow('event name')
    expect(() => composeNotice('x\n', {})).toThrow('event name')
    expect(composeNotice('drain', { reconnect_in_ms: 5 }).toString()).toBe(
      'event: drain\ndata: {"reconnect_in_ms":5}\n\n',
    )
  })
})
