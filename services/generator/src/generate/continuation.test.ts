import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOverlapTrimmer, overlapLeast, overlapOf, overlapWindow, planStart } from './continuation.ts'

const plan = (input: Partial<Parameters<typeof planStart>[0]>) =>
  planStart({ epoch: 2, checkpoint: undefined, logged: undefined, continuation: true, ...input })

test('the first writer begins from nothing, a later one without text begins again', () => {
  expect(plan({ epoch: 1 })).toEqual({ kind: 'fresh', prefix: '', opening: { type: 'reset', reason: 'start' } })
  expect(plan({})).toMatchObject({ kind: 'rerun', prefix: '', opening: { type: 'reset' } })
  expect(plan({ checkpoint: { text: ' \n' } })).toMatchObject({ kind: 'rerun' })
})

test('with visible text the answer goes on from the longer source, under a snapshot of just that', () => {
  const opening = { type: 'snapshot', text: 'longer', status: 'generating', recovering: true }
  expect(plan({ checkpoint: { text: 'long' }, logged: { text: 'longer' } })).toMatchObject({
    prefix: 'longer',
    opening,
  })
  expect(plan({ checkpoint: { text: 'longer' }, logged: { text: 'long' } })).toMatchObject({
    prefix: 'longer',
    opening,
  })
})

test('switched off, even a text begins again', () => {
  expect(plan({ logged: { text: 'text' }, continuation: false })).toMatchObject({ kind: 'rerun', prefix: '' })
})

test('a repetition is cut, honest text is not', () => {
  expect(overlapOf('the quick brown fox', 'quick brown fox jumps')).toBe('quick brown fox'.length)
  expect(overlapOf('Hello', 'only')).toBe(0)
  expect(overlapOf('code:\n          ', '          x')).toBe(0)
})

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 300 })

function stream(prefix: string, pieces: string[]): string {
  const trimmer = createOverlapTrimmer(prefix)
  return pieces.map((piece) => trimmer.push(piece)).join('') + trimmer.rest()
}

test('whatever pieces it comes in, the same is cut as from the whole', () => {
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 6 }), (prefix, pieces) => {
      const next = pieces.join('')
      expect(stream(prefix, pieces)).toBe(next.slice(prefix ? overlapOf(prefix, next) : 0))
    }),
  )
})

test('what is cut is the very end of the prefix, and of a length that counts', () => {
  fc.assert(
    fc.property(words, words, (prefix, next) => {
      const cut = overlapOf(prefix, next)
      expect(prefix.endsWith(next.slice(0, cut))).toBe(true)
      if (cut > 0) expect(cut).toBeGreaterThanOrEqual(overlapLeast)
      expect(cut).toBeLessThanOrEqual(overlapWindow)
    }),
  )
})

test('a repeated end of a text without rhymes of its own leaves the text as it should be', () => {
  // Numbers in order never repeat, so only the overlap that was made is one.
  const text = Array.from({ length: 400 }, (_, n) => String(n + 1_000)).join(' ')
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: text.length - 50 }),
      fc.integer({ min: overlapLeast, max: overlapWindow }),
      fc.integer({ min: 1, max: 30 }),
      (at, overlap, size) => {
        const repeated = text.slice(Math.max(0, at - overlap))
        const pieces = repeated.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        expect(text.slice(0, at) + stream(text.slice(0, at), pieces)).toBe(text)
      },
    ),
  )
})

test('without a prefix nothing is held back', () => {
  const trimmer = createOverlapTrimmer('')
  expect(trimmer.push('H')).toBe('H')
})
