import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanTitle } from './clean-title.ts'

test.for([
  ['"How lighthouses work."', 'How lighthouses work'],
  ['Title: **Rust lifetimes**\nHere you go', 'Rust lifetimes'],
  ['\n\n„Grüße aus Köln“', 'Grüße aus Köln'],
  ['A\ttab', 'A tab'],
  ['""', ''],
] as const)('%j becomes %j', ([answer, title]) => {
  expect(cleanTitle(answer)).toBe(title)
})

test('a title is one line of 60 characters at most, storable, whatever the model says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (answer) => {
      const title = cleanTitle(answer)
      expect([...new Intl.Segmenter().segment(title)].length).toBeLessThanOrEqual(60)
      expect(title).not.toMatch(/[\r\n\0]/)
      expect(title.isWellFormed()).toBe(true)
      expect(title).toBe(title.trim())
    }),
  )
})
