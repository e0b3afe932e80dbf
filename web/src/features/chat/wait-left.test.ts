import { expect, test } from 'vitest'
import { arrivalOf, goesOnAt, startsAt } from './wait-left.ts'

test('an estimate counts from when it was heard, however often it is looked at', () => {
  const wait = { estimateS: 40 }
  arrivalOf(wait, 1_000)
  expect(startsAt(wait)).toBe(41_000)
  arrivalOf(wait, 9_000)
  expect(startsAt(wait)).toBe(41_000)
  expect(startsAt({ queuePosition: 3 })).toBeUndefined()
})

test('who comes later to a wait of the model is shown what is left of it', () => {
  const wait = { waitS: 20, waitUntil: 30_000 }
  arrivalOf(wait, 25_000)
  expect(goesOnAt(wait)).toBe(30_000)
})

test('a wrong clock shows at most the whole wait, and never a negative one', () => {
  const [slow, fast] = [
    { waitS: 20, waitUntil: 1_000_000 },
    { waitS: 20, waitUntil: 1_000 },
  ]
  arrivalOf(slow, 5_000)
  arrivalOf(fast, 500_000)
  expect(goesOnAt(slow)).toBe(25_000)
  expect(goesOnAt(fast)).toBe(500_000)
  expect(goesOnAt({ reason: 'rate_limited' })).toBeUndefined()
})
