import { expect, test } from 'vitest'
import { aboutTime } from './about-time.ts'

test('a guessed time is said in steps that grow with it', () => {
  expect([0, 7, 9, 12, 38, 41, 57, 59, 80, 100, 185, 1_000, 3_500, 9_000].map(aboutTime)).toEqual([
    'a few seconds',
    'a few seconds',
    'about 10 s',
    'about 10 s',
    'about 40 s',
    'about 40 s',
    'about 55 s',
    'about 1 min',
    'about 1 min',
    'about 2 min',
    'about 3 min',
    'about 15 min',
    'about 60 min',
    'more than an hour',
  ])
})
