import type { Answer } from './plan.ts'

/** The counters of the API, complete: a client may read any of them. */
export const usageOf = (answer: Answer, outputTokens: number) => ({
  input_tokens: answer.inputTokens,
  output_tokens: outputTokens,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  output_tokens_details: answer.thinking ? { thinking_tokens: answer.thinkingTokens } : null,
  server_tool_use: null,
  service_tier: 'standard',
  inference_geo: null,
  speed: 'standard',
})

export const outputTokensOf = (answer: Answer): number => Math.max(1, answer.textTokens + answer.thinkingTokens)

/** Opaque to clients; only its presence matters. */
export const signatureOf = (answer: Answer): string => Buffer.from(`stand-in:${answer.id}`).toString('base64')

const emptyMessage = (answer: Answer) => ({
  id: answer.id,
  type: 'message',
  role: 'assistant',
  model: answer.model,
  container: null,
  diagnostics: null,
})

/** The message as `message_start` shows it: nothing said yet. */
export const openingMessage = (answer: Answer) => ({
  ...emptyMessage(answer),
  content: [],
  stop_reason: null,
  stop_sequence: null,
  stop_details: null,
  usage: usageOf(answer, 1),
})

/** The message as a response without streaming holds it. */
export const wholeMessage = (answer: Answer, text: string) => ({
  ...emptyMessage(answer),
  content: [
    ...(answer.thinking
      ? [{ type: 'thinking', thinking: answer.thinking.join(''), signature: signatureOf(answer) }]
      : []),
    ...(text ? [{ type: 'text', text, citations: null }] : []),
  ],
  stop_reason: answer.stopReason,
  stop_sequence: answer.stopSequence,
  stop_details: answer.stopDetails,
  usage: usageOf(answer, outputTokensOf(answer)),
})
