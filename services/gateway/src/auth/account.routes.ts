import { ChangePasswordBody, DeleteAccountBody, LoginList, type LoginView, MeView, Uuid } from '@continuo/contract'
import type { LoginReply } from '@continuo/rpc'
import { z } from 'zod'
import { type CallFacts, type Operation, operation } from '../http/operation.ts'
import { type AuthDeps, type MakeLogin, byPassword } from './auth.routes.ts'
import { meOf } from './me.ts'

const tag = 'Account'
const access = 'login'
const clearSiteData = { 'clear-site-data': '"cache", "storage"' }

const toLoginView = (row: LoginReply): LoginView => ({
  id: row.id,
  kind: row.kind as LoginView['kind'],
  created_at: row.created_at,
  last_seen_at: row.last_seen_at,
  expires_at: row.expires_at,
  network: row.network ?? null,
  user_agent: row.user_agent ?? null,
  current: row.current,
})

/** What a person may do with the account and its logins; none of it by an access token. */
export const accountOperations = (deps: AuthDeps): Operation[] => {
  const { api, logins } = deps
  const signedOut = (call: CallFacts) => {
    logins.take(call.req, call.res)
    logins.revoked()
    return { status: 204, headers: clearSiteData }
  }

  return [
    operation({
      id: 'listLogins',
      method: 'get',
      path: '/auth/logins',
      tag,
      access,
      summary: 'Where you are signed in',
      replies: { 200: { description: 'Your logins, the last used first.', schema: LoginList } },
      handle: async (call) => {
        const { items } = await api.accounts.listLogins({}, call.asCaller)
        return { status: 200, body: { items: items.map(toLoginView) } satisfies LoginList }
      },
    }),
    operation({
      id: 'revokeLogin',
      method: 'delete',
      path: '/auth/logins/{id}',
      tag,
      access,
      summary: 'Sign out one of your browsers',
      description: 'What it has open closes within 5 s. May be repeated.',
      params: z.object({ id: Uuid }),
      replies: { 204: { description: 'Signed out.' } },
      refuses: ['not_found'],
      handle: async (call) => {
        await api.accounts.revokeLogin({ id: call.params.id }, call.asCaller)
        logins.revoked()
        return { status: 204 }
      },
    }),
    operation({
      id: 'logoutEverywhere',
      method: 'post',
      path: '/auth/logout-everywhere',
      tag,
      access,
      summary: 'Sign out everywhere',
      description: 'Ends every login, this one too. Access tokens stay.',
      replies: { 204: { description: 'Signed out.' } },
      handle: async (call) => {
        await api.accounts.revokeLogins({}, call.asCaller)
        return signedOut(call)
      },
    }),
    operation({
      id: 'changePassword',
      method: 'post',
      path: '/auth/password',
      tag,
      access,
      rate: 'login',
      summary: 'Change the password',
      description: 'Ends every other login; this browser gets a new one.',
      body: ChangePasswordBody,
      replies: { 200: { description: 'Changed.', schema: MeView } },
      refuses: ['wrong_credentials', 'conflict', 'too_many_requests'],
      handle: async (call) => {
        const change: MakeLogin = (login) => api.accounts.changePassword({ ...call.body, login }, byPassword(call))
        const caller = await logins.begin(call.req, call.res, change)
        return { status: 200, body: await meOf(deps, caller, call.requestId) }
      },
    }),
    operation({
      id: 'deleteAccount',
      method: 'post',
      path: '/auth/delete-account',
      tag,
      access,
      rate: 'login',
      summary: 'Delete the account and everything in it',
      description: `Ends every login and access token and whatever is being generated. All chats are gone within a minute;
nothing brings them back. Whoever signs in with a password gives it once more.`,
      body: DeleteAccountBody,
      bodyOptional: true,
      replies: { 204: { description: 'Deleted.' } },
      refuses: ['wrong_credentials', 'too_many_requests'],
      handle: async (call) => {
        const { ip } = call.req
        await api.accounts.deleteAccount(
          { ...call.body, ...(ip === undefined ? {} : { address: ip }) },
          byPassword(call),
        )
        return signedOut(call)
      },
    }),
  ]
}
