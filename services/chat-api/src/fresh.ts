/**
 * Answers from the last result while it is fresh; whoever asks while it is being read anew shares that reading. For what
 * many ask at once and nobody needs to the moment.
 * @param maxAgeMs Milliseconds since the reading began. A failure is not kept.
 */
export function keepFresh<T>(
  maxAgeMs: number,
  read: () => Promise<T>,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let kept: { readonly result: Promise<T>; readonly at: number } | undefined
  return () => {
    if (kept && now() - kept.at < maxAgeMs) return kept.result
    const mine = { result: read(), at: now() }
    kept = mine
    mine.result.catch(() => {
      if (kept === mine) kept = undefined
    })
    return mine.result
  }
}
