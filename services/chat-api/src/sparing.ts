/** What a line that was let through adds to itself: how many of its kind before it were not. */
export type LeftOut = { readonly left_out?: number }

/**
 * For log lines that an outage would write once a call: of each kind one a time is let through, at once the first.
 * @param everyMs Milliseconds between two lines of a kind. Default 1,000.
 * @returns To be called with the kind (a name, of few values) and what writes the line.
 */
export function createSparing({ everyMs = 1_000, now = () => performance.now() } = {}) {
  const kinds = new Map<string, { nextAt: number; leftOut: number }>()
  return (kind: string, write: (leftOut: LeftOut) => void): void => {
    const known = kinds.get(kind) ?? { nextAt: -Infinity, leftOut: 0 }
    const at = now()
    if (at < known.nextAt) {
      known.leftOut += 1
      return
    }
    kinds.set(kind, { nextAt: at + everyMs, leftOut: 0 })
    write(known.leftOut === 0 ? {} : { left_out: known.leftOut })
  }
}
