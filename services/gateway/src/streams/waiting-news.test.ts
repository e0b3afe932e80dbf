import { type AddressedEvent, type Position, newId, origin } from '@continuo/contract'
import { expect, test } from 'vitest'
import type { Place } from './queue-line.ts'
import { createWaitingNews } from './waiting-news.ts'

const ref = { sessionId: newId(), messageId: newId() }
const status = (change: Partial<AddressedEvent> = {}): AddressedEvent =>
  ({
    type: 'status',
    status: 'queued',
    session_id: ref.sessionId,
    message_id: ref.messageId,
    ...origin,
    ...change,
  }) as AddressedEvent

function open(found: AddressedEvent) {
  const sent: string[] = []
  const watched = new Set<(place: Place) => void>()
  const state: { at: Position; found: AddressedEvent } = { at: origin, found }
  const line = {
    watch: (_id: string, tell: (place: Place) => void) => {
      watched.add(tell)
      return () => void watched.delete(tell)
    },
    [Symbol.dispose]: () => {},
  }
  const sink = { send: (frame: Buffer) => sent.push(frame.toString()) }
  const news = createWaitingNews({ line, sink, ask: async () => [state.found] }, ref, () => state.at)
  const tell = (place: Place) => watched.forEach((each) => each(place))
  return { sent, state, news, tell, watching: () => watched.size }
}

test('who waits in the queue is told its place as it changes, and no more once the answer has begun', async () => {
  const { sent, state, news, tell, watching } = open(status({ queue_position: 2 }))
  expect(await news.fallback(ref, origin)).toHaveLength(1)
  expect(await news.fallback(ref, origin), 'known').toEqual([])
  tell({ queue_position: 2 })
  expect(sent).toEqual([])
  tell({ queue_position: 1, wait_estimate_s: 9 })
  expect(sent).toEqual([expect.stringContaining('"queue_position":1,"wait_estimate_s":9')])
  state.at = { epoch: 1, seq: 1 }
  tell({ queue_position: 0 })
  expect([sent.length, watching()]).toEqual([1, 0])
})

test('an answer that has been begun before has no place, and a viewer that has gone watches nothing', async () => {
  const begun = open(status({ status: 'generating' }))
  expect(await begun.news.fallback(ref, origin)).toHaveLength(1)
  expect(await begun.news.fallback(ref, origin)).toEqual([])
  expect(begun.watching()).toBe(0)
  const gone = open(status({ queue_position: 1 }))
  await gone.news.fallback(ref, origin)
  expect(gone.watching()).toBe(1)
  gone.news[Symbol.dispose]()
  await gone.news.fallback(ref, origin)
  expect(gone.watching()).toBe(0)
})
