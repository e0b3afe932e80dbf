import type { FailureCode } from '@continuo/contract'
import type { Classified } from '../claude/classify-error.ts'

export interface Breaker {
  /** The failure that a call to this model would meet now; undefined: call it. */
  find(model: string): Classified | undefined
  /** Remembers a failure that only a person can mend. True when it is news: time for an alarm. */
  note(model: string, classified: Classified): boolean
  /** Codes of what is open now. */
  readonly open: readonly FailureCode[]
}

/**
 * Shared by all attempts of a process: a wrong key, an unpaid bill or a spend limit answers every call alike, so the
 * calls of the next `forMs` are spared. After that one is tried again.
 */
export function createBreaker(forMs = 15_000, now: () => number = () => performance.now()): Breaker {
  const open = new Map<string, { classified: Classified; untilMs: number }>()
  const find = (model: string) =>
    ['*', model].map((key) => open.get(key)).find((found) => found && found.untilMs > now())?.classified
  return {
    find,
    note(model, classified) {
      if (!classified.alarm) return false
      const news = find(model) === undefined
      open.set(classified.alarm === 'all' ? '*' : model, { classified, untilMs: now() + forMs })
      return news
    },
    get open() {
      return [...open.values()].filter(({ untilMs }) => untilMs > now()).map(({ classified }) => classified.code)
    },
  }
}
