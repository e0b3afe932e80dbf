import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('answers that never wait for anything leave the event loop to everything else, and go on side by side', async () => {
  let nowMs = 0
  const turns = createTurns(() => nowMs)
  const order: string[] = []
  const read = async (name: string) => {
    for (let piece = 1; piece <= 30; piece++) {
      nowMs += 1
      order.push(name)
      await turns.over()
    }
  }
  const reading = Promise.all([read('a'), read('b')]).then(() => 'read' as const)
  let turnsSeen = 0
  while ((await Promise.race([reading, nextTurn('turn')])) === 'turn') turnsSeen += 1

  expect(turnsSeen, 'sixty pieces of a millisecond').toBeGreaterThanOrEqual(4)
  const beforeLastOfA = order.slice(0, order.lastIndexOf('a')).filter((name) => name === 'b')
  expect(beforeLastOfA.length, 'nobody is kept waiting').toBeGreaterThan(15)
})

test('who has time left waits for nothing, and a new turn has all of its time', async () => {
  let nowMs = 0
  const turns = createTurns(() => nowMs)
  expect(turns.over()).toBeUndefined()
  nowMs = 9
  expect(turns.over()).toBeUndefined()
  nowMs = 10
  await turns.over()
  nowMs = 15
  expect(turns.over()).toBeUndefined()
  nowMs = 24
  expect(turns.over()).toBeUndefined()
})
