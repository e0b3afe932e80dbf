import { type Position, comparePositions, isAfter, parseCursors, parseEventId } from '@continuo/contract'

/** More cursors than this are left out, the later ones. */
const maxCursors = 200

export interface StreamCursors {
  readonly positions: Map<string, Position>
  /** The client has been here before: it says what it has. */
  readonly resumed: boolean
}

/**
 * What a client has seen, from `?cursor=<message>:<epoch>.<seq>,…` and from `Last-Event-ID`, which an EventSource sends
 * when it reconnects. Anything that is not a cursor counts as nothing seen: the client gets a snapshot, never an error.
 */
export function readCursors(query: string | undefined, lastEventId: string | undefined): StreamCursors {
  const positions = query === undefined ? new Map<string, Position>() : parseCursors(query, maxCursors)
  const last = lastEventId === undefined ? undefined : parseEventId(lastEventId.trim().toLowerCase())
  if (last) {
    const known = positions.get(last.messageId)
    if (!known || isAfter(last.at, known)) positions.set(last.messageId, last.at)
  }
  const resumed = [...positions.values()].some(({ seq }) => seq > 0)
  return { positions, resumed }
}

/** A place that the log has not reached was never sent by us: such a reader has nothing. */
export const notBeyond = (cursor: Position, head: Position | undefined): boolean =>
  head === undefined || comparePositions(cursor, head) <= 0
