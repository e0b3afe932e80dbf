import type { Fault } from '../scenario/fault.ts'
import { errorBody } from '../wire/errors.ts'
import { frame } from '../wire/script.ts'
import type { Ending, Frame, Script } from '../wire/script.ts'
import { blockDelta, blockStart, blockStop, ping, sse, textDelta, thinkingDelta } from '../wire/sse.ts'
import { openingMessage, outputTokensOf, signatureOf, usageOf } from './message.ts'
import type { Answer } from './plan.ts'

const messageStart = (answer: Answer): Frame => frame(sse({ type: 'message_start', message: openingMessage(answer) }))

function* thinkingBlock(answer: Answer, tokens: readonly string[]): Generator<Frame> {
  yield blockStart(0, { type: 'thinking', thinking: '', signature: '' })
  for (const token of tokens) yield thinkingDelta(0, token)
  yield blockDelta(0, { type: 'signature_delta', signature: signatureOf(answer) })
  yield blockStop(0)
}

function* closing(answer: Answer, fault: Fault | null): Generator<Frame> {
  const { stopReason: stop_reason, stopSequence: stop_sequence, stopDetails: stop_details } = answer
  const usage = usageOf(answer, outputTokensOf(answer))
  const delta = { container: null, stop_reason, stop_sequence, stop_details }
  const novel = fault?.name === 'unknown_events' ? { weather: { mood: 'bright' } } : {}
  yield frame(sse({ type: 'message_delta', delta, usage, ...novel }))
  yield frame(sse({ type: 'message_stop' }))
}

const invalidUtf8Delta = (index: number): Uint8Array =>
  Buffer.concat([
    Buffer.from(
      `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"text_delta","text":" `,
    ),
    // A lone continuation byte, an overlong slash, a cut four-byte sequence, and a byte that no text has.
    Buffer.from([0x80, 0xc0, 0xaf, 0xf0, 0x9f, 0x98, 0xff]),
    Buffer.from('"}}\n\n'),
  ])

/** What a fault puts into the middle of the text block `index`. */
function* insertion(answer: Answer, fault: Fault, index: number, requestId: string): Generator<Frame> {
  switch (fault.name) {
    case 'error_event': {
      const type = fault.params['type'] ?? 'overloaded_error'
      yield frame(`event: error\ndata: ${errorBody(type, `stand-in scenario: ${type}`, requestId)}\n\n`)
      return
    }
    case 'bad_json':
      yield frame(`event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"ty\n\n`)
      return
    case 'unknown_events':
      yield frame(sse({ type: 'aurora', brightness: 3 }))
      yield frame(': a comment\n\n')
      yield blockDelta(index, { type: 'sparkle_delta', sparkle: '*' })
      return
    case 'wrong_order':
      if (fault.params['variant'] === 'twice_started') yield messageStart(answer)
      return
    case 'invalid_utf8':
      yield frame(invalidUtf8Delta(index))
      return
    case 'nul':
      yield textDelta(index, ' \u0000 ')
      return
    case 'lone_surrogate':
      yield textDelta(index, ' \ud83d ')
      return
    default:
  }
}

const endings: Partial<Record<Fault['name'], Ending['kind']>> = {
  error_event: 'end',
  fin: 'end',
  cut: 'cut',
  rst: 'reset',
  hang: 'hang',
  ping_only: 'pings',
}

/** How the stream ends right after the fault's place, null when it goes on there. */
function endingOf(fault: Fault | null): Ending | null {
  const kind = fault ? endings[fault.name] : undefined
  if (kind === undefined) return null
  return kind === 'pings' ? { kind, everyMs: Number(fault?.params['every'] ?? 1_000) } : { kind }
}

/** The deltas of the text with the fault at its place; a stream that ends there says nothing more. */
function* textBlock(answer: Answer, fault: Fault | null, index: number, requestId: string): Generator<Frame> {
  yield blockStart(index, { type: 'text', text: '', citations: null })
  for (const piece of answer.pieces.slice(0, answer.piecesBeforeFault)) yield textDelta(index, piece)
  if (fault) yield* insertion(answer, fault, index, requestId)
  if (endingOf(fault)) return
  for (const piece of answer.pieces.slice(answer.piecesBeforeFault)) yield textDelta(index, piece)
  yield blockStop(index)
}

function* frames(answer: Answer, fault: Fault | null, requestId: string): Generator<Frame> {
  const variant = fault?.name === 'wrong_order' ? (fault.params['variant'] ?? 'no_start') : null
  const endsEarly = endingOf(fault) !== null
  if (variant !== 'no_start') yield messageStart(answer)
  yield frame(ping)
  if (endsEarly && fault?.after === 0) {
    yield* insertion(answer, fault, 0, requestId)
    return
  }
  if (answer.thinking) yield* thinkingBlock(answer, answer.thinking)
  const index = answer.thinking ? 1 : 0
  if (answer.pieces.length > 0 || endsEarly) yield* textBlock(answer, fault, index, requestId)
  if (endsEarly) return
  if (fault?.name === 'unknown_events') {
    yield blockStart(index + 1, { type: 'hologram', facets: 0 })
    yield blockDelta(index + 1, { type: 'facet_delta', facets: 12 })
    yield blockStop(index + 1)
  }
  yield* closing(answer, fault)
  if (variant === 'delta_after_stop') yield blockDelta(index, { type: 'text_delta', text: ' too late' })
}

/** The answer as server-sent events. */
export const streamScript = (answer: Answer, fault: Fault | null, requestId: string): Script => ({
  head: {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
  },
  frames: frames(answer, fault, requestId),
  ending: endingOf(fault) ?? { kind: 'end' },
  keepAlive: ping,
  gzip: fault?.name === 'gzip',
  tokensBeforeFirst: 0,
})
