import { isUuid } from './ids.ts'

/** A place in one message's history: everything up to `seq` of `epoch` has been seen. `{0, 0}` is "nothing yet". */
export interface Position {
  readonly epoch: number
  readonly seq: number
}

export const origin: Position = { epoch: 0, seq: 0 }

const positionPattern = /^(\d{1,9})\.(\d{1,9})$/

/** `"3.41"` → `{ epoch: 3, seq: 41 }`; anything else → undefined (the reader then gets a snapshot, never an error). */
export function parsePosition(text: string): Position | undefined {
  const match = positionPattern.exec(text)
  return match ? { epoch: Number(match[1]), seq: Number(match[2]) } : undefined
}

export const formatPosition = (at: Position): string => `${at.epoch}.${at.seq}`

/** Negative when `a` is earlier, positive when later, 0 when equal: epoch first, then seq. */
export const comparePositions = (a: Position, b: Position): number => a.epoch - b.epoch || a.seq - b.seq

export const isAfter = (a: Position, b: Position): boolean => comparePositions(a, b) > 0

/** The SSE `id:` of an event: `<message>:<epoch>.<seq>`. */
export const formatEventId = (messageId: string, at: Position): string => `${messageId}:${formatPosition(at)}`

/** One cursor as it comes back in `Last-Event-ID`; undefined for anything that is not exactly an event id. */
export function parseEventId(text: string): { messageId: string; at: Position } | undefined {
  const cut = text.indexOf(':')
  const messageId = text.slice(0, cut)
  const at = parsePosition(text.slice(cut + 1))
  return cut > 0 && isUuid(messageId) && at ? { messageId, at } : undefined
}

/**
 * Cursors of many messages, `<message>:<epoch>.<seq>,…`, as the `cursor` query of a stream.
 * Parts that do not parse are left out; of two for one message the later position wins.
 * @param limit How many are read at most; the rest is left out. Default 200.
 */
export function parseCursors(text: string, limit = 200): Map<string, Position> {
  const cursors = new Map<string, Position>()
  for (const part of text.split(',', limit)) {
    const parsed = parseEventId(part.trim().toLowerCase())
    if (!parsed) continue
    const known = cursors.get(parsed.messageId)
    if (!known || isAfter(parsed.at, known)) cursors.set(parsed.messageId, parsed.at)
  }
  return cursors
}

export const formatCursors = (cursors: Iterable<readonly [string, Position]>): string =>
  Array.from(cursors, ([messageId, at]) => formatEventId(messageId, at)).join(',')
