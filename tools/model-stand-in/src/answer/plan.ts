import { readConversation } from '../request/conversation.ts'
import type { Conversation } from '../request/conversation.ts'
import { plainText } from '../request/types.ts'
import type { MessagesRequest } from '../request/types.ts'
import { withoutDirectives } from '../scenario/directives.ts'
import type { Directives } from '../scenario/directives.ts'
import type { Fault } from '../scenario/fault.ts'
import { composeThinking } from '../text/compose.ts'
import { codePointBoundary, countTokens, toTokens } from '../text/tokens.ts'
import { asksForTitle, continuationOf, titleOf, wholeAnswer } from './expected-answer.ts'

/** A response told in full, before it is put on the wire. */
export interface Answer {
  readonly id: string
  readonly model: string
  readonly kind: 'answer' | 'title'
  /** The words of the thinking block; null = no such block. Empty when the asker wants none shown. */
  readonly thinking: readonly string[] | null
  readonly thinkingTokens: number
  /** The text, one piece for each delta. No piece cuts a code point. */
  readonly pieces: readonly string[]
  /** How many of the pieces come before the fault; all of them without one. */
  readonly piecesBeforeFault: number
  readonly stopReason: string
  readonly stopSequence: string | null
  readonly stopDetails: object | null
  readonly inputTokens: number
  readonly textTokens: number
  /** For a request to go on: did the delivered text fit? */
  readonly seam: 'exact' | 'foreign' | null
}

export const isTitleRequest = (request: MessagesRequest): boolean =>
  request.stream !== true && asksForTitle(request.system)

export const inputTokensOf = (request: Pick<MessagesRequest, 'messages' | 'system'>): number =>
  // A few for the frame of each turn, so that no request counts nothing.
  request.messages.reduce((sum, turn) => sum + 4 + countTokens(plainText(turn.content)), 0) +
  (request.system === undefined ? 0 : countTokens(plainText(request.system)))

function thinkingOf(request: MessagesRequest, conversation: Conversation, directives: Directives) {
  const asked = request.thinking?.type === 'enabled' || request.thinking?.type === 'adaptive'
  if (!asked && directives.thinking === undefined) return { thinking: null, thinkingTokens: 0 }
  const text = composeThinking(conversation.key, withoutDirectives(conversation.prompt), directives.thinking ?? 40)
  const tokens = toTokens(text)
  const shown = request.thinking?.display !== 'omitted'
  return { thinking: shown ? tokens : [], thinkingTokens: tokens.length }
}

const grouped = (tokens: readonly string[], size: number): string[] =>
  Array.from({ length: Math.ceil(tokens.length / size) }, (_, i) => tokens.slice(i * size, (i + 1) * size).join(''))

/** A big delta comes after this many tokens. */
const tokensBeforeBigDelta = 20

function withBigDelta(tokens: readonly string[], size: number, length: number): string[] {
  const rest = tokens.slice(tokensBeforeBigDelta).join('')
  const end = codePointBoundary(rest, length)
  const around = [
    grouped(tokens.slice(0, tokensBeforeBigDelta), size),
    grouped(toTokens(rest.slice(end)), size),
  ] as const
  return [...around[0], rest.slice(0, end), ...around[1]].filter((piece) => piece !== '')
}

/** The tokens as deltas: in groups of `size`, with a seam after `before` tokens, where a fault may come between. */
function piecesOf(tokens: readonly string[], size: number, before: number, bigDelta: number | undefined) {
  if (bigDelta !== undefined) {
    const pieces = withBigDelta(tokens, size, bigDelta)
    return { pieces, piecesBeforeFault: Math.min(before, pieces.length) }
  }
  const first = grouped(tokens.slice(0, before), size)
  return { pieces: [...first, ...grouped(tokens.slice(before), size)], piecesBeforeFault: first.length }
}

const cutReasons: Partial<Record<Fault['name'], string>> = {
  refusal: 'refusal',
  max_tokens: 'max_tokens',
  pause_turn: 'pause_turn',
  context_exceeded: 'model_context_window_exceeded',
  stop_reason: 'reason_from_the_future',
}

function refusalDetails(fault: Fault | null): object | null {
  if (fault?.name !== 'refusal') return null
  const explanation = 'The stand-in was asked to refuse here.'
  return { type: 'refusal', category: fault.params['category'] ?? null, explanation }
}

/** Where and why the text stops: the fault's place, a stop sequence, max_tokens, or its end. */
function stopOf(request: MessagesRequest, text: string, tokens: readonly string[], room: number, fault: Fault | null) {
  const faultReason = fault ? cutReasons[fault.name] : undefined
  if (fault && faultReason !== undefined) {
    return { tokens: tokens.slice(0, fault.after), reason: fault.params['reason'] ?? faultReason, sequence: null }
  }
  const sequence = (request.stop_sequences ?? [])
    .map((stop) => ({ stop, at: text.indexOf(stop) }))
    .filter(({ stop, at }) => stop !== '' && at !== -1)
    .sort((a, b) => a.at - b.at)[0]
  const kept = sequence ? toTokens(text.slice(0, sequence.at)) : tokens
  if (kept.length > room) return { tokens: kept.slice(0, room), reason: 'max_tokens', sequence: null }
  return sequence
    ? { tokens: kept, reason: 'stop_sequence', sequence: sequence.stop }
    : { tokens: kept, reason: 'end_turn', sequence: null }
}

/** Everything about the answer except its way over the wire. Pure: the same request gives the same answer. */
export function planAnswer(
  request: MessagesRequest,
  directives: Directives,
  fault: Fault | null,
  options: { id: string; deltaTokens: number },
): Answer {
  const conversation = readConversation(request.messages)
  const title = isTitleRequest(request)
  const whole = title ? titleOf(request.messages) : wholeAnswer(conversation, directives)
  const goesOn = !title && conversation.delivered !== null
  const continued = goesOn ? continuationOf(whole, conversation.delivered, directives.overlap ?? 0) : null
  const text = fault?.name === 'empty' ? '' : (continued?.text ?? whole)
  const thinking =
    title || fault?.name === 'empty'
      ? { thinking: null, thinkingTokens: 0 }
      : thinkingOf(request, conversation, directives)
  const room = directives.unbounded
    ? Number.POSITIVE_INFINITY
    : Math.max(0, request.max_tokens - thinking.thinkingTokens)
  const stop = stopOf(request, text, toTokens(text), room, fault)
  return {
    id: options.id,
    model: request.model,
    kind: title ? 'title' : 'answer',
    ...thinking,
    ...piecesOf(
      stop.tokens,
      directives.deltaTokens ?? options.deltaTokens,
      fault?.after ?? stop.tokens.length,
      directives.bigDelta,
    ),
    stopReason: stop.reason,
    stopSequence: stop.sequence,
    stopDetails: refusalDetails(fault),
    inputTokens: inputTokensOf(request),
    textTokens: stop.tokens.length,
    seam: continued?.seam ?? null,
  }
}
