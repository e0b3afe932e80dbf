/** Why an answer is complete, as the Messages API says it. Servers of other makers may say anything. */
export const stopReasons = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
] as const

const known = new Set<string>(stopReasons)

/** For where the values must be few: what nobody knows is `other`. */
export const knownStopReason = (reason: string): string => (known.has(reason) ? reason : 'other')
