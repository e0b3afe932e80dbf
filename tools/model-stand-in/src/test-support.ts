import Anthropic from '@anthropic-ai/sdk'
import type { MessageCreateParamsBase, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages'
import { startStandIn } from './start-stand-in.ts'
import type { StandIn } from './start-stand-in.ts'

/** A stand-in that does not make tests wait, and an SDK client as the generator sets it up. */
export async function openStandIn(options: Parameters<typeof startStandIn>[0] = {}) {
  const standIn = await startStandIn({ tps: 0, ttftMs: 0, ...options })
  return { standIn, client: clientOf(standIn), [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose]() }
}

export const clientOf = (standIn: StandIn, headers: Record<string, string> = {}): Anthropic =>
  new Anthropic({ apiKey: 'test', baseURL: standIn.url, maxRetries: 0, logLevel: 'off', defaultHeaders: headers })

export const user = (content: string): MessageParam => ({ role: 'user', content })

export interface Heard {
  text: string
  thinking: string
  /** Event types in order, runs of the same written once. */
  events: string[]
  deltas: string[]
  stopReason: string | null
  outputTokens: number
  error: unknown
}

/** Streams an answer as the generator does; an error is part of what was heard. */
export async function listen(
  client: Anthropic,
  messages: string | MessageParam[],
  more: Partial<MessageCreateParamsBase> = {},
  { signal, onEvent }: { signal?: AbortSignal; onEvent?: (heard: Heard) => void } = {},
): Promise<Heard> {
  const heard: Heard = {
    text: '',
    thinking: '',
    events: [],
    deltas: [],
    stopReason: null,
    outputTokens: 0,
    error: null,
  }
  const turns = typeof messages === 'string' ? [user(messages)] : messages
  try {
    const stream = await client.messages.create(
      { model: 'claude-sonnet-5-5', max_tokens: 32_000, messages: turns, ...more, stream: true },
      { signal },
    )
    for await (const event of stream) {
      if (heard.events.at(-1) !== event.type) heard.events.push(event.type)
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
        heard.text += event.delta.text
        heard.deltas.push(event.delta.text)
      }
      if (event.type === 'content_block_delta' && event.delta.type === 'thinking_delta') {
        heard.thinking += event.delta.thinking
      }
      if (event.type === 'message_delta') {
        heard.stopReason = event.delta.stop_reason
        heard.outputTokens = event.usage.output_tokens
      }
      onEvent?.(heard)
    }
  } catch (cause) {
    heard.error = cause
  }
  return heard
}
