export const periods = ['day', 'month'] as const
/** Of the calendar, in UTC. */
export type Period = (typeof periods)[number]

/** When the next period begins, Unix milliseconds. */
export function resetOf(period: Period, nowMs: number): number {
  const now = new Date(nowMs)
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  return period === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1)
}
