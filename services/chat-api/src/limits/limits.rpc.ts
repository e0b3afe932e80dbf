import { AppError, Uuid, limits } from '@continuo/contract'
import { type BudgetProto, type ChatApiHandlers, requireUser } from '@continuo/rpc'
import { z } from 'zod'
import { auditOf } from '../audit/audit.ts'
import type { BudgetRow, UsageDayRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { dropNulls } from '../messages/message-view.ts'
import { ById, Count, StoredText, pageLimit, parse } from '../rpc/parse.ts'
import { deleteBudget, listBudgets, setBudget } from './budget-store.ts'
import { periods, resetOf } from './period.ts'
import { readStandings } from './standing.ts'
import { type UsagePlace, formatUsagePlace, listUsage, nobody, usageOf } from './usage-store.ts'

const Group = StoredText.min(1).max(200)
const SetBudget = z
  .object({
    user_id: Uuid.optional(),
    group: Group.optional(),
    period: z.enum(periods),
    tokens: Count.max(1e12),
  })
  .refine((budget) => (budget.user_id === undefined) !== (budget.group === undefined), 'name a user or a group')
const ListBudgets = z.object({
  limit: pageLimit(limits.pageItemsDefault, limits.pageItems),
  before: Uuid.optional(),
  user_id: Uuid.optional(),
})
const Day = z.iso.date()
const longestSpanMs = 400 * 86_400_000
const ListUsage = z
  .object({
    from: Day,
    to: Day,
    user_id: Uuid.optional(),
    limit: pageLimit(200, 1_000),
    before: z.string().max(500).optional(),
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < longestSpanMs, 'to: 400 days at most')
const Place = z.tuple([Day, Uuid, z.string()])

export const limitHandlers = (deps: Pick<Deps, 'db' | 'limits' | 'logger'>): ChatApiHandlers['limits'] => ({
  async getUsage(_request, call) {
    const userId = requireUser(call)
    const { budgets, nowMs } = await readStandings(deps.db, userId, deps.limits)
    return {
      ...(await usageOf(deps.db, userId)),
      budgets: budgets.map(({ kind, subject, period, tokens, used, reserved }) => ({
        kind,
        ...(kind === 'group' ? { group: subject } : {}),
        period,
        tokens,
        used,
        reserved,
        resets_at: new Date(resetOf(period, nowMs)).toISOString(),
      })),
    }
  },
  async listBudgets(request) {
    const { limit, before, user_id } = parse(ListBudgets, request)
    const rows = await listBudgets(deps.db, { userId: user_id, limit: limit + 1, before })
    const items = rows.slice(0, limit)
    return { items: items.map(budgetView), ...(rows.length > limit ? { next: items.at(-1)!.id } : {}) }
  },
  async setBudget(request, call) {
    const { user_id: userId, group, period, tokens } = parse(SetBudget, request)
    const row = await setBudget(deps.db, auditOf(call), { userId, group, period, tokens })
    deps.logger.info({ ...factsOf(row), tokens, by: call.userId, request_id: call.requestId }, 'budget set')
    return budgetView(row)
  },
  async deleteBudget(request, call) {
    const row = await deleteBudget(deps.db, auditOf(call), parse(ById, request).id)
    deps.logger.info({ ...factsOf(row), by: call.userId, request_id: call.requestId }, 'budget removed')
    return {}
  },
  async listUsage(request) {
    const { from, to, user_id: userId, limit, before } = parse(ListUsage, request)
    const place = before === undefined ? undefined : parseUsagePlace(before)
    const rows = await listUsage(deps.db, { from, to, userId, limit: limit + 1, before: place })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items: items.map(usageView), ...(rows.length > limit && last ? { next: formatUsagePlace(last) } : {}) }
  },
})

const factsOf = ({ id, user_id, group_name, period }: BudgetRow) => ({
  budget_id: id,
  user_id,
  group: group_name,
  period,
})

const budgetView = ({ id, user_id, group_name, period, tokens, changed_at }: BudgetRow): BudgetProto => ({
  ...dropNulls({ user_id, group: group_name }),
  id,
  period,
  tokens,
  changed_at: changed_at.toISOString(),
})

const usageView = (row: UsageDayRow) => ({
  day: row.day,
  ...(row.user_id === nobody ? {} : { user_id: row.user_id }),
  model: row.model,
  user: { answers: row.answers, input_tokens: row.input_tokens, output_tokens: row.output_tokens },
  calls: row.attempts,
  total_input_tokens: row.total_input_tokens,
  total_output_tokens: row.total_output_tokens,
})

function parseUsagePlace(text: string): UsagePlace {
  try {
    const [day, user_id, model] = Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { day, user_id, model }
  } catch {
    throw new AppError('bad_request', 'before: not a place in this list')
  }
}
