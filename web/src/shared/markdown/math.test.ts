import { expect, test } from 'vitest'
import { markdown, type Token } from './parser.ts'

const all = (tokens: Token[]): Token[] => tokens.flatMap((token) => [token, ...all(token.children ?? [])])
const formulas = (text: string) =>
  all(markdown.parse(text, {}))
    .filter(({ type }) => type.startsWith('math'))
    .map(({ type, content }) => `${type}: ${content.trim()}`)

test.each([
  ['$x$', 'math_inline: x'],
  ['a $x_1+y$, b', 'math_inline: x_1+y'],
  ['\\(a\\) b', 'math_inline: a'],
  ['so $$x$$ inside', 'math_inline: x'],
  ['$$x$$', 'math_block: x'],
  ['$$\nx\ny\n$$', 'math_block: x\ny'],
  ['\\[\nx\n\\]', 'math_block: x'],
  ['text\n$$\nx\n$$\nmore', 'math_block: x'],
  ['- item\n  $$x$$', 'math_block: x'],
  ['> $$\n> x\n> $$', 'math_block: x'],
  ['$5x+3$', 'math_inline: 5x+3'],
  ['$3 \\text{ apples}$', 'math_inline: 3 \\text{ apples}'],
  ['$a \\$ b$', 'math_inline: a \\$ b'],
  ['the $n$th', 'math_inline: n'],
])('%j is a formula', (text, expected) => expect(formulas(text)).toEqual([expected]))

test.each([
  'It costs $5 and $10.',
  '$5-$10',
  'from $5 for one to 10$',
  'between $20,000 and 30,000$ a year',
  'US$ 5 and $ 6',
  '\\$x\\$',
  '`$x$`',
  '```\n$$\nx\n$$\n```',
  'set $HOME and `$PATH`',
  '$$',
  '$$ $$',
  '\\\\(x\\\\)',
  '    $$x$$',
])('%j holds none', (text) => expect(formulas(text).filter((one) => !one.startsWith('math_open'))).toEqual([]))

test('a formula ends at an empty line at the latest', () =>
  expect(formulas('$$\nx\n\ny\n$$')).not.toContain('math_block'))

test('a hundred thousand openings cost no more than reading them', () => {
  const began = performance.now()
  for (const sign of ['$', '$$', '\\(', '\\[', '[', '**', '`', '$$\n'])
    markdown.parse(sign.repeat(20_000 / sign.length), {})
  expect(performance.now() - began).toBeLessThan(10_000)
})
