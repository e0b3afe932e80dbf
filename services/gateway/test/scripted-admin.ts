import { AppError } from '@continuo/contract'
import type { CallInfo, ChatApiHandlers } from '@continuo/rpc'
import type { scriptAccounts } from './scripted-accounts.ts'

/** What administrators do, as the gateway sees it: on the people of the script, and one answer that runs. */
export function scriptAdmin({ people, endLogins }: ReturnType<typeof scriptAccounts>): ChatApiHandlers['admin'] {
  const created_at = new Date().toISOString()
  const requireAdmin = (call: CallInfo) => {
    if (!call.roles.includes('admin')) throw new AppError('forbidden', 'This call is not for you')
  }
  const personOf = (id: string) => {
    const person = people.get(id)
    if (!person) throw new AppError('not_found', 'There is no such user')
    return person
  }
  const view = (id: string) => {
    const { kind, role, groups, email } = personOf(id)
    return { id, kind, role, groups, created_at, ...(email ? { email } : {}) }
  }
  return {
    listUsers: async (_request, call) => {
      requireAdmin(call)
      return { items: [...people.keys()].map(view) }
    },
    updateUser: async ({ id, role, disabled }, call) => {
      requireAdmin(call)
      if (role) personOf(id).role = role as 'user' | 'admin'
      if (disabled) endLogins(id)
      return { ...view(id), ...(disabled ? { disabled_at: created_at } : {}) }
    },
    signOutUser: async ({ id }, call) => {
      requireAdmin(call)
      personOf(id)
      endLogins(id)
      return {}
    },
    listGenerations: async (_request, call) => {
      requireAdmin(call)
      const [id] = people.keys()
      return { items: [{ id, user_id: id, status: 'queued', created_at, attempts: 0 }], next: id! }
    },
    stopGeneration: async ({ id }, call) => {
      requireAdmin(call)
      personOf(id)
      return { status: 'cancelled' }
    },
    listAuditEvents: async (_request, call) => {
      requireAdmin(call)
      const [id] = people.keys()
      const refused = { id, at: created_at, action: 'sign_in_refused', facts: '{"network":"203.0.113.0/24"}' }
      return {
        items: [refused, { id, at: created_at, action: 'signed_in', actor_id: id!, subject_id: id!, facts: '{}' }],
      }
    },
  }
}
