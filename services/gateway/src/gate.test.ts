import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

test('as many as may run go in, the others wait in order, and whoever is too many or waits too long is told', async () => {
  const gate = createGate({ maxRunning: 1, maxWaiting: 2, maxWaitMs: 10_000 })
  const order: string[] = []
  expect(await gate.enter()).toBe(true)
  const waiting = ['a', 'b'].map((name) => gate.enter().then((entered) => entered && order.push(name)))
  expect(await gate.enter()).toBe(false)
  gate.leave()
  gate.leave()
  await Promise.all(waiting)
  expect(order).toEqual(['a', 'b'])
  gate.leave()
  expect(await gate.enter()).toBe(true)
})

test('a place that never comes free is not waited for for ever', async () => {
  const gate = createGate({ maxRunning: 1, maxWaiting: 1, maxWaitMs: 5 })
  await gate.enter()
  expect(await gate.enter()).toBe(false)
  gate.leave()
  expect(await gate.enter()).toBe(true)
})
