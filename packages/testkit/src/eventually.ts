import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks until the check passes, for facts that nobody announces (a row, a process table). Where there is an event, await it
 * instead.
 * @param check Passes by returning; throws, e.g. by `expect`, while it is too early.
 * @param limitMs After this the last failure is thrown. Default 10,000.
 */
export async function eventually<T>(check: () => T | Promise<T>, limitMs = 10_000): Promise<T> {
  const until = performance.now() + limitMs
  for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, 200)) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() >= until) throw error
      await pause(waitMs)
    }
  }
}
