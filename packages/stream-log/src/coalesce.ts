import { escapeText } from './entry.ts'
import type { Refusal, WritableEvent, WriteResult } from './types.ts'

export interface CoalescerDeps {
  /** Usually `EpochWriter.append`. Called with at most one call in flight. */
  readonly append: (events: readonly WritableEvent[]) => Promise<WriteResult>
  /** Called once, with the first refusal; nothing is appended after it and what was pushed is dropped. */
  readonly onRefused?: (refusal: Refusal) => void
  /** Largest entry, in bytes of JSON-escaped UTF-8. 64–1,048,576; default 16 KiB. */
  readonly maxEntryBytes?: number
  /** Least time between the starts of two appends. Milliseconds; default 0 = only the acknowledgement paces. */
  readonly minIntervalMs?: number
  readonly timers?: CoalescerTimers
}

export interface CoalescerTimers {
  /** Milliseconds, monotonic. */
  now(): number
  /** Runs `fn` after `ms`; 0 = when the present turn of the event loop is over. */
  after(ms: number, fn: () => void): void
}

const systemTimers: CoalescerTimers = {
  now: () => performance.now(),
  after: (ms, fn) => void (ms <= 0 ? setImmediate(fn) : setTimeout(fn, ms).unref()),
}

export interface Coalescer {
  push(event: WritableEvent): void
  /** Resolves when everything pushed so far is acknowledged, or with the refusal. Rejects when `append` rejected. */
  settle(): Promise<void | Refusal>
  /** UTF-16 code units that wait for their append. */
  readonly pendingLength: number
}

/**
 * Between a model that streams small pieces and a log that is cheaper with larger ones: what arrives while no append is
 * in flight leaves with the end of the present turn; what arrives while one is in flight is merged and leaves with its
 * acknowledgement. So nothing waits when the system is idle, and appends grow by themselves under load.
 */
export function createCoalescer(deps: CoalescerDeps): Coalescer {
  const { append, onRefused, maxEntryBytes = 16_384, minIntervalMs = 0, timers = systemTimers } = deps
  let pending: WritableEvent[] = []
  let busy = false
  let lastStart = -Infinity
  let refusal: Refusal | undefined
  let failure: { cause: unknown } | undefined
  let settling: PromiseWithResolvers<void | Refusal> | undefined

  function schedule() {
    busy = true
    timers.after(Math.max(0, lastStart + minIntervalMs - timers.now()), () => void flush())
  }

  async function flush() {
    const events = pending.flatMap((event) => splitEvent(event, maxEntryBytes))
    pending = []
    lastStart = timers.now()
    try {
      const result = await append(events)
      if (result.kind !== 'ok') {
        refusal = result
        onRefused?.(result)
      }
    } catch (cause) {
      failure = { cause }
    }
    if (refusal || failure) pending = []
    busy = false
    if (pending.length > 0) schedule()
    else release()
  }

  function release() {
    if (failure) settling?.reject(failure.cause)
    else settling?.resolve(refusal)
    settling = undefined
  }

  return {
    push(event) {
      if (refusal || failure) return
      addMerged(pending, event)
      if (!busy) schedule()
    },
    async settle() {
      settling ??= Promise.withResolvers()
      const { promise } = settling
      if (!busy) release()
      return promise
    },
    get pendingLength() {
      return pending.reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0)
    },
  }
}

/** Adds an event to a list, into the last one if both are text of the same kind. Changes the list, not the events. */
export function addMerged(list: WritableEvent[], event: WritableEvent): void {
  const last = list.at(-1)
  if (last && last.type === event.type && (last.type === 'delta' || last.type === 'thinking') && 'text' in event)
    list[list.length - 1] = { type: last.type, text: last.text + event.text }
  else if ((event.type !== 'delta' && event.type !== 'thinking') || event.text !== '') list.push(event)
}

/** Cuts text that is larger than an entry may be, never inside a code point. Other events stay whole. */
export function splitEvent(event: WritableEvent, maxBytes: number): WritableEvent[] {
  if (event.type !== 'delta' && event.type !== 'thinking') return [event]
  // One code unit is at most 6 bytes escaped (\u0000), so short text needs no count.
  if (event.text.length * 6 <= maxBytes) return [event]
  return splitText(event.text, maxBytes).map((text) => ({ type: event.type, text }))
}

/**
 * Parts about as long as they may be. How long is guessed from how far the text is over: counting it character by
 * character takes ten times as long, 90 ms for a megabyte. Ends because `maxBytes` holds several characters.
 */
function splitText(text: string, maxBytes: number): string[] {
  const parts: string[] = []
  for (let start = 0; start < text.length;) {
    // a code unit is one byte at least
    let part = text.slice(start, start + maxBytes)
    for (let bytes = escapedBytes(part); bytes > maxBytes; bytes = escapedBytes(part))
      part = part.slice(0, Math.floor((part.length * maxBytes) / bytes))
    if (isCutInside(text, start + part.length)) part = part.slice(0, -1)
    parts.push(part)
    start += part.length
  }
  return parts
}

const escapedBytes = (text: string): number => Buffer.byteLength(escapeText(text))

/** True where a code point of two units would be torn. */
const isCutInside = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff
