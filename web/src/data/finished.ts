import { formatCursors, type Position } from '@continuo/contract'

/** How many are remembered: their cursors travel in the address of a request. */
const limit = 50

/**
 * The answers that this page has followed to their end and found exact. `/sync` tells of each of them once more; named
 * by their final cursors, they come without the text.
 */
export function createFinished() {
  const ends = new Map<string, Position>()
  return {
    add(id: string, at: Position): void {
      ends.set(id, at)
      for (const oldest of ends.keys()) {
        if (ends.size <= limit) return
        ends.delete(oldest)
      }
    },
    cursors: (): string => formatCursors(ends),
  }
}
