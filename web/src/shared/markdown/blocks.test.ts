import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BlockCache } from './blocks.ts'
import { markdown, type Token } from './parser.ts'

/** Lines that open, close and change blocks in every way they can meet. */
const line = fc.constantFrom(
  ...[
    'text',
    'more *text*',
    '',
    '',
    '# Head',
    '- item',
    '  - nested',
    '1. one',
    '> quote',
    '---',
    '===',
    '***',
    '**bold**',
  ],
  ...[
    '```',
    '```ts',
    '~~~',
    '    code',
    '\tcode',
    'a | b',
    '--|--',
    '1 | 2',
    '| x |',
    '* * *',
    '+ plus',
    '<b>html</b>',
    '-',
    '- ',
    '`',
    '10) ten',
  ],
)
const documents = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'))

const shape = (tokens: Token[]): unknown[] =>
  tokens.map(({ type, tag, content, hidden, children, attrs }) => [
    type,
    tag,
    content,
    hidden,
    attrs,
    children && shape(children),
  ])
const whole = (text: string) => shape(markdown.parse(text, {}))
const flat = (cache: BlockCache, text: string, ended = false) =>
  shape(cache.update(text, ended).flatMap((block) => block.tokens))

describe('the block cache', () => {
  test('gives at every moment what a parse of the whole text gives, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }),
        (text, steps) => {
          const cache = new BlockCache()
          for (let at = 0, i = 0; at < text.length; i++) {
            at = Math.min(text.length, at + steps[i % steps.length]!)
            expect(flat(cache, text.slice(0, at))).toEqual(whole(text.slice(0, at)))
          }
          expect(flat(cache, text, true)).toEqual(whole(text))
        },
      ),
      { numRuns: 1_000 },
    )
  }, 60_000)

  test('final blocks are the same objects at every update, so they are rendered once', () => {
    const cache = new BlockCache()
    const before = cache.update('one\n\ntwo\n\nthr')
    const after = cache.update('one\n\ntwo\n\nthree and more')
    expect(before.map((block) => block.done)).toEqual([true, false, false])
    expect(after[0]).toBe(before[0])
  })

  test('a link reference at the end reaches back to its use when the answer is complete', () => {
    const cache = new BlockCache()
    const text = 'See [the docs][1].\n\nBye.\n\n[1]: https://example.com\n'
    cache.update(text)
    expect(JSON.stringify(flat(cache, text, true))).toContain('https://example.com')
  })

  test('another text starts anew', () => {
    const cache = new BlockCache()
    cache.update('a\n\nb\n\nc\n')
    expect(flat(cache, 'x')).toEqual(whole('x'))
  })
})
