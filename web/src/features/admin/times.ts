import { locale } from '../../shared/i18n/index.ts'

export const moment = (time: string): string =>
  new Date(time).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })

/** A day of the calendar in UTC, `2026-11-24`, as people write it. */
export const dayName = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale.value, { dateStyle: 'medium', timeZone: 'UTC' })

export const count = (value: number): string => value.toLocaleString(locale.value)
