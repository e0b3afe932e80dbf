import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTraceparent, writeTraceparent } from './traceparent.ts'

const hex = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((digits) => !/^0+$/.test(digits))

test('what is written is read as the same', () => {
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, isSampled) => {
      expect(readTraceparent(writeTraceparent({ traceId, spanId, isSampled }))).toEqual({ traceId, spanId, isSampled })
    }),
  )
})

test('what is not a traceparent is none, and a newer version counts as what is known of it', () => {
  const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  const wrong = [
    undefined,
    null,
    '',
    'x',
    `00-${trace}-${span}`,
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-${span}-01\r\nx: y`,
  ]
  for (const text of wrong) expect(readTraceparent(text), String(text)).toBeUndefined()
  expect(readTraceparent(`01-${trace}-${span}-03-more`)).toEqual({ traceId: trace, spanId: span, isSampled: true })
})
