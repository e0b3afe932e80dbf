import { locale } from '../../shared/i18n/index.ts'

export const moment = (time: string): string =>
  new Date(time).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })

/** A day of the calendar in UTC, `2026-11-24`, as people write it. */
export const dayName = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale.value, { dateStyle: 'medium', timeZone: 'UTC' })

export const count = (value: number): string => value.toLocaleString(locale.value)

export const clock = (time: string): string => new Date(time).toLocaleTimeString(locale.value, { timeStyle: 'medium' })

const units = [
  { unit: 'second', seconds: 1, below: 120 },
  { unit: 'minute', seconds: 60, below: 3_600 },
  { unit: 'hour', seconds: 3_600, below: Infinity },
] as const

/** How long something takes, short: one decimal below 10 seconds. */
export function span(seconds: number): string {
  const { unit, seconds: size } = units.find(({ below }) => seconds < below)!
  const maximumFractionDigits = seconds < 10 ? 1 : 0
  const format = new Intl.NumberFormat(locale.value, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  })
  return format.format(seconds / size)
}
