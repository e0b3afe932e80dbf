import {
  BudgetPage,
  BudgetPeriod,
  BudgetView,
  MyUsage,
  PageQuery,
  SetBudgetBody,
  UsagePage,
  UsageQuery,
  Uuid,
} from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { type Operation, operation } from '../http/operation.ts'

export interface UsageDeps {
  readonly api: Pick<ChatApi, 'limits'>
  /** Unix milliseconds. */
  readonly now?: () => number
}

/** What people have used, and what they may use. Who may ask is decided by chat-api. */
export const usageOperations = ({ api: { limits }, now = Date.now }: UsageDeps): Operation[] => [
  operation({
    id: 'getMyUsage',
    method: 'get',
    path: '/me/usage',
    tag: 'Usage',
    summary: 'What you have used, and where your budgets stand',
    access: 'user',
    replies: { 200: { description: 'In tokens; periods are those of the calendar in UTC.', schema: MyUsage } },
    handle: async (call) => {
      const { day, month, budgets } = await limits.getUsage({}, call.asCaller)
      const body: MyUsage = {
        today: sumOf(day),
        month: sumOf(month),
        budgets: budgets.map(({ kind, group, period, tokens, used, reserved, resets_at }) => ({
          kind: kind === 'group' ? 'group' : 'user',
          group: group ?? null,
          period: periodOf(period),
          tokens,
          used,
          reserved,
          resets_at,
        })),
      }
      return { status: 200, body }
    },
  }),
  operation({
    id: 'listBudgets',
    method: 'get',
    path: '/admin/budgets',
    tag: 'Usage',
    summary: 'All budgets, newest first',
    access: 'admin',
    query: PageQuery.extend({ before: Uuid.optional(), user_id: Uuid.optional() }),
    replies: { 200: { description: 'One page.', schema: BudgetPage } },
    refuses: ['forbidden'],
    handle: async (call) => {
      const { items, next } = await limits.listBudgets(call.query, call.asCaller)
      const body: BudgetPage = { items: items.map(budgetView), next: next ?? null }
      return { status: 200, body }
    },
  }),
  operation({
    id: 'setBudget',
    method: 'post',
    path: '/admin/budgets',
    tag: 'Usage',
    summary: 'Make or change the budget of a user or of a group for a period',
    description: 'There is one budget of each user or group and period: a second call changes it. It counts at once.',
    access: 'admin',
    body: SetBudgetBody,
    replies: { 200: { description: 'The budget.', schema: BudgetView } },
    refuses: ['not_found'],
    handle: async (call) => ({ status: 200, body: budgetView(await limits.setBudget(call.body, call.asCaller)) }),
  }),
  operation({
    id: 'deleteBudget',
    method: 'delete',
    path: '/admin/budgets/{id}',
    tag: 'Usage',
    summary: 'Remove a budget',
    access: 'admin',
    params: z.object({ id: Uuid }),
    replies: { 204: { description: 'It counts no more.' } },
    refuses: ['not_found'],
    handle: async (call) => {
      await limits.deleteBudget({ id: call.params.id }, call.asCaller)
      return { status: 204 }
    },
  }),
  operation({
    id: 'listUsage',
    method: 'get',
    path: '/admin/usage',
    tag: 'Usage',
    summary: 'What has been used, by day, user and model',
    access: 'admin',
    query: UsageQuery,
    replies: { 200: { description: 'One page, newest day first.', schema: UsagePage } },
    refuses: ['forbidden'],
    handle: async (call) => {
      const today = new Date(now()).toISOString().slice(0, 10)
      const { from = `${(call.query.to ?? today).slice(0, 7)}-01`, to = today } = call.query
      const { items, next } = await limits.listUsage({ ...call.query, from, to }, call.asCaller)
      const body: UsagePage = {
        items: items.map(({ day, user_id, model, user, calls, total_input_tokens, total_output_tokens }) => ({
          day,
          user_id: user_id ?? null,
          model,
          ...sumOf(user),
          calls,
          total_input_tokens,
          total_output_tokens,
        })),
        next: next ?? null,
      }
      return { status: 200, body }
    },
  }),
]

type Sum = { answers: number; input_tokens: number; output_tokens: number } | null | undefined
const sumOf = (sum: Sum) => ({
  answers: sum?.answers ?? 0,
  input_tokens: sum?.input_tokens ?? 0,
  output_tokens: sum?.output_tokens ?? 0,
})

/** A period of a newer chat-api that this version does not know reads as the longest. */
const periodOf = (period: string) => BudgetPeriod.safeParse(period).data ?? 'month'

type BudgetReply = Awaited<ReturnType<ChatApi['limits']['setBudget']>>
const budgetView = ({ id, user_id, group, period, tokens, changed_at }: BudgetReply): BudgetView => ({
  id,
  user_id: user_id ?? null,
  group: group ?? null,
  period: periodOf(period),
  tokens,
  changed_at,
})
