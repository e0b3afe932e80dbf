import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds of one turn of the event loop that answers may take together. */
const longestMs = 10

/**
 * Shares the event loop between the answers and everything else. A model server at full speed fills a socket faster than
 * it is read, and reading from what is there already never lets a timer or another socket have its turn: a dozen such
 * answers kept leases from being renewed for longer than they last.
 */
export interface Turns {
  /** While the present turn has time left: nothing to wait for. Then: the beginning of the next. */
  over(): Promise<void> | undefined
}

/** @param now Milliseconds that only ever grow. */
export function createTurns(now = () => performance.now()): Turns {
  let next: Promise<void> | undefined
  let beganAt = 0
  return {
    over() {
      if (next) return now() - beganAt < longestMs ? undefined : next
      beganAt = now()
      next = nextTurn().then(() => void (next = undefined))
      return undefined
    },
  }
}
