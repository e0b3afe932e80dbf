export interface Gate {
  /** True when the caller may go on (and must then call `leave`); false when too many wait or the wait was too long. */
  enter(): Promise<boolean>
  leave(): void
}

/** Lets a bounded number in at once; a bounded number waits for a bounded time, in order. */
export function createGate(limits: { maxRunning: number; maxWaiting: number; maxWaitMs: number }): Gate {
  let running = 0
  const waiting = new Set<(entered: boolean) => void>()
  return {
    enter: () => {
      if (running < limits.maxRunning) {
        running++
        return Promise.resolve(true)
      }
      if (waiting.size >= limits.maxWaiting) return Promise.resolve(false)
      return new Promise((resolve) => {
        const settle = (entered: boolean) => {
          clearTimeout(timer)
          waiting.delete(settle)
          resolve(entered)
        }
        const timer = setTimeout(() => settle(false), limits.maxWaitMs)
        waiting.add(settle)
      })
    },
    leave: () => {
      const [next] = waiting
      // the place is handed over, so `running` stays as it is
      if (next) next(true)
      else running--
    },
  }
}
