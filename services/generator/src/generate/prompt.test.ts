import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPrompt, estimateTokens, withLastBlock } from './prompt.ts'

const turn = (role: string, content: string) => ({ role, content })
const build = (history: { role: string; content: string }[], budgetTokens = 10_000, system?: string) =>
  buildPrompt({ system, history, budgetTokens })

test('neighbours of one role become one turn; empty and foreign turns are left out', () => {
  const { messages } = build([turn('user', 'a'), turn('assistant', ''), turn('tool', 'x'), turn('user', 'b')])
  expect(messages).toMatchObject([{ role: 'user', content: [{ text: 'a' }, { text: 'b' }] }])
})

test('the oldest turns go first, and the rest begins with a user', () => {
  const long = 'x'.repeat(350)
  const history = [
    turn('user', long),
    turn('assistant', long),
    turn('user', long),
    turn('assistant', long),
    turn('user', 'now'),
  ]
  expect(build(history, 320).messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  expect(build(history, 150).messages).toHaveLength(1)
  expect(build(history, 1).messages).toMatchObject([{ content: [{ text: 'now' }] }])
})

test('the system prompt and the last two questions are marked for the cache', () => {
  const history = ['1', '2', '3'].flatMap((n) => [turn('user', `q${n}`), turn('assistant', `a${n}`)]).slice(0, 5)
  const { system, messages } = build(history, 10_000, 'Be kind')
  expect(system).toEqual([{ type: 'text', text: 'Be kind', cache_control: { type: 'ephemeral' } }])
  const marked = messages.flatMap(({ content }) => content).filter((block) => block.cache_control)
  expect(marked.map(({ text }) => text)).toEqual(['q2', 'q3'])
})

test('a last block joins the last question behind the cached part', () => {
  const { messages } = withLastBlock(build([turn('user', 'q')]), 'go on')
  expect(messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'q', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'go on' },
      ],
    },
  ])
})

test('any history becomes alternating turns within the budget, ending with the question', () => {
  const role = fc.constantFrom('user', 'assistant')
  const history = fc.array(fc.record({ role, content: fc.string({ maxLength: 60 }) }), { maxLength: 20 })
  fc.assert(
    fc.property(
      history,
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
      fc.integer({ min: 1, max: 200 }),
      (before, question, budget) => {
        const { messages } = build([...before, turn('user', question)], budget)
        expect(messages[0]?.role).toBe('user')
        expect(messages.at(-1)?.role).toBe('user')
        expect(messages.at(-1)?.content.at(-1)?.text).toBe(question)
        messages.forEach((message, index) => expect(message.role).toBe(index % 2 ? 'assistant' : 'user'))
        const tokens = messages
          .flatMap(({ content }) => content)
          .reduce((sum, { text }) => sum + estimateTokens(text), 0)
        if (messages.length > 1) expect(tokens).toBeLessThanOrEqual(budget)
      },
    ),
  )
})
