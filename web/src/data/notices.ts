/** What the page's own work is worth knowing for its reports. Ids stay in the page. */
export type Notice =
  /** A turn was handed over; `atMs` by `performance.now()`. */
  | { type: 'sent'; id: string; atMs: number }
  | { type: 'accepted'; id: string; answerId: string }
  | { type: 'refused'; id: string }
  /** An ended answer differed from the server's, whose text was taken. */
  | { type: 'mended' }

/** Tells whoever listens; nobody need. */
export function createNotices() {
  const listeners = new Set<(notice: Notice) => void>()
  return {
    tell: (notice: Notice): void => listeners.forEach((listener) => listener(notice)),
    listen: (listener: (notice: Notice) => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
