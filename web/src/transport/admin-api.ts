import type {
  AdminUserPage,
  AdminUserView,
  AuditPage,
  BudgetPage,
  BudgetView,
  GenerationPage,
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
  audit: (query: Query) => http.get<AuditPage>('/admin/audit', { query }),
})
