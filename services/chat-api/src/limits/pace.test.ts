import { expect, test } from 'vitest'
import { mostAtOnce } from './pace.ts'

test('slots are what was written at once: who takes over from another uses the same one', () => {
  const chain = [
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: Infinity },
  ]
  expect(mostAtOnce(chain, 0)).toBe(1)
  expect(mostAtOnce([...chain, { from: 5, to: 15 }], 0)).toBe(2)
  expect(mostAtOnce([...chain, { from: 5, to: 15 }], 16)).toBe(1)
  expect(mostAtOnce([], 0)).toBe(0)
})
