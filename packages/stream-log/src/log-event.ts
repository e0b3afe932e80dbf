import type { AddressedEvent, Position } from '@continuo/contract'
import { type DecodedEntry, decodeEntry, toJson } from './entry.ts'
import { type Body, bodyOf, composeAddressed } from './frame.ts'
import type { LogEvent, StreamRef } from './types.ts'

/** A class, though it owns nothing: one is made per event on the hot path, and prototype methods cost no closures. */
class StoredEvent implements LogEvent {
  readonly sessionId: string
  readonly messageId: string
  readonly epoch: number
  readonly seq: number
  readonly firstSeq: number
  readonly type: string
  readonly #body: Body
  #frame: Buffer | undefined
  #event: AddressedEvent | undefined

  constructor(ref: StreamRef, at: Position, firstSeq: number, type: string, body: Body) {
    this.sessionId = ref.sessionId
    this.messageId = ref.messageId
    this.epoch = at.epoch
    this.seq = at.seq
    this.firstSeq = firstSeq
    this.type = type
    this.#body = body
  }

  frame(): Buffer {
    return (this.#frame ??= composeAddressed(this, this, this.type, this.#body))
  }

  event(): AddressedEvent {
    return (this.#event ??= this.#parse())
  }

  #parse(): AddressedEvent {
    const { head, bytes, tail } = this.#body
    const body = JSON.parse(head + bytes.toString() + tail) as object
    const address = { session_id: this.sessionId, message_id: this.messageId, epoch: this.epoch, seq: this.seq }
    return { ...body, type: this.type, ...address } as AddressedEvent
  }
}

const textBody = (escaped: Buffer): Body => ({ head: '{"text":"', bytes: escaped, tail: '"}' })

export function entryEvent(ref: StreamRef, at: Position, entry: DecodedEntry): LogEvent {
  const body = entry.isText ? textBody(entry.data) : { head: '', bytes: entry.data, tail: '' }
  return new StoredEvent(ref, at, at.seq, entry.type, body)
}

/** One text event in place of several neighbours; `pieces` are JSON-escaped. */
export function mergedText(ref: StreamRef, at: Position, firstSeq: number, type: string, pieces: Buffer[]): LogEvent {
  const head = `{"first_seq":${firstSeq},"text":"`
  return new StoredEvent(ref, at, firstSeq, type, { head, bytes: Buffer.concat(pieces), tail: '"}' })
}

/** One snapshot in place of everything from the opening on; `text` and `thinking` are JSON-escaped pieces. */
export function mergedSnapshot(
  ref: StreamRef,
  at: Position,
  state: { text: Buffer[]; thinking: Buffer[]; status: string; recovering: boolean },
): LogEvent {
  const facts = toJson({ status: state.status, ...(state.recovering ? { recovering: true } : {}) }).slice(0, -1)
  const thinking = state.thinking.length > 0 ? [Buffer.from(',"thinking":"'), ...state.thinking, Buffer.from('"')] : []
  const bytes = Buffer.concat([Buffer.from(facts), ...thinking, Buffer.from(',"text":"'), ...state.text])
  return new StoredEvent(ref, at, 1, 'snapshot', { head: '', bytes, tail: '"}' })
}

/** A synthetic event (from Postgres, say) in the shape that followers send. A snapshot stands for all before it. */
export function syntheticEvent(event: AddressedEvent): LogEvent {
  const { type, session_id: sessionId, message_id: messageId, epoch, seq, ...body } = event
  const first = type === 'snapshot' ? 1 : 'first_seq' in body && body.first_seq ? body.first_seq : seq
  return new StoredEvent({ sessionId, messageId }, { epoch, seq }, first, type, bodyOf(toJson(body)))
}

const idLength = 36
const newline = 0x0a

/**
 * The pub/sub payload: `<message>:<epoch>.<seq>\n<entry>`.
 * @returns undefined for what is not one; the reader of the log will find out what was meant.
 */
export function readPayload(payload: Buffer): { messageId: string; at: Position; entry: Buffer } | undefined {
  const cut = payload.indexOf(newline, idLength)
  if (cut < 0 || payload[idLength] !== 0x3a) return undefined
  const [epoch, seq] = payload.toString('latin1', idLength + 1, cut).split('.')
  const at = { epoch: Number(epoch), seq: Number(seq) }
  if (!Number.isSafeInteger(at.epoch) || !Number.isSafeInteger(at.seq)) return undefined
  return { messageId: payload.toString('latin1', 0, idLength), at, entry: payload.subarray(cut + 1) }
}

export const liveEvent = (ref: StreamRef, at: Position, entry: Buffer): LogEvent =>
  entryEvent(ref, at, decodeEntry(entry))
