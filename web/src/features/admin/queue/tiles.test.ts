import { expect, test } from 'vitest'
import { actionsOf, oldestOf, sumEnded, tilesOf } from './tiles.ts'

const depth = { held: 1, waiting: 2, delayed: 3, running: 4, stuck: 0, failed: 5 }
const broker = { waiting: 7, delayed: 1, active: 2, failed: 3, workers: 1, oldest_waiting_s: 9 }

test('answers are counted by the database whether Redis answers or not; titles only when it does', () => {
  const chat = { name: 'chat', depth, oldest_waiting_s: 4, broker: null }
  expect(tilesOf(chat).map(({ count }) => count)).toEqual([1, 2, 3, 4, 0, 5])
  const titles = { name: 'default', depth, oldest_waiting_s: null, broker }
  expect(tilesOf(titles).map(({ state, count }) => [state, count])).toEqual([
    ['waiting', 9],
    ['delayed', 1],
    ['running', 2],
    ['failed', 3],
  ])
  expect(tilesOf({ ...titles, broker: null }).every(({ count }) => count === undefined)).toBe(true)
})

test('the longest wait is the longer of those that are known', () => {
  expect(oldestOf({ name: 'chat', depth, oldest_waiting_s: 4, broker })).toBe(9)
  expect(oldestOf({ name: 'chat', depth, oldest_waiting_s: 4, broker: null })).toBe(4)
  expect(oldestOf({ name: 'chat', depth, oldest_waiting_s: null, broker: null })).toBeUndefined()
})

test('what has ended is offered nothing, what is written can only be stopped', () => {
  expect(actionsOf('chat', 'failed')).toEqual({ retry: false, remove: false, stop: false })
  expect(actionsOf('chat', 'running')).toEqual({ retry: false, remove: false, stop: true })
  expect(actionsOf('chat', 'held')).toEqual({ retry: false, remove: true, stop: false })
  expect(actionsOf('default', 'failed')).toEqual({ retry: true, remove: true, stop: false })
})

test('minutes are summed, and the highest is the height of the bars', () => {
  const at = '2026-11-27T10:00:00.000Z'
  expect(sumEnded([])).toEqual({ total: 0, failed: 0, cancelled: 0, most: 1 })
  expect(
    sumEnded([
      { at, completed: 3, failed: 1, cancelled: 0 },
      { at, completed: 0, failed: 0, cancelled: 2 },
    ]),
  ).toEqual({ total: 6, failed: 1, cancelled: 2, most: 4 })
})
