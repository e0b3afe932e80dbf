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
    getQueue: async (_request, call) => {
      requireAdmin(call)
      const depth = { held: 0, waiting: 2, delayed: 0, running: 1, stuck: 0, failed: 0 }
      const [id] = people.keys()
      return {
        at: created_at,
        broker_available: false,
        queues: [{ name: 'chat', depth, oldest_waiting_s: 4.5 }],
        waits: [{ window_s: 900, answers: 0 }],
        ended: [],
        failures: [{ code: 'overloaded', answers: 3 }],
        workers: [{ id: 'w-1', held: 1, holds: [{ id: id!, since: created_at, lease_until: created_at }] }],
      }
    },
    listQueueJobs: async ({ queue, state }, call) => {
      requireAdmin(call)
      const [id] = people.keys()
      return { items: [{ id: id!, queue, state, user_id: id!, created_at, attempts: 1, dispatch_no: 2 }], next: '50' }
    },
    retryQueueJob: async ({ id, queue }, call) => {
      requireAdmin(call)
      personOf(id)
      return { outcome: queue === 'chat' ? 'ordered' : 'unchanged' }
    },
    removeQueueJob: async ({ id }, call) => {
      requireAdmin(call)
      personOf(id)
      return { outcome: 'removed' }
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
