import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CodeLines } from './code-lines.ts'
import { loadColourer } from './highlight.ts'

const textOf = (portions: ReturnType<CodeLines['update']>) =>
  portions.flatMap(({ lines }) => lines.map((line) => line.map(({ text }) => text).join(''))).join('\n')

test('a code that grows piece by piece has the same lines and colours as the whole', async () => {
  const colourer = await loadColourer('ts')
  const line = fc.constantFrom('const x = `a', 'b ${1 + 2}`', '/* open', 'close */ let y', '', '// note', '  "text"')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 90 }), fc.integer({ min: 1, max: 40 }), (lines, step) => {
      const code = lines.join('\n')
      const grown = new CodeLines()
      for (let at = 0; at < code.length; at += step) grown.update(code.slice(0, at), colourer)
      const portions = grown.update(code, colourer)
      expect(portions).toEqual(new CodeLines().update(code, colourer))
      expect(textOf(portions)).toBe(code)
    }),
    { numRuns: 50 },
  )
})

test('full portions keep their identity, so only the last lines are laid out again', () => {
  const lines = new CodeLines()
  const code = 'x\n'.repeat(100)
  const before = lines.update(code, undefined)
  const after = lines.update(`${code}more\n`, undefined)
  expect(after.length).toBeGreaterThan(2)
  expect(after.slice(0, -1)).toEqual(before.slice(0, after.length - 1))
  expect(after[0]).toBe(before[0])
})

test('a very long code is shown plain', async () => {
  const colourer = await loadColourer('ts')
  const portions = new CodeLines().update('const x = 1\n'.repeat(6_000), colourer)
  expect(portions.every(({ lines }) => lines.every((line) => line.every((part) => !part.style)))).toBe(true)
})
