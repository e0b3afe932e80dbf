import {
  type AnswerState,
  AppError,
  applyEvent,
  comparePositions,
  emptyAnswer,
  isTerminal,
  origin,
  type Position,
} from '@continuo/contract'
import { decodeEntry } from './entry.ts'
import { entryEvent } from './log-event.ts'
import { mergeBacklog } from './merge-backlog.ts'
import type { LogStore, StoredHead } from './store.ts'
import type { LogEvent, StreamReader, StreamRef } from './types.ts'

export type * from './types.ts'

/** Entries per round trip: an ordinary answer comes in one, a long one does not block Redis or this process. */
const pageEntries = 2_000
/** How often a log may change its epoch while it is being read before the reader reports the store as unavailable. */
const maxRestarts = 5

/** Entries of one epoch without a gap, and the head they lead up to. */
interface Stretch {
  readonly head: StoredHead
  readonly firstSeq: number
  readonly entries: readonly Buffer[]
}

export function createReader(store: LogStore): StreamReader {
  return {
    heads: (refs) => store.heads(refs),

    async replay(ref, after) {
      const stretch = await readAfter(store, ref, after)
      if (!stretch) return { kind: 'missing' }
      const { head, entries, firstSeq } = stretch
      if (!leadsOn(stretch, after)) return { kind: 'behind', at: head.at }
      const fromOpening = firstSeq === 1
      const ended = isTerminal(head.status)
      const events =
        entries.length === 0 && !ended
          ? await waitAt(store, ref, after)
          : mergeBacklog(ref, head.at.epoch, firstSeq, entries, fromOpening)
      return { kind: 'events', events, at: head.at, ended }
    },

    async readText(ref, upTo) {
      const stretch = await readAfter(store, ref, origin)
      if (!stretch) return { kind: 'missing' }
      const { head, entries, firstSeq } = stretch
      if (!leadsOn(stretch, origin)) return { kind: 'behind', latest: undefined }
      const states = fold(ref, head.at.epoch, firstSeq, entries, upTo)
      const known = !upTo || upTo.epoch === 0 || (upTo.epoch === head.at.epoch && upTo.seq <= head.at.seq)
      return known ? { kind: 'text', state: states.atPosition } : { kind: 'behind', latest: states.latest }
    },
  }
}

/**
 * The last entry, when it is a status: what an answer waits for, and until when, stands in no text and not in Postgres, so
 * who stands behind that entry may have never heard of it. Nothing, when the log has grown meanwhile.
 */
async function waitAt(store: LogStore, ref: StreamRef, at: Position): Promise<LogEvent[]> {
  // an opening is no status, and a new answer has little else
  if (at.seq <= 1) return []
  const page = await store.page(ref, at.seq, 1)
  const [entry] = page?.entries ?? []
  if (!page || !entry || comparePositions(page.head.at, at) !== 0) return []
  const event = entryEvent(ref, at, decodeEntry(entry))
  return event.type === 'status' ? [event] : []
}

/**
 * The newest epoch's entries: after the position when it is of that epoch, else from the log's beginning.
 * Entries that follow each other across pages are of one epoch, or reading starts again.
 */
async function readAfter(store: LogStore, ref: StreamRef, after: Position): Promise<Stretch | undefined> {
  let epoch = after.epoch
  for (let restart = 0; restart <= maxRestarts; restart++) {
    let firstSeq = epoch === after.epoch ? after.seq + 1 : 1
    const entries: Buffer[] = []
    for (;;) {
      const next = firstSeq + entries.length
      const page = await store.page(ref, next, pageEntries)
      if (!page) return undefined
      const { head } = page
      const wrongEpoch = head.at.epoch !== epoch
      epoch = head.at.epoch
      // What was asked from seq 1 is right for any epoch; what was asked from a later seq is not.
      if ((wrongEpoch && next > 1) || (head.firstSeq > next && entries.length > 0)) break
      if (entries.length === 0) firstSeq = Math.max(firstSeq, head.firstSeq)
      entries.push(...page.entries)
      const reached = firstSeq + entries.length > head.at.seq
      if (reached || page.entries.length === 0) return { head, firstSeq, entries }
    }
  }
  throw new AppError('unavailable', 'The log kept changing its epoch while it was read')
}

/** True when the stretch starts right after the position, or with an opening that replaces everything before it. */
function leadsOn({ head, firstSeq, entries }: Stretch, after: Position): boolean {
  const complete = firstSeq + entries.length - 1 === head.at.seq
  if (head.at.epoch === after.epoch) return complete && firstSeq === after.seq + 1
  return complete && head.at.epoch > after.epoch && firstSeq === 1
}

function fold(ref: StreamRef, epoch: number, firstSeq: number, entries: readonly Buffer[], upTo: Position | undefined) {
  let latest: AnswerState = emptyAnswer
  let atPosition = upTo ? emptyAnswer : undefined
  for (const [index, entry] of entries.entries()) {
    const event = entryEvent(ref, { epoch, seq: firstSeq + index }, decodeEntry(entry)).event()
    latest = applyEvent(latest, event).state
    if (upTo && event.seq <= upTo.seq) atPosition = latest
  }
  return { latest, atPosition: atPosition ?? latest }
}
