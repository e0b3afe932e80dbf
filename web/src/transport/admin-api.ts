import type {
  AdminUserPage,
  AdminUserView,
  AuditPage,
  BudgetPage,
  BudgetView,
  GenerationPage,
  QueueJobOutcome,
  QueueJobPage,
  QueueJobView,
  QueueView,
  StoppedView,
  UpdateUserBody,
  UsagePage,
} from '@continuo/contract'
import type { Http, Query } from './http.ts'

export interface BudgetWish {
  user_id?: string
  group?: string
  period: 'day' | 'month'
  tokens: number
}

type JobRef = Pick<QueueJobView, 'id' | 'queue'>

/** The calls of administrators, by name. */
export const createAdminApi = (http: Http) => ({
  users: (query: Query) => http.get<AdminUserPage>('/admin/users', { query }),
  updateUser: (id: string, body: UpdateUserBody) => http.patch<AdminUserView>(`/admin/users/${id}`, { body }),
  signOut: (id: string) => http.post<unknown>(`/admin/users/${id}/sign-out`, { body: {} }),
  budgets: (query: Query) => http.get<BudgetPage>('/admin/budgets', { query }),
  setBudget: (body: BudgetWish) => http.post<BudgetView>('/admin/budgets', { body }),
  removeBudget: (id: string) => http.delete<unknown>(`/admin/budgets/${id}`),
  usage: (query: Query) => http.get<UsagePage>('/admin/usage', { query }),
  active: (query: Query) => http.get<GenerationPage>('/admin/generations', { query }),
  stop: (id: string) => http.post<StoppedView>(`/admin/generations/${id}/stop`, { body: {} }),
  queue: (query: Query) => http.get<QueueView>('/admin/queue', { query }),
  queueJobs: (query: Query) => http.get<QueueJobPage>('/admin/queue/jobs', { query }),
  retryJob: ({ id, queue }: JobRef) =>
    http.post<QueueJobOutcome>(`/admin/queue/jobs/${id}/retry?queue=${queue}`, { body: {} }),
  removeJob: ({ id, queue }: JobRef) => http.delete<QueueJobOutcome>(`/admin/queue/jobs/${id}?queue=${queue}`),
  audit: (query: Query) => http.get<AuditPage>('/admin/audit', { query }),
})
