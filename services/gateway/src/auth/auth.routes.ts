import { AppError, MeView } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import type { GatewayEvents } from '../events.ts'
import { type CallFacts, type Operation, operation } from '../http/operation.ts'
import type { Logins } from './logins.ts'

interface KnownUser {
  readonly id: string
  readonly kind: string
  readonly name?: string
}

export interface AuthDeps {
  api: ChatApi
  logins: Logins
  guestsEnabled: boolean
  events: Pick<GatewayEvents, 'logins'>
}

/** Sign-in by cookie. */
export const authOperations = (deps: AuthDeps): Operation[] => {
  const { api, logins, events } = deps
  return [
    operation({
      id: 'createGuest',
      method: 'post',
      path: '/auth/guest',
      tag: 'Login',
      summary: 'Sign in as a new guest',
      description: 'Sets the login cookie. A browser that is signed in already stays who it is.',
      access: 'public',
      replies: {
        200: { description: 'Signed in already.', schema: MeView },
        201: { description: 'A new guest.', schema: MeView },
      },
      refuses: ['forbidden'],
      handle: async (call) => {
        const known = logins.read(call.req)
        const present = known && (await meOf(deps, call, known.userId))
        if (present) return { status: 200, body: present }
        if (!deps.guestsEnabled) throw new AppError('forbidden', 'This server takes no guests')
        const user = await api.sessions.createGuest({}, call.asCaller)
        logins.give(call.req, call.res, user.id)
        events.logins.inc({ kind: 'guest' })
        call.log.info({ user_id: user.id }, 'guest signed in')
        return { status: 201, body: await withModels(deps, call, user) }
      },
    }),
    operation({
      id: 'logout',
      method: 'post',
      path: '/auth/logout',
      tag: 'Login',
      summary: 'Sign out',
      description: 'Takes the cookie away and has the browser clear what it kept of this site. Always succeeds.',
      access: 'public',
      replies: { 204: { description: 'Signed out.' } },
      handle: async (call) => {
        logins.take(call.req, call.res)
        return { status: 204, headers: { 'clear-site-data': '"cache", "storage"' } }
      },
    }),
    operation({
      id: 'getMe',
      method: 'get',
      path: '/auth/me',
      tag: 'Login',
      summary: 'Who is signed in',
      access: 'user',
      replies: { 200: { description: 'You, and what to know about this server.', schema: MeView } },
      handle: async (call) => {
        const me = call.userId === undefined ? undefined : await meOf(deps, call, call.userId)
        if (!me) throw new AppError('unauthenticated', 'This login belongs to a user who is not known here any more')
        logins.renew(call.req, call.res)
        return { status: 200, body: me }
      },
    }),
  ]
}

/** Undefined when the login is good but its user is not there: the database was set back or emptied. */
async function meOf(deps: AuthDeps, call: CallFacts, userId: string): Promise<MeView | undefined> {
  try {
    return await withModels(deps, call, await deps.api.sessions.getUser({}, { ...call.asCaller, userId }))
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'unauthenticated')) return undefined
    throw error
  }
}

/** The page says loudly when answers come from the stand-in; not knowing it yet is no reason to refuse a login. */
async function withModels({ api, guestsEnabled }: AuthDeps, { asCaller }: CallFacts, user: KnownUser): Promise<MeView> {
  const models = await api.messages.listModels({}, { ...asCaller, userId: user.id }).catch(() => undefined)
  return {
    user: { id: user.id, kind: user.kind === 'account' ? 'account' : 'guest', name: user.name ?? null, email: null, role: 'user' },
    stand_in_model: models?.stand_in ?? false,
    methods: { local: false, oidc: null, guests: guestsEnabled, signup: false },
  }
}
