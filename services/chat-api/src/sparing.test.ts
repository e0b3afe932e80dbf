import { expect, test } from 'vitest'
import { createSparing } from './sparing.ts'

test('of a thousand failures a second one line is written, and the next says how many were left out', () => {
  let nowMs = 0
  const lines: object[] = []
  const sparing = createSparing({ now: () => nowMs })
  for (; nowMs < 3_000; nowMs++) sparing('unavailable', (leftOut) => lines.push({ nowMs, ...leftOut }))
  expect(lines).toEqual([{ nowMs: 0 }, { nowMs: 1_000, left_out: 999 }, { nowMs: 2_000, left_out: 999 }])
})

test('one kind of failure never hides another', () => {
  const lines: string[] = []
  const sparing = createSparing({ now: () => 0 })
  for (const kind of ['announce', 'stop', 'announce', 'lifecycle']) sparing(kind, () => lines.push(kind))
  expect(lines).toEqual(['announce', 'stop', 'lifecycle'])
})
