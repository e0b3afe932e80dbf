/** How fast an answer comes. */
export interface Tempo {
  /** Tokens per second; 0 = as fast as the client reads. */
  readonly tps: number
  /** From the request to the first delta, milliseconds. */
  readonly ttftMs: number
  /** Deltas that leave together, in one write. */
  readonly burst: number
  readonly deltaTokens: number
}

/**
 * How many deltas should be out `elapsedMs` after the request; always a multiple of the burst.
 * @param tokensBefore Tokens that are made before the first delta.
 */
export function dueDeltas(tempo: Tempo, elapsedMs: number, tokensBefore = 0): number {
  const startMs = tempo.ttftMs + (tempo.tps === 0 ? 0 : (tokensBefore / tempo.tps) * 1_000)
  if (elapsedMs < startMs) return 0
  if (tempo.tps === 0) return Number.POSITIVE_INFINITY
  const burstMs = ((tempo.burst * tempo.deltaTokens) / tempo.tps) * 1_000
  return (Math.floor((elapsedMs - startMs) / burstMs) + 1) * tempo.burst
}
