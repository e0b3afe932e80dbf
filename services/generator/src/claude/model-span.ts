import { type Span, inSpan } from '@continuo/telemetry/tracing'
import type { ModelFacts } from './to-events.ts'

/**
 * One call of the model, by OpenTelemetry's names for it, and never a word of what was asked or answered.
 * @param isKnown The model server lists the model; else its name, which a user may have typed, is a fact and no title.
 */
export const inModelSpan = <T>(
  { model, maxTokens, isKnown }: { model: string; maxTokens: number; isKnown: boolean },
  work: (span: Span) => Promise<T>,
): Promise<T> =>
  inSpan(
    isKnown ? `chat ${model}` : 'chat',
    {
      kind: 'client',
      facts: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.request.model': model,
        'gen_ai.request.max_tokens': maxTokens,
      },
    },
    work,
  )

export const modelFacts = ({ model, stopped, stopReason, usage }: ModelFacts) => ({
  'gen_ai.response.model': model,
  'gen_ai.response.finish_reasons': stopped ? [stopReason] : undefined,
  'gen_ai.usage.input_tokens': usage.input_tokens,
  'gen_ai.usage.output_tokens': usage.output_tokens,
  'gen_ai.usage.cache_read.input_tokens': usage.cache_read_tokens,
  'gen_ai.usage.cache_write.input_tokens': usage.cache_write_tokens,
})
