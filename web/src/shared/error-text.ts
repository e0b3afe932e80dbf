import { asApiError } from '../transport/errors.ts'
import { isTextKey, locale, t } from './i18n/index.ts'

/** What a failed request says of itself, also after it was stored. */
export interface Refusal {
  code: string
  message: string
  resetsAt?: string | undefined
}

/**
 * What went wrong, in the page's language where the code says it all; else in the words of the server, which know more
 * than a code.
 */
export const errorText = (cause: unknown): string => refusalText(asApiError(cause))

export function refusalText({ code, message, resetsAt }: Refusal): string {
  const key = `problem.${code}`
  if (!isTextKey(key)) return message
  const when = resetsAt && new Date(resetsAt).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })
  // without the time the server's words say more
  return key === 'problem.budget_exceeded' ? (when ? t(key, { when }) : message) : t(key)
}
