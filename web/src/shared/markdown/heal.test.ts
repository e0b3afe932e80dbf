import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BlockCache } from './blocks.ts'
import type { Token } from './parser.ts'

/** What a reader sees: texts and codes, without the signs that make them what they are. */
function seen(tokens: Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'image') return ''
      if (children) return seen(children)
      return type === 'softbreak' || type === 'hardbreak' ? '\n' : content
    })
    .join('')
}
const shown = (text: string, ended = false) =>
  seen(new BlockCache().update(text, ended).flatMap((blocks) => blocks.flatMap((block) => block.tokens)))
const squeezed = (text: string) => text.replace(/\s+/g, '')

/** Texts as models write them, each construct whole. */
const inline = fc.constantFrom(
  ...['plain words', '**bold words**', '*slanted*', '_slanted too_', '***both at once***', '~~gone~~', '`code()`'],
  ...['[a link](https://example.com/a_b?c=1)', '[1]', '[Your Name]', '**bold with `code` in it**', '2 * 3 * 4'],
  ...['![a picture](https://example.com/x.png)', 'snake_case_name', '**[bold link](https://example.com)**', 'a < b'],
  ...['$x_1 + y_2$', '\\(a_1 * b_1\\)', 'costs $5 or $10', '<https://example.com/auto>', '``a ` tick``', '*a **b** c*'],
)
const sentence = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const block = fc.oneof(
  sentence,
  sentence.map((text) => `## ${text}`),
  fc.array(sentence, { minLength: 1, maxLength: 3 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc
    .array(sentence, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item, i) => `${i + 1}. ${item}`).join('\n')),
  fc.constantFrom('- [ ] open\n- [x] done', '---', '> quoted **text**', '- a\n  - b\n    1. c'),
  fc.constantFrom('```ts\nconst x = [1]\n```', '```\n| a | b |\n- x\n```', '~~~py\nx = `y`\n~~~'),
  fc.constantFrom('| a | b |\n|---|:--|\n| 1 | **2** |\n| `3` | 4 |', '| one |\n| --- |\n| x |'),
  fc.constantFrom('$$\nx = \\frac{a_1}{b_1}\n$$', '\\[ a_1 * b_1 * c \\]'),
)
const documents = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n'))
const isFormula = /\$\$|\\\[|\$x|\\\(/

describe('a text cut anywhere', () => {
  test('shows a beginning of what the whole text shows: nothing appears that has to go again', () => {
    fc.assert(
      fc.property(documents, (text) => {
        // an unfinished formula shows its source, which then gives way to the formula
        fc.pre(!isFormula.test(text))
        const end = squeezed(shown(text, true))
        for (let at = 1; at < text.length; at++) {
          const now = squeezed(shown(text.slice(0, at)))
          expect(end.startsWith(now), JSON.stringify({ cut: text.slice(0, at), now, end })).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  test('keeps back no more than a label or a line that has just begun', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const end = squeezed(shown(text, true)).length
        expect(end - squeezed(shown(text)).length).toBeLessThan(20)
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    ['**bo', 'strong_open'],
    ['*sl', 'em_open'],
    ['~~go', 's_open'],
    ['`co', 'code_inline'],
    ['[text](https://exa', 'link_open'],
    ['| a | b', 'table_open'],
    ['- x\n- [', 'bullet_list_open'],
  ])('%j is shown as what it will be (%s)', (text, type) => {
    const tokens = new BlockCache().update(text).flatMap((blocks) => blocks.flatMap((one) => one.tokens))
    expect(tokens.flatMap((token) => [token, ...(token.children ?? [])]).map((token) => token.type)).toContain(type)
  })

  test.each(['text\n-', 'text\n=', 'text\n--', 'text\n1.', 'text\n```', 'text\n|', 'text\n#'])(
    '%j waits for what its last line becomes',
    (text) => expect(shown(text)).toBe('text'),
  )

  test('an unfinished formula shows its source, signs and all', () => {
    expect(shown('so \\(a_1 + b_2 * c')).toBe('so \\(a_1 + b_2 * c')
    expect(shown('so $$a_1 + b_2 * c')).toBe('so $$a_1 + b_2 * c')
    expect(shown('$$\na_1 + *b')).toBe('$$\na_1 + *b')
  })
})
