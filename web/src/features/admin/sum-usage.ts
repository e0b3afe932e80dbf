import type { UsageDay } from '@continuo/contract'

export interface UsageOf {
  readonly key: string
  answers: number
  /** What users were charged: prompt and answer. */
  tokens: number
  calls: number
  /** What the model server was paid for. */
  paid: number
}

/** Sums of rows that have the same key, in the order in which the keys come. */
export function sumBy(rows: readonly UsageDay[], keyOf: (row: UsageDay) => string): UsageOf[] {
  const sums = new Map<string, UsageOf>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key) ?? { key, answers: 0, tokens: 0, calls: 0, paid: 0 }
    sum.answers += row.answers
    sum.tokens += row.input_tokens + row.output_tokens
    sum.calls += row.calls
    sum.paid += row.total_input_tokens + row.total_output_tokens
    sums.set(key, sum)
  }
  return [...sums.values()]
}
