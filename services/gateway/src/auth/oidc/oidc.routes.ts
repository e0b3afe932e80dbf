import { AppError } from '@continuo/contract'
import type { Request } from 'express'
import { z } from 'zod'
import type { ChatApi } from '../../chat-api.ts'
import type { GatewayEvents } from '../../events.ts'
import { type CallFacts, type Operation, type Reply, operation } from '../../http/operation.ts'
import { Lenient } from '../../http/query.ts'
import type { Logins } from '../logins.ts'
import type { FlowCookie } from './flow-cookie.ts'
import { type Provider, failureOf, newFlow } from './provider.ts'
import { returnPath } from './return-to.ts'
import { type OidcSettings, type Person, isAdminBy, mayComeIn } from './settings.ts'

export interface OidcDeps {
  api: ChatApi
  logins: Logins
  events: Pick<GatewayEvents, 'logins'>
  flows: FlowCookie
  provider: Provider
  settings: OidcSettings
  /** The origin of this site as browsers know it. */
  originOf: (req: Request) => string
}

const tag = 'Login'
const callbackPath = '/api/v1/auth/oidc/callback'

const redirect = (location: string): Reply => ({ status: 303, headers: { location } })
/** A person stands before a browser window, not before an API: the page says what was wrong. */
const backWith = (reason: string): Reply => redirect(`/?login_error=${reason}`)

/** Sign-in at an identity provider: authorization code with PKCE, state and nonce. */
export const oidcOperations = (deps: OidcDeps): Operation[] => {
  const { api, logins, flows, provider, settings, events, originOf } = deps
  const redirectUri = (call: CallFacts) => `${originOf(call.req)}${callbackPath}`

  async function letIn(call: CallFacts, person: Person): Promise<void> {
    const present = await logins.find(call.req).catch(() => undefined)
    const admin = isAdminBy(settings, person)
    const caller = await logins.begin(call.req, call.res, (login) =>
      api.accounts.logInByIdentity(
        {
          issuer: person.issuer,
          subject: person.subject,
          email_verified: person.emailVerified,
          groups: person.groups,
          login,
          ...(person.email === undefined ? {} : { email: person.email }),
          ...(person.name === undefined ? {} : { name: person.name }),
          ...(admin === undefined ? {} : { admin }),
          ...(present?.kind === 'guest' ? { guest_id: present.userId } : {}),
        },
        call.asCaller,
      ),
    )
    events.logins.inc({ kind: 'oidc' })
    call.log.info({ user_id: caller.userId, login_id: caller.loginId, kind: 'oidc' }, 'signed in')
  }

  const failed = (call: CallFacts, error: unknown): Reply => {
    if (error instanceof AppError) {
      call.log.info({ code: error.code }, 'sign-in at the provider refused')
      return backWith(error.code === 'forbidden' || error.code === 'conflict' ? 'refused' : 'unavailable')
    }
    const { reason, code } = failureOf(error)
    call.log.warn({ reason, code }, 'sign-in at the provider failed')
    return backWith(reason)
  }

  return [
    operation({
      id: 'startOidc',
      method: 'get',
      path: '/auth/oidc/start',
      tag,
      summary: 'Sign in at the identity provider',
      description: `For a browser to go to, from a page of this site. Comes back to \`return_to\`, a path of this site; or to
\`/?login_error=cancelled|expired|refused|failed|unavailable\`. A guest who has no account yet becomes one with all chats.`,
      access: 'public',
      rate: 'login',
      query: z.object({ return_to: Lenient }),
      replies: { 303: { description: 'To the provider.' } },
      refuses: ['forbidden'],
      handle: async (call) => {
        // another site must not begin what ends with a guest's chats in an account
        const site = call.req.get('sec-fetch-site')
        if (site === 'cross-site' || site === 'same-site')
          throw new AppError('forbidden', 'Sign-in begins on a page of this site')
        const flow = newFlow()
        try {
          const url = await provider.authorizationUrl({ ...flow, redirectUri: redirectUri(call) })
          flows.give(call.req, call.res, { ...flow, return_to: returnPath(call.query.return_to) })
          return redirect(url.href)
        } catch (error) {
          return failed(call, error)
        }
      },
    }),
    operation({
      id: 'finishOidc',
      method: 'get',
      path: '/auth/oidc/callback',
      tag,
      summary: 'Where the identity provider sends the browser back to',
      description: 'Sets a new login cookie. Good once, in the browser that began.',
      access: 'public',
      rate: 'login',
      replies: { 303: { description: 'To the path that was asked for, or to the start page with `login_error`.' } },
      handle: async (call) => {
        const flow = flows.take(call.req, call.res)
        if (!flow) return backWith('expired')
        const url = new URL(redirectUri(call))
        url.search = new URL(call.req.originalUrl, url).search
        try {
          const person = await provider.person({ url, ...flow })
          if (!mayComeIn(settings, person)) throw new AppError('forbidden', 'This person may not come in')
          await letIn(call, person)
          return redirect(flow.return_to)
        } catch (error) {
          return failed(call, error)
        }
      },
    }),
  ]
}
