import type { AuthMethods, LoginList, MadeToken, MeView, MyUsage, TokenList, TokenScope } from '@continuo/contract'
import type { Http } from './http.ts'

export type AccountApi = ReturnType<typeof createAccountApi>

export interface Credentials {
  email: string
  password: string
}

/** The calls about people and their logins, by name. */
export const createAccountApi = (http: Http) => ({
  methods: () => http.get<AuthMethods>('/auth/methods', { timeoutMs: 10_000 }),
  logIn: (body: Credentials) => http.post<MeView>('/auth/login', { body }),
  signUp: (body: Credentials) => http.post<MeView>('/auth/signup', { body }),
  /** Makes the guest who is signed in an account, with all chats. */
  upgrade: (body: Credentials) => http.post<MeView>('/auth/upgrade', { body }),
  changePassword: (body: { current_password: string; password: string }) =>
    http.post<MeView>('/auth/password', { body }),
  logins: () => http.get<LoginList>('/auth/logins'),
  revokeLogin: (id: string) => http.delete<unknown>(`/auth/logins/${id}`),
  logOutEverywhere: () => http.post<unknown>('/auth/logout-everywhere', { body: {} }),
  deleteAccount: (password: string | undefined) =>
    http.post<unknown>('/auth/delete-account', { body: password === undefined ? {} : { password } }),
  tokens: () => http.get<TokenList>('/auth/tokens'),
  makeToken: (body: { name: string; scopes: TokenScope[]; expires_in_days: number }) =>
    http.post<MadeToken>('/auth/tokens', { body }),
  revokeToken: (id: string) => http.delete<unknown>(`/auth/tokens/${id}`),
  usage: () => http.get<MyUsage>('/me/usage'),
})

/** Addresses a browser goes to by itself. */
export const exportUrl = (format: 'json' | 'markdown'): string => `/api/v1/auth/export?format=${format}`
export const oidcUrl = (returnTo: string): string =>
  `/api/v1/auth/oidc/start?${new URLSearchParams({ return_to: returnTo })}`
