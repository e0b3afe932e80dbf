import { isTerminal, MessageStatus, type Position } from '@continuo/contract'
import { type DecodedEntry, decodeEntry, escapeText } from './entry.ts'
import { entryEvent, mergedSnapshot, mergedText } from './log-event.ts'
import type { LogEvent, StreamRef } from './types.ts'

/** Merged text stops growing here, so that a viewer who reads slowly can be paused in between. Bytes of escaped text. */
export const maxMergedBytes = 262_144

interface Numbered extends DecodedEntry {
  readonly seq: number
}

/**
 * What a reader gets for a stretch of the log: as few events as say the same. Pure.
 * @param fromOpening The stretch starts with the opening and the reader has nothing of this epoch: all the text becomes
 *   one snapshot. Otherwise neighbouring pieces of text become one event with `first_seq`.
 */
export function mergeBacklog(
  ref: StreamRef,
  epoch: number,
  firstSeq: number,
  entries: readonly Buffer[],
  fromOpening: boolean,
): LogEvent[] {
  const list = entries.map((entry, index): Numbered => ({ seq: firstSeq + index, ...decodeEntry(entry) }))
  const covered = fromOpening ? coverable(list) : 0
  const events = covered > 1 ? [snapshotOf(ref, epoch, list.slice(0, covered))] : []
  mergeRuns(ref, epoch, covered > 1 ? list.slice(covered) : list, events)
  return events
}

function mergeRuns(ref: StreamRef, epoch: number, list: readonly Numbered[], events: LogEvent[]) {
  for (let i = 0; i < list.length;) {
    const first = list[i]!
    let bytes = first.data.length
    let next = i + 1
    while (first.isText && list[next]?.type === first.type && list[next]!.isText && bytes < maxMergedBytes)
      bytes += list[next++]!.data.length
    const at: Position = { epoch, seq: list[next - 1]!.seq }
    events.push(
      next - i > 1
        ? mergedText(
            ref,
            at,
            first.seq,
            first.type,
            list.slice(i, next).map((entry) => entry.data),
          )
        : entryEvent(ref, at, first),
    )
    i = next
  }
}

/** How many entries from the opening on one snapshot can stand for. */
function coverable(list: readonly Numbered[]): number {
  let bytes = 0
  let count = 0
  while (count < list.length && bytes < maxMergedBytes && isCoverable(list[count]!)) bytes += list[count++]!.data.length
  // A status at the end may tell what is being waited for, which a snapshot cannot.
  while (count > 1 && list[count - 1]!.type === 'status') count--
  return count
}

/** Not the end, and nothing that this version does not know and so could not carry over. */
const isCoverable = ({ type, isText }: Numbered): boolean =>
  isText || type === 'reset' || type === 'snapshot' || type === 'status'

/** The same fold as the contract's reducer, on escaped pieces instead of strings; a property test compares the two. */
function snapshotOf(ref: StreamRef, epoch: number, list: readonly Numbered[]): LogEvent {
  let state = { text: [] as Buffer[], thinking: [] as Buffer[], status: 'generating', recovering: false }
  for (const { type, data, isText } of list) {
    if (isText) {
      state[type === 'delta' ? 'text' : 'thinking'].push(data)
      state = { ...state, status: 'generating', recovering: false }
      continue
    }
    const body = parse(data)
    if (type === 'status') state = { ...state, ...progress(body) }
    else state = { text: pieces(body.text), thinking: pieces(body.thinking), ...progress(body) }
  }
  return mergedSnapshot(ref, { epoch, seq: list[list.length - 1]!.seq }, state)
}

function progress({ status, recovering }: Record<string, unknown>) {
  const known = MessageStatus.safeParse(status)
  const running = known.success && !isTerminal(known.data) ? known.data : 'generating'
  return { status: running, recovering: recovering === true }
}

const pieces = (text: unknown): Buffer[] =>
  typeof text === 'string' && text !== '' ? [Buffer.from(escapeText(text))] : []

function parse(data: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(data.toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}
