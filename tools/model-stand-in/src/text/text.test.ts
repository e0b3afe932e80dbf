import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { continuationOf, expectedAnswer, seamOf } from '../answer/expected-answer.ts'
import type { Turn } from '../request/types.ts'
import { codePointBoundary, countTokens, countWords, firstTokens, toTokens } from './tokens.ts'

const ask = (content: string): Turn[] => [{ role: 'user', content }]
const goOn = (prompt: string, delivered: string): Turn[] => [
  ...ask(prompt),
  { role: 'user', content: `Go on.\n<delivered>${delivered}</delivered>` },
]
const anyText = fc.string({ unit: 'binary', maxLength: 300 })
const prompts = fc
  .string({ unit: 'grapheme', maxLength: 80 })
  .filter((text) => text.trim() !== '' && !text.includes('['))

const cutsPair = (text: string): boolean => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text)

describe('tokens', () => {
  test('joined are the text again, and none cuts a code point', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = toTokens(text)
        expect(tokens.join('')).toBe(text)
        expect(tokens.filter(cutsPair)).toEqual([])
      }),
    )
  })

  test('a boundary is never inside a surrogate pair and never after the place asked for', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -5, max: 320 }), (text, index) => {
        const at = codePointBoundary(text, index)
        expect(at).toBeLessThanOrEqual(Math.max(0, index))
        expect(cutsPair(text.slice(0, at))).toBe(false)
      }),
    )
  })
})

describe('answers', () => {
  test('are the same for the same conversation, however its text is wrapped', () => {
    fc.assert(
      fc.property(prompts, (prompt) => {
        const wrapped: Turn[] = [{ role: 'user', content: [{ type: 'text', text: prompt }] }]
        expect(expectedAnswer(wrapped)).toBe(expectedAnswer(ask(prompt)))
        expect(expectedAnswer(ask(prompt))).not.toBe('')
      }),
    )
  })

  test('differ when an earlier turn differs', () => {
    const after = (first: string): Turn[] => [
      { role: 'user', content: first },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'And what follows from that for us?' },
    ]
    expect(expectedAnswer(after('one'))).not.toBe(expectedAnswer(after('two')))
  })

  test('[words:n] gives at least n words and a few more at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), prompts, (words, prompt) => {
        const found = countWords(expectedAnswer(ask(`${prompt} [words:${words}]`)))
        expect(found).toBeGreaterThanOrEqual(words)
        expect(found).toBeLessThanOrEqual(words + 60)
      }),
    )
  })

  test('[tokens:n] gives exactly n tokens', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (tokens) => {
        expect(countTokens(expectedAnswer(ask(`about rivers [tokens:${tokens}]`)))).toBe(tokens)
      }),
    )
  })

  test('[echo] gives the prompt back without its keywords, other brackets untouched', () => {
    const markdown = '![x](http://a.example/b) <b onclick="x">[link](u)</b>\n\n| a | b |'
    expect(expectedAnswer(ask(`[echo] [tps:5] ${markdown}`))).toBe(markdown)
  })

  test('a short prompt gets a greeting, a real one an answer with sections', () => {
    expect(countWords(expectedAnswer(ask('Hello')))).toBeLessThan(50)
    const answer = expectedAnswer(ask('How do lighthouses find their keepers in winter?'))
    expect(answer).toContain('## ')
    expect(answer).toContain('lighthouses')
  })

  test('a system prompt that asks for a title gets one line of a few words', () => {
    const title = expectedAnswer(ask('How do lighthouses find their keepers? [words:500]'), 'Write a title.')
    expect(title).toBe('Lighthouses find keepers')
  })
})

describe('continuations', () => {
  test('delivered part and continuation together are the whole answer, wherever the cut is', () => {
    fc.assert(
      fc.property(prompts, fc.double({ min: 0, max: 1, noNaN: true }), (prompt, share) => {
        const whole = expectedAnswer(ask(prompt))
        const delivered = whole.slice(0, codePointBoundary(whole, Math.floor(whole.length * share)))
        expect(delivered + expectedAnswer(goOn(prompt, delivered))).toBe(whole)
      }),
    )
  })

  test('an overlap repeats the end of what was delivered, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 120 }), (tokens, overlap) => {
        const prompt = `tell me about the tides, please [overlap:${overlap}]`
        const whole = expectedAnswer(ask(prompt))
        const delivered = firstTokens(whole, tokens)
        const more = expectedAnswer(goOn(prompt, delivered))
        const repeated = more.length - (whole.length - delivered.length)
        expect(repeated).toBeGreaterThanOrEqual(Math.min(overlap, delivered.length))
        expect(repeated).toBeLessThanOrEqual(overlap + 1)
        expect(delivered + more.slice(repeated)).toBe(whole)
      }),
    )
  })

  test('tags on lines of their own, a block of the same turn, and a repeated assistant turn are all understood', () => {
    const prompt = 'Describe a quiet harbour in the early morning'
    const whole = expectedAnswer(ask(prompt))
    const delivered = firstTokens(whole, 30)
    const rest = whole.slice(delivered.length)
    const request = `Go on after\n<delivered>\n${delivered}\n</delivered>\nexactly.`
    const asBlock: Turn[] = [
      {
        role: 'user',
        content: [
          { type: 'text', text: prompt },
          { type: 'text', text: request },
        ],
      },
    ]
    const afterAssistant: Turn[] = [
      ...ask(prompt),
      { role: 'assistant', content: delivered },
      { role: 'user', content: request },
    ]
    expect(expectedAnswer([...ask(prompt), { role: 'user', content: request }])).toBe(rest)
    expect(expectedAnswer(asBlock)).toBe(rest)
    expect(expectedAnswer(afterAssistant)).toBe(rest)
  })

  test('a text that is no beginning of the answer is called foreign', () => {
    expect(seamOf('one two three', 'one two').seam).toBe('exact')
    expect(continuationOf('one two three', 'uno dos', 0)).toEqual({ text: ' three', seam: 'foreign' })
  })
})
