import { newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { readFrame } from './frames.ts'

const ids = { session_id: newId(), message_id: newId() }

test('an event is read with its address', () => {
  const data = { ...ids, epoch: 2, seq: 7, text: 'Hi' }
  expect(readFrame('delta', JSON.stringify(data))).toEqual({ kind: 'event', event: { type: 'delta', ...data } })
})

test('an event of a newer server is skipped, but keeps its place', () => {
  expect(readFrame('tool', JSON.stringify({ ...ids, epoch: 1, seq: 3, name: 'x' }))).toEqual({
    ...{ kind: 'skipped', ...ids },
    at: { epoch: 1, seq: 3 },
  })
})

test.each([
  ['no name', undefined, '{}'],
  ['no JSON', 'delta', '{'],
  ['no object', 'delta', '[]'],
  ['a foreign id', 'delta', JSON.stringify({ ...ids, message_id: '../x', epoch: 1, seq: 1 })],
  ['a place that is none', 'delta', JSON.stringify({ ...ids, epoch: -1, seq: 1.5 })],
  ['a drain without a time', 'drain', '{}'],
])('%s is no frame', (_what, name, data) => {
  expect(readFrame(name, data)).toBeUndefined()
})
