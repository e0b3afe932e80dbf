import { createTextCleaner } from './clean-text.ts'
import { UpstreamError } from './failure.ts'

/** What a stream has to say, in the words of the log. */
export type ModelEvent = { readonly type: 'delta' | 'thinking'; readonly text: string }

export interface TokenUsage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
}

export interface ModelFacts {
  /** True only when `message_stop` was seen: without it the answer is a torso, however complete it looks. */
  readonly stopped: boolean
  /** As the server said it; `end_turn` when it stopped without saying why. */
  readonly stopReason: string
  readonly model: string | undefined
  readonly usage: TokenUsage
}

export interface ModelReader {
  /**
   * Takes one raw event of the Messages API. Unknown events, blocks, deltas and fields give nothing.
   * @throws {UpstreamError} `garbled` for an order that the protocol does not know.
   */
  read(raw: unknown): ModelEvent[]
  /** What was still held back when the stream ended. */
  rest(): ModelEvent[]
  facts(): ModelFacts
}

export const noUsage: TokenUsage = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 }

/** Folds the raw events of one call; pure but for its own memory. */
export function createModelReader(): ModelReader {
  const cleaners = { delta: createTextCleaner(), thinking: createTextCleaner() }
  let started = false
  let stopped = false
  let stopReason = 'end_turn'
  let model: string | undefined
  let usage = noUsage

  const said = (type: ModelEvent['type'], piece: unknown): ModelEvent[] => {
    if (!started || stopped) throw new UpstreamError({ kind: 'garbled' })
    const text = typeof piece === 'string' ? cleaners[type].clean(piece) : ''
    return text ? [{ type, text }] : []
  }
  const block = (raw: Fields | undefined): ModelEvent[] => {
    if (raw?.type === 'text' || raw?.type === 'text_delta') return said('delta', raw.text)
    if (raw?.type === 'thinking' || raw?.type === 'thinking_delta') return said('thinking', raw.thinking)
    return []
  }

  return {
    read(raw) {
      const event = fieldsOf(raw)
      switch (event?.type) {
        case 'message_start': {
          if (started) throw new UpstreamError({ kind: 'garbled' })
          started = true
          const message = fieldsOf(event.message)
          if (typeof message?.model === 'string') model = message.model
          usage = withUsage(usage, message?.usage)
          return []
        }
        case 'content_block_start':
          return block(fieldsOf(event.content_block))
        case 'content_block_delta':
          return block(fieldsOf(event.delta))
        case 'message_delta': {
          const reason = fieldsOf(event.delta)?.stop_reason
          if (typeof reason === 'string' && reason) stopReason = reason
          usage = withUsage(usage, event.usage)
          return []
        }
        case 'message_stop':
          if (!started) throw new UpstreamError({ kind: 'garbled' })
          stopped = true
          return []
        default:
          return []
      }
    },
    rest: () =>
      (['thinking', 'delta'] as const).flatMap((type) => {
        const text = cleaners[type].rest()
        return text ? [{ type, text }] : []
      }),
    facts: () => ({ stopped, stopReason, model, usage }),
  }
}

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined

const count = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise

/** The later count wins: `message_delta` carries totals, not increments, and leaves out what did not change. */
export function withUsage(usage: TokenUsage, raw: unknown): TokenUsage {
  const given = fieldsOf(raw)
  if (!given) return usage
  return {
    input_tokens: count(given.input_tokens, usage.input_tokens),
    output_tokens: count(given.output_tokens, usage.output_tokens),
    cache_read_tokens: count(given.cache_read_input_tokens, usage.cache_read_tokens),
    cache_write_tokens: count(given.cache_creation_input_tokens, usage.cache_write_tokens),
  }
}
