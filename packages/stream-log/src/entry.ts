import { bodyOf, type StreamEvent } from '@continuo/contract'

/**
 * How an event is stored and published. Text pieces, nearly all of a log, take one sign and their JSON-escaped text:
 * `+Hi`, `~Hmm`. Everything else, and everything a later version may add, is `<type>\n<json object>`.
 * Escaped text has two good sides: pieces merge by plain concatenation, and a frame is composed without parsing.
 */
const signs = { delta: '+', thinking: '~' } as const
const typeOfSign: Readonly<Record<number, 'delta' | 'thinking'>> = { 0x2b: 'delta', 0x7e: 'thinking' }

const typePattern = /^[a-z][a-z0-9_]{0,31}$/
const newline = 0x0a
const carriageReturn = 0x0d

/** JSON escapes, and also the two line separators that some line readers split at. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  return /[\u2028\u2029]/.test(json) ? json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029') : json
}

export const escapeText = (text: string): string => toJson(text).slice(1, -1)

/** `first_seq` is never stored: an entry is exactly one event. */
export function encodeEntry(event: StreamEvent): string {
  if (event.type === 'delta' || event.type === 'thinking') return signs[event.type] + escapeText(event.text)
  return `${event.type}\n${toJson(bodyOf(event))}`
}

export interface DecodedEntry {
  readonly type: string
  /** For text pieces the JSON-escaped text without quotes, for all others a JSON object. One line in either case. */
  readonly data: Buffer
  readonly isText: boolean
}

const unreadable: DecodedEntry = { type: 'unknown', data: Buffer.from('{}'), isText: false }

/** Never throws: what is not an entry becomes an event of type `unknown`, so that its seq is still accounted for. */
export function decodeEntry(entry: Buffer): DecodedEntry {
  const type = typeOfSign[entry[0] ?? -1]
  if (type) return { type, data: oneLine(entry.subarray(1)), isText: true }
  const cut = entry.indexOf(newline)
  if (cut < 0) return unreadable
  const name = entry.toString('latin1', 0, cut)
  const data = oneLine(entry.subarray(cut + 1))
  const isObject = data[0] === 0x7b && data[data.length - 1] === 0x7d
  return typePattern.test(name) && isObject ? { type: name, data, isText: false } : unreadable
}

/** A line break inside an entry could forge frames. Our writers never make one; nobody else's gets through. */
function oneLine(data: Buffer): Buffer {
  if (!data.includes(newline) && !data.includes(carriageReturn)) return data
  return Buffer.from(data.map((byte) => (byte === newline || byte === carriageReturn ? 0x20 : byte)))
}
