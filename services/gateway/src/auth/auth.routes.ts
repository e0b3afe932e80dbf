import { AppError, type AuthMethods as Methods, AuthMethods, LogInBody, MeView, SignUpBody } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import type { GatewayEvents } from '../events.ts'
import { type CallFacts, type Operation, callerOf, operation } from '../http/operation.ts'
import type { Logins } from './logins.ts'
import { meOf } from './me.ts'

export interface AuthDeps {
  api: ChatApi
  logins: Logins
  methods: Methods
  /** Of the page loads, those that are asked to report how they fare; 0 to 1. */
  reportShare: number
  events: Pick<GatewayEvents, 'logins'>
}

const tag = 'Login'

export type MakeLogin = Parameters<Logins['begin']>[2]

/** A password may wait its turn for some seconds. */
const passwordDeadlineMs = 15_000
export const byPassword = ({ asCaller }: CallFacts) => ({ ...asCaller, deadlineMs: passwordDeadlineMs })

/** The ways in and out. */
export const authOperations = (deps: AuthDeps): Operation[] => {
  const { api, logins, methods, events } = deps

  const entered = async (call: CallFacts, make: MakeLogin, status = 200) => {
    const caller = await logins.begin(call.req, call.res, make)
    events.logins.inc({ kind: caller.kind })
    call.log.info({ user_id: caller.userId, login_id: caller.loginId, kind: caller.kind }, 'signed in')
    return { status, body: await meOf(deps, caller, call.requestId) }
  }
  const refuseUnless = (offered: boolean, what: string) => {
    if (!offered) throw new AppError('forbidden', `This server ${what}`)
  }

  return [
    operation({
      id: 'listAuthMethods',
      method: 'get',
      path: '/auth/methods',
      tag,
      summary: 'How one can sign in here',
      access: 'public',
      replies: { 200: { description: 'What this server offers.', schema: AuthMethods } },
      handle: async () => ({ status: 200, body: methods }),
    }),
    operation({
      id: 'createGuest',
      method: 'post',
      path: '/auth/guest',
      tag,
      summary: 'Sign in as a new guest',
      description: 'Sets the login cookie. A browser that is signed in already stays who it is.',
      access: 'public',
      replies: {
        200: { description: 'Signed in already.', schema: MeView },
        201: { description: 'A new guest.', schema: MeView },
      },
      refuses: ['forbidden', 'bad_request'],
      handle: async (call) => {
        const present = await logins.find(call.req)
        if (present) return { status: 200, body: await meOf(deps, present, call.requestId) }
        refuseUnless(methods.guests, 'takes no guests')
        return entered(call, (login) => api.accounts.logInGuest({ login }, call.asCaller), 201)
      },
    }),
    operation({
      id: 'signUp',
      method: 'post',
      path: '/auth/signup',
      tag,
      summary: 'Make an account',
      description: `Signs in, too. A browser that is signed in as a guest becomes the account, with all its chats. The
password has 12 characters at least and is none that anybody would try.`,
      access: 'public',
      body: SignUpBody,
      replies: { 201: { description: 'The account.', schema: MeView } },
      refuses: ['conflict', 'forbidden', 'too_many_requests'],
      handle: async (call) => {
        refuseUnless(methods.local && methods.signup, 'takes no new accounts')
        const present = await logins.find(call.req)
        const guest = present?.kind === 'guest' ? { guest_id: present.userId } : {}
        const make: MakeLogin = (login) => api.accounts.signUp({ ...call.body, ...guest, login }, byPassword(call))
        return entered(call, make, 201)
      },
    }),
    operation({
      id: 'upgradeGuest',
      method: 'post',
      path: '/auth/upgrade',
      tag,
      summary: 'Make the guest who is signed in an account',
      description: 'Same user, same chats; all other logins of the guest end. As `/auth/signup`, but never a new user.',
      access: 'login',
      rate: 'login',
      body: SignUpBody,
      replies: { 200: { description: 'The account.', schema: MeView } },
      refuses: ['conflict', 'forbidden', 'too_many_requests'],
      handle: async (call) => {
        refuseUnless(methods.local && methods.signup, 'takes no new accounts')
        const { userId, kind } = callerOf(call)
        if (kind !== 'guest') throw new AppError('conflict', 'This is an account already')
        // in the gateway's own name: chat-api makes accounts for it and for nobody else
        const own = { requestId: call.requestId, deadlineMs: passwordDeadlineMs }
        return entered(call, (login) => api.accounts.signUp({ ...call.body, guest_id: userId, login }, own))
      },
    }),
    operation({
      id: 'logIn',
      method: 'post',
      path: '/auth/login',
      tag,
      summary: 'Sign in by address and password',
      description: `Sets a new login cookie and ends the login that the browser had. Whatever is wrong is answered alike.
After ten wrong tries from one place at one account there is a pause; from elsewhere its owner gets in.`,
      access: 'public',
      body: LogInBody,
      replies: { 200: { description: 'Signed in.', schema: MeView } },
      refuses: ['wrong_credentials', 'forbidden', 'too_many_requests'],
      handle: async (call) => {
        refuseUnless(methods.local, 'has no local accounts')
        return entered(call, (login) => api.accounts.logIn({ ...call.body, login }, byPassword(call)))
      },
    }),
    operation({
      id: 'logout',
      method: 'post',
      path: '/auth/logout',
      tag,
      summary: 'Sign out',
      description: `Ends the login, closes what is open for it, takes the cookie away and has the browser clear what it kept of
this site. Succeeds for whoever is signed out already.`,
      access: 'public',
      replies: { 204: { description: 'Signed out.' } },
      refuses: ['bad_request'],
      handle: async (call) => {
        // first of all, so that the browser is rid of it even when the rest fails
        logins.take(call.req, call.res)
        const present = await logins.find(call.req)
        if (present && present.kind !== 'token') {
          const { userId, loginId } = present
          await api.accounts.logOut({}, { ...call.asCaller, userId, loginId })
          logins.revoked()
        }
        return { status: 204, headers: { 'clear-site-data': '"cache", "storage"' } }
      },
    }),
    operation({
      id: 'getMe',
      method: 'get',
      path: '/auth/me',
      tag,
      summary: 'Who is signed in',
      access: 'user',
      replies: { 200: { description: 'You, and what to know about this server.', schema: MeView } },
      handle: async (call) => {
        const caller = callerOf(call)
        logins.renew(call.req, call.res, caller)
        return { status: 200, body: await meOf(deps, caller, call.requestId) }
      },
    }),
  ]
}
