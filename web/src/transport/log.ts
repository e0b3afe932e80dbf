/* eslint-disable no-console -- the one place that writes to the console */

/** `localStorage['continuo:debug'] = '1'` and a reload show what the page does behind the scenes. Never any text. */
const isDebug = (() => {
  try {
    return localStorage.getItem('continuo:debug') === '1'
  } catch {
    return false
  }
})()

const prefix = 'continuo:'

export const log = {
  /** For a developer who follows one answer: ids and counts. */
  debug: (what: string, facts: Record<string, unknown> = {}): void => {
    if (isDebug) console.debug(prefix, what, facts)
  },
  warn: (what: string, cause?: unknown): void => console.warn(prefix, what, cause ?? ''),
  error: (what: string): void => console.error(prefix, what),
}
