import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextCleaner } from './clean-text.ts'
import { createModelReader } from './to-events.ts'

const start = {
  type: 'message_start',
  message: { model: 'm-1', usage: { input_tokens: 7, cache_read_input_tokens: 3 } },
}
const delta = (text: unknown) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })
const thought = (thinking: string) => ({ type: 'content_block_delta', delta: { type: 'thinking_delta', thinking } })
const end = (reason: string) => ({ type: 'message_delta', delta: { stop_reason: reason }, usage: { output_tokens: 9 } })
const stop = { type: 'message_stop' }

function read(raws: unknown[]) {
  const reader = createModelReader()
  const events = [...raws.flatMap((raw) => reader.read(raw)), ...reader.rest()]
  const textOf = (type: string) => events.flatMap((event) => (event.type === type ? [event.text] : [])).join('')
  return { events, text: textOf('delta'), thinking: textOf('thinking'), facts: reader.facts() }
}

test('text, thinking, usage and stop reason come out of a whole stream', () => {
  const { text, thinking, facts } = read([start, thought('hm'), delta('Hel'), delta('lo'), end('max_tokens'), stop])
  expect({ text, thinking }).toEqual({ text: 'Hello', thinking: 'hm' })
  expect(facts).toEqual({
    stopped: true,
    stopReason: 'max_tokens',
    model: 'm-1',
    usage: { input_tokens: 7, output_tokens: 9, cache_read_tokens: 3, cache_write_tokens: 0 },
  })
})

test('without message_stop an answer is not complete, whatever else was there', () => {
  expect(read([start, delta('Hello'), end('end_turn')]).facts.stopped).toBe(false)
})

test('text that comes with the start of a block is text, too', () => {
  const block = { type: 'content_block_start', content_block: { type: 'text', text: 'Hi' } }
  expect(read([start, block, delta('!')]).text).toBe('Hi!')
})

test.for([
  ['text before the start', [delta('x')]],
  ['two starts', [start, start]],
  ['text after the stop', [start, stop, delta('x')]],
  ['a stop without a start', [stop]],
] as const)('%s is not the protocol', ([, raws]) => {
  expect(() => read([...raws])).toThrow(expect.objectContaining({ failure: { kind: 'garbled' } }) as Error)
})

test('what nobody knows gives nothing and breaks nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (strange) => {
      const known = (raw: unknown) => typeof raw === 'object' && raw !== null && 'type' in raw
      const unknown = strange.filter((raw) => !known(raw))
      expect(read([start, ...unknown, delta('a'), ...unknown, stop])).toMatchObject({
        text: 'a',
        facts: { stopped: true },
      })
    }),
  )
  const odd = [
    { type: 'new_event' },
    { type: 'content_block_delta', delta: { type: 'new_delta' } },
    delta(7),
    delta(null),
  ]
  expect(read([start, ...odd, stop]).events).toEqual([])
})

const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
const spicy = fc.oneof(unit, fc.constantFrom('\0', '\ud83d', '\ude00', '😀', 'a', 'é'))

test('cut anywhere, the text that comes out is the cleaned whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: spicy }), { maxLength: 12 }), (pieces) => {
      const cleaner = createTextCleaner()
      const out = pieces.map((piece) => cleaner.clean(piece))
      const whole = out.join('') + cleaner.rest()
      expect(whole).toBe(pieces.join('').toWellFormed().replaceAll('\0', '\uFFFD'))
      for (const piece of out) expect(piece.isWellFormed()).toBe(true)
    }),
  )
})
