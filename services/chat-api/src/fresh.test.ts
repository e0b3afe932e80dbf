import { expect, test } from 'vitest'
import { keepFresh } from './fresh.ts'

test('many who ask at once share one reading, which is made again when it is old', async () => {
  let [readings, now] = [0, 0]
  const ask = keepFresh(
    1_000,
    async () => ++readings,
    () => now,
  )
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  now = 999
  expect(await ask()).toBe(1)
  now = 1_000
  expect(await ask()).toBe(2)
})

test('a failure is told to all who wait for it, and to nobody after', async () => {
  let fails = true
  const ask = keepFresh(1_000, async () => {
    if (fails) throw new Error('away')
    return 'here'
  })
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('away')
  fails = false
  expect(await ask()).toBe('here')
})
