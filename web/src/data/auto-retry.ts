import type { AnswerState } from '@continuo/contract'
import type { ChatDb } from './db.ts'

export interface AutoRetryOptions {
  db: ChatDb
  /** Asks for a new answer in the place of the failed one. */
  retry: (answer: { sessionId: string; id: string }) => Promise<unknown>
  onError: (cause: unknown) => void
}

/** Failures of a model or of the way to it, which pass; an answer that was refused or crashed its writers is not tried. */
const transient = new Set([
  'rate_limited',
  'overloaded',
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_protocol',
])

/** Without a hint of the server, and the longest hint that is waited for. Milliseconds. */
const waitMs = { usual: 5_000, most: 60_000 }

/** When a failed answer is worth another try, in milliseconds from now; undefined: it is not, or only by hand. */
export function retryDelayMs({ status, error }: Pick<AnswerState, 'status' | 'error'>): number | undefined {
  if (status !== 'error' || !error?.retryable || !transient.has(error.code)) return undefined
  const ms = error.retry_after_s === undefined ? waitMs.usual : error.retry_after_s * 1_000
  return ms <= waitMs.most ? ms : undefined
}

/**
 * Tries a failed answer once more by itself, after the time the server has asked for. Once for each turn of the user,
 * which is remembered beside the turn before the request leaves: a model that stays away is asked by hand.
 */
export function createAutoRetry({ db, retry, onError }: AutoRetryOptions) {
  const timers = new Set<ReturnType<typeof setTimeout>>()

  async function plan(sessionId: string, id: string, state: AnswerState): Promise<void> {
    const inMs = retryDelayMs(state)
    if (inMs === undefined || !(await mark(id, Date.now() + inMs))) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void again(sessionId, id).catch(onError)
    }, inMs)
    timers.add(timer)
  }

  const mark = (id: string, retryAt: number): Promise<boolean> =>
    db.transaction('rw', db.messages, async () => {
      const row = await db.messages.get(id)
      const turn = row?.replyTo ? await db.messages.get(row.replyTo) : undefined
      if (!row || !turn || turn.autoRetried) return false
      await db.messages.update(turn.id, { autoRetried: true })
      await db.messages.update(id, { retryAt, rev: row.rev + 1 })
      return true
    })

  async function again(sessionId: string, id: string): Promise<void> {
    // retried by hand meanwhile, here or elsewhere: then it is gone
    if ((await db.messages.get(id))?.status === 'error') await retry({ sessionId, id })
  }

  return {
    plan,
    close(): void {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
