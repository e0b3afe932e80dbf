/** Runs a function when the page has time for it; returns how to take that back. */
export function onIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 60)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(run, { timeout: 1_000 })
  return () => cancelIdleCallback(request)
}
