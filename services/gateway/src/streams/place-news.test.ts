import { expect, test } from 'vitest'
import { createPlaceNews } from './place-news.ts'

function open() {
  let ms = 0
  const isNews = createPlaceNews(() => ms)
  return (seconds: number, queue_position?: number, wait_estimate_s?: number) => {
    ms = seconds * 1_000
    return isNews({ queue_position, wait_estimate_s })
  }
}

test('a place is told once, an estimate only when it differs from counting down the last one', () => {
  const at = open()
  expect(at(0, 3, 40)).toBe(true)
  expect(at(2, 3, 38)).toBe(false)
  expect(at(4, 3, 30), 'off by 6 s of 36').toBe(false)
  expect(at(6, 3, 20), 'off by 14 s of 34').toBe(true)
  expect(at(8, 2, 18)).toBe(true)
})

test('short estimates are not corrected by a second or two', () => {
  const at = open()
  expect(at(0, 1, 4)).toBe(true)
  expect(at(2, 1, 4)).toBe(false)
  expect(at(4, 1, 4)).toBe(true)
})

test('an estimate that comes or goes is news; a place that nobody knows any more is not', () => {
  const at = open()
  expect(at(0)).toBe(true)
  expect(at(1)).toBe(false)
  expect(at(2, 1)).toBe(true)
  expect(at(4, 1, 9)).toBe(true)
  expect(at(6)).toBe(false)
  expect(at(8, 1)).toBe(true)
})
