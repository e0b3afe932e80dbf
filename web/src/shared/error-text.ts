import { asApiError } from '../transport/errors.ts'
import { isTextKey, t } from './i18n/index.ts'

/**
 * What went wrong, in the page's language where the code says it all; else in the words of the server, which know more
 * than a code.
 */
export function errorText(cause: unknown): string {
  const { code, message } = asApiError(cause)
  const key = `problem.${code}`
  return isTextKey(key) ? t(key) : message
}
