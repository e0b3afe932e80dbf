import type { UsageDay } from '@continuo/contract'
import { expect, test } from 'vitest'
import { sumBy } from './sum-usage.ts'

const row = (day: string, model: string): UsageDay => ({
  day,
  user_id: null,
  model,
  answers: 1,
  input_tokens: 2,
  output_tokens: 3,
  calls: 2,
  total_input_tokens: 4,
  total_output_tokens: 6,
})

test('rows of one key are one sum, in the order of the list', () => {
  const rows = [row('2026-11-24', 'a'), row('2026-11-24', 'b'), row('2026-11-23', 'a')]
  expect(sumBy(rows, ({ day }) => day)).toEqual([
    { key: '2026-11-24', answers: 2, tokens: 10, calls: 4, paid: 20 },
    { key: '2026-11-23', answers: 1, tokens: 5, calls: 2, paid: 10 },
  ])
  expect(sumBy(rows, ({ model }) => model).map(({ key, answers }) => [key, answers])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})
