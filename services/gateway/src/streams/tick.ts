const due = new Set<() => void>()

/**
 * Runs a function once at the end of this turn of the event loop: after all that Redis has delivered in it, and with
 * one timer for all connections that have something to say.
 */
export function atTickEnd(flush: () => void): void {
  if (due.size === 0) setImmediate(runAll)
  due.add(flush)
}

function runAll() {
  const flushes = [...due]
  due.clear()
  for (const flush of flushes) flush()
}
