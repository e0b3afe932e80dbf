import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createQueueLine } from './queue-line.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const asked: string[][] = []
  const away = { is: false }
  const listQueuePlaces = async ({ ids = [] }: { ids?: string[] }) => {
    asked.push(ids)
    if (away.is) throw new Error('away')
    return { places: ids.map((id) => ({ id, queue_position: id.length })) }
  }
  return { asked, away, line: createQueueLine({ messages: { listQueuePlaces } }) }
}

test('however many watch an answer, it is asked for once in two seconds, and not when nobody waits', async () => {
  const { asked, line } = open()
  const told: number[] = []
  const tell = ({ queue_position }: { queue_position: number }) => void told.push(queue_position)
  const leave = [line.watch('a', tell), line.watch('a', (place) => tell(place)), line.watch('bb', tell)]
  await vi.advanceTimersByTimeAsync(4_000)
  expect(asked).toEqual([
    ['a', 'bb'],
    ['a', 'bb'],
  ])
  expect(told).toEqual([1, 1, 2, 1, 1, 2])
  leave[0]!()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked.at(-1)).toEqual(['a', 'bb'])
  for (const each of leave) each()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.length).toBeLessThanOrEqual(4)
  expect(vi.getTimerCount()).toBe(0)
})

test('a chat-api that is away is asked again', async () => {
  const { asked, away, line } = open()
  away.is = true
  let told = 0
  line.watch('a', () => told++)
  await vi.advanceTimersByTimeAsync(4_000)
  expect([asked.length, told]).toEqual([2, 0])
  away.is = false
  await vi.advanceTimersByTimeAsync(2_000)
  expect(told).toBe(1)
  line[Symbol.dispose]()
})

test('beyond a thousand answers there are several calls', async () => {
  const { asked, line } = open()
  for (let n = 0; n < 1_500; n++) line.watch(String(n), () => {})
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked.map((ids) => ids.length)).toEqual([1_000, 500])
  line[Symbol.dispose]()
})
