import { expect, test } from 'vitest'
import { mayReport } from './may-report.ts'

test('the share that the server names reports: none at 0, all at 1, none where it names nothing', () => {
  const chances = Array.from({ length: 1_000 }, (_, n) => n / 1_000)
  const of = (share: number | undefined) => chances.filter((chance) => mayReport(share, chance, {})).length
  expect([of(0), of(0.1), of(1), of(undefined)]).toEqual([0, 100, 1_000, 0])
})

test('who does not want to be followed is not asked', () => {
  expect(mayReport(1, 0, { doNotTrack: '1' })).toBe(false)
  expect(mayReport(1, 0, { globalPrivacyControl: true })).toBe(false)
  expect(mayReport(1, 0, { doNotTrack: null, globalPrivacyControl: false })).toBe(true)
  expect(mayReport(1, 0, { doNotTrack: 'unspecified' })).toBe(true)
})
