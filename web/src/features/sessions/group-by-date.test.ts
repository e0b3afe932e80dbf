import { expect, test } from 'vitest'
import { groupByDate } from './group-by-date.ts'

const at = (day: number, hour: number) => ({ lastMessageAt: new Date(2026, 4, day, hour).toISOString() })

test('chats stand under the days a person thinks in', () => {
  const now = new Date(2026, 4, 20, 0, 30).getTime()
  const groups = groupByDate([at(20, 0), at(19, 23), at(19, 1), at(15, 9), at(1, 9), at(-90, 9)], now)
  expect(groups.map((group) => [group.label, group.items.length])).toEqual([
    ['sessions.today', 1],
    ['sessions.yesterday', 2],
    ['sessions.week', 1],
    ['sessions.month', 1],
    ['sessions.older', 1],
  ])
})
