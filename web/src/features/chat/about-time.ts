import { t } from '../../shared/i18n/index.ts'

/** A time that is only guessed at, as people say it: never more exact than it is. */
export function aboutTime(seconds: number): string {
  if (seconds < 8) return t('about.few')
  if (seconds < 58) return t('about.seconds', { count: Math.max(10, 5 * Math.round(seconds / 5)) })
  const minutes = Math.round(seconds / 60)
  if (minutes <= 10) return t('about.minutes', { count: Math.max(1, minutes) })
  if (minutes <= 60) return t('about.minutes', { count: 5 * Math.round(minutes / 5) })
  return t('about.hours')
}
