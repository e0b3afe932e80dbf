import type { UsageProto } from '@continuo/rpc'
import type { MessageRow } from '../db/tables.ts'

/**
 * The columns of an attempt's usage. The totals grow by every attempt, for whoever pays; `final` also sets what the user
 * sees: the attempt that made the answer.
 */
export function usageFacts(row: MessageRow, usage: UsageProto | null, kind: 'final' | 'attempt'): Partial<MessageRow> {
  if (!usage) return {}
  const input = Number(usage.input_tokens ?? 0)
  const output = Number(usage.output_tokens ?? 0)
  return {
    total_input_tokens: row.total_input_tokens + input,
    total_output_tokens: row.total_output_tokens + output,
    ...(kind === 'attempt'
      ? {}
      : {
          input_tokens: input,
          output_tokens: output,
          cache_read_tokens: Number(usage.cache_read_tokens ?? 0),
          cache_write_tokens: Number(usage.cache_write_tokens ?? 0),
        }),
  }
}
