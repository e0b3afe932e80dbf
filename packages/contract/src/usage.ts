import { z } from 'zod'
import { Uuid } from './ids.ts'

/** Budgets of tokens and what has been used. Periods are those of the calendar in UTC. */

const Count = z.number().int().nonnegative()
const Day = z.iso.date()
export const BudgetPeriod = z.enum(['day', 'month'])

export const UsageSum = z.object({ answers: Count, input_tokens: Count, output_tokens: Count }).meta({ id: 'UsageSum' })

export const MyUsage = z
  .object({
    today: UsageSum,
    month: UsageSum,
    /** Your budgets, and those that you share with a group; empty: no limit. */
    budgets: z.array(
      z.object({
        kind: z.enum(['user', 'group']),
        group: z.string().nullable(),
        period: BudgetPeriod,
        tokens: Count,
        used: Count,
        /** What running answers may still take, by estimate. */
        reserved: Count,
        resets_at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'MyUsage' })
export type MyUsage = z.infer<typeof MyUsage>

export const SetBudgetBody = z
  .object({
    /** The one or the other. */
    user_id: Uuid.optional(),
    group: z.string().min(1).max(200).optional(),
    period: BudgetPeriod,
    /** 0: no answers at all. */
    tokens: Count.max(1e12),
  })
  .refine((budget) => (budget.user_id === undefined) !== (budget.group === undefined), 'name a user or a group')
  .meta({ id: 'SetBudget' })

export const BudgetView = z
  .object({
    id: Uuid,
    user_id: Uuid.nullable(),
    group: z.string().nullable(),
    period: BudgetPeriod,
    tokens: Count,
    changed_at: z.iso.datetime(),
  })
  .meta({ id: 'Budget' })
export type BudgetView = z.infer<typeof BudgetView>

export const BudgetPage = z
  .object({ items: z.array(BudgetView), next: z.string().nullable() })
  .meta({ id: 'BudgetPage' })
export type BudgetPage = z.infer<typeof BudgetPage>

export const UsageQuery = z.object({
  /** Both included; default: this month until today. */
  from: Day.optional(),
  to: Day.optional(),
  user_id: Uuid.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  before: z.string().max(500).optional(),
})

export const UsageDay = z
  .object({
    day: Day,
    /** Null: people who are gone. */
    user_id: Uuid.nullable(),
    model: z.string(),
    /** For the user: each answer once. */
    answers: Count,
    input_tokens: Count,
    output_tokens: Count,
    /** For whoever pays the model server: every call, lost ones by estimate. */
    calls: Count,
    total_input_tokens: Count,
    total_output_tokens: Count,
  })
  .meta({ id: 'UsageDay' })

export type UsageDay = z.infer<typeof UsageDay>

export const UsagePage = z.object({ items: z.array(UsageDay), next: z.string().nullable() }).meta({ id: 'UsagePage' })
export type UsagePage = z.infer<typeof UsagePage>
