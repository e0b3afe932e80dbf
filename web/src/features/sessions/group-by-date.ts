import type { TextKey } from '../../shared/i18n/index.ts'

export interface DateGroup<T> {
  label: TextKey
  items: T[]
}

const dayMs = 86_400_000

/** Rows, newest first, under the days a person thinks in; by the calendar of the reader, not by 24-hour steps. */
export function groupByDate<T extends { lastMessageAt: string }>(rows: T[], nowMs: number): DateGroup<T>[] {
  const today = startOfDay(nowMs)
  const bounds: [number, TextKey][] = [
    [today, 'sessions.today'],
    [startOfDay(today - dayMs / 2), 'sessions.yesterday'],
    [today - 7 * dayMs, 'sessions.week'],
    [today - 30 * dayMs, 'sessions.month'],
    [-Infinity, 'sessions.older'],
  ]
  const labelOf = (row: T) => bounds.find(([from]) => Date.parse(row.lastMessageAt) >= from)?.[1] ?? 'sessions.older'
  return Array.from(Map.groupBy(rows, labelOf), ([label, items]) => ({ label, items }))
}

function startOfDay(ms: number): number {
  const day = new Date(ms)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
