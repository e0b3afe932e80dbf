import { AppError, type AddressedEvent, type Position } from '@continuo/contract'
import { toJson } from './entry.ts'
import { updatesChannel } from './keys.ts'
import type { StreamRef } from './types.ts'

const namePattern = /^[a-z][a-z0-9_]{0,31}$/

/** A JSON object in three pieces, so that stored bytes are copied once, not parsed: `{"text":"` + bytes + `"}`. */
export interface Body {
  readonly head: string
  readonly bytes: Buffer
  readonly tail: string
}

/**
 * The SSE frame of an event with a place: `id`, `event` and one `data` line, blank line. Ids, name and body have been
 * checked by the caller's door; `head` and `tail` are ASCII.
 */
export function composeAddressed(ref: StreamRef, at: Position, type: string, body: Body): Buffer {
  const address = `"session_id":"${ref.sessionId}","message_id":"${ref.messageId}","epoch":${at.epoch},"seq":${at.seq}`
  // The body's own opening brace goes; a body without members must not leave a comma behind.
  const bare = body.head === '' && body.bytes.length === 2
  const before = `id: ${ref.messageId}:${at.epoch}.${at.seq}\nevent: ${type}\ndata: {${address}${bare ? '' : ','}${body.head.slice(1)}`
  const bytes = body.head === '' ? body.bytes.subarray(1) : body.bytes
  const frame = Buffer.allocUnsafe(before.length + bytes.length + body.tail.length + 2)
  frame.write(before, 0, 'latin1')
  bytes.copy(frame, before.length)
  frame.write(`${body.tail}\n\n`, before.length + bytes.length, 'latin1')
  return frame
}

/**
 * The frame of a synthetic event (a snapshot from Postgres, a queued status).
 * @throws {AppError} `bad_request` when an id is not a UUID, `internal` when the type could not be an event name.
 */
export function composeFrame(event: AddressedEvent): Buffer {
  const { type, session_id: sessionId, message_id: messageId, epoch, seq, ...body } = event
  updatesChannel(sessionId)
  updatesChannel(messageId)
  if (!namePattern.test(type)) throw new AppError('internal', 'An event name has unexpected characters')
  return composeAddressed({ sessionId, messageId }, { epoch, seq }, type, bodyOf(toJson(body)))
}

export const bodyOf = (json: string): Body => ({ head: '', bytes: Buffer.from(json), tail: '' })

/** A frame without an id (drain, lifecycle): it moves no cursor. */
export function composeNotice(type: string, data: object): Buffer {
  if (!namePattern.test(type)) throw new AppError('internal', 'An event name has unexpected characters')
  return Buffer.from(`event: ${type}\ndata: ${toJson(data)}\n\n`)
}
