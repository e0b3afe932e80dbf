import { AppError, newId } from '@continuo/contract'
import { type BudgetProto, type CallInfo, type ChatApiHandlers, requireUser } from '@continuo/rpc'

/** Budgets and usage as the gateway sees them. */
export function scriptLimits(): ChatApiHandlers['limits'] {
  const budgets = new Map<string, BudgetProto & { id: string }>()
  const requireAdmin = (call: CallInfo) => {
    if (!call.roles.includes('admin')) throw new AppError('forbidden', 'This call is not for you')
  }
  const sum = { answers: 2, input_tokens: 30, output_tokens: 50 }
  const handlers: ChatApiHandlers['limits'] = {
    getUsage: async (_request, call) => {
      requireUser(call)
      const standing = { period: 'day', tokens: 100, used: 80, reserved: 10, resets_at: '2026-11-25T00:00:00.000Z' }
      return { day: sum, month: sum, budgets: [{ kind: 'group', group: 'desk', ...standing }] }
    },
    listBudgets: async (_request, call) => {
      requireAdmin(call)
      return { items: [...budgets.values()] }
    },
    setBudget: async (request, call) => {
      requireAdmin(call)
      const budget = { ...request, id: newId(), changed_at: new Date().toISOString() }
      budgets.set(budget.id, budget)
      return budget
    },
    deleteBudget: async ({ id }, call) => {
      requireAdmin(call)
      if (!budgets.delete(id)) throw new AppError('not_found', 'There is no such budget')
      return {}
    },
    listUsage: async ({ from, to }, call) => {
      requireAdmin(call)
      const cost = { calls: 3, total_input_tokens: 40, total_output_tokens: 60 }
      return {
        items: [
          { day: to, user_id: newId(), model: 'm1', user: sum, ...cost },
          { day: from, model: 'm1', user: sum, ...cost },
        ],
      }
    },
  }
  return handlers
}
