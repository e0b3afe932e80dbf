import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
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
  ...['$$', '$$ x', 'y $$', '\\[', '\\]', '  $$', 'cost $5', '$x$ and', '[a](b', '- [ ] task'],
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
const flat = (cache: BlockCache, text: string, ended = false) =>
  shape(cache.update(text, ended).flatMap((blocks) => blocks.flatMap((block) => block.tokens)))
const fresh = (text: string, ended = false) => flat(new BlockCache(), text, ended)
const blocksOf = (cache: BlockCache, text: string) => cache.update(text).flat()

afterEach(() => vi.restoreAllMocks())

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
            expect(flat(cache, text.slice(0, at))).toEqual(fresh(text.slice(0, at)))
          }
          expect(flat(cache, text, true)).toEqual(shape(markdown.parse(text, {})))
        },
      ),
      { numRuns: 1_000 },
    )
  }, 60_000)

  test('final blocks are the same objects at every update, so they are rendered once', () => {
    const cache = new BlockCache()
    const before = blocksOf(cache, 'one\n\ntwo\n\nthr')
    const after = blocksOf(cache, 'one\n\ntwo\n\nthree and more')
    expect(before.map((block) => block.done)).toEqual([true, false, false])
    expect(after[0]).toBe(before[0])
  })

  test('full portions are the same arrays at every update, so they are compared once', () => {
    const cache = new BlockCache()
    const text = 'a paragraph\n\n'.repeat(100)
    const before = cache.update(text)
    const after = cache.update(`${text}more`)
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBe(before[1])
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
    expect(flat(cache, 'x')).toEqual(fresh('x'))
  })
})

describe('what a token costs', () => {
  const section = '## Head\n\nSome *text* with `code` and a [link](https://example.com).\n\n- one\n- two\n\n'

  /** Characters parsed for each of the last `tokens` tokens of a text. */
  function parsedPerToken(text: string, tokens = 50): number {
    const parse = vi.spyOn(markdown, 'parse')
    const cache = new BlockCache()
    cache.update(text.slice(0, -tokens * 4))
    parse.mockClear()
    for (let i = tokens - 1; i >= 0; i--) cache.update(text.slice(0, text.length - i * 4))
    const parsed = parse.mock.calls.reduce((sum, [source]) => sum + source.length, 0)
    parse.mockRestore()
    return parsed / tokens
  }

  test('does not depend on how long the answer is', () => {
    const short = parsedPerToken(section.repeat(10))
    const long = parsedPerToken(section.repeat(5_000))
    expect(long).toBeLessThanOrEqual(short * 1.05)
    expect(long).toBeLessThan(section.length * 2)
  })

  test('is nothing inside a code block, however long that is', () => {
    expect(parsedPerToken(`Here:\n\n\`\`\`ts\n${'const x = 1\n'.repeat(20_000)}`)).toBe(0)
  })
})
