import * as oidc from 'openid-client'
import { z } from 'zod'
import type { OidcSettings, Person } from './settings.ts'

/** What a browser brings back, and what it must match. */
export interface Return {
  /** Our own callback with the query that came. */
  readonly url: URL
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface Provider {
  /** Where to send the browser. */
  authorizationUrl(flow: { redirectUri: string; state: string; nonce: string; verifier: string }): Promise<URL>
  /** @throws whatever openid-client found wrong; nothing of it is for the browser. */
  person(back: Return): Promise<Person>
}

/** Metadata is read anew after so long; keys are, by openid-client, when one is missing. Milliseconds. */
const trustMetadataMs = 3_600_000
const timeoutS = 10

/** Any OpenID provider, found by its issuer when the first person wants to sign in. */
export function createProvider(settings: OidcSettings): Provider {
  let known: { config: Promise<oidc.Configuration>; untilMs: number } | undefined

  function discover(): Promise<oidc.Configuration> {
    if (known && known.untilMs > performance.now()) return known.config
    const config = oidc.discovery(settings.issuer, settings.clientId, {}, clientAuth(settings.clientSecret), {
      timeout: timeoutS,
      // by default an ID token that came over TLS is believed without its signature
      execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(settings.issuer) ? [oidc.allowInsecureRequests] : [])],
    })
    const entry = { config, untilMs: performance.now() + trustMetadataMs }
    known = entry
    config.catch(() => {
      if (known === entry) known = undefined
    })
    return config
  }

  return {
    async authorizationUrl({ redirectUri, state, nonce, verifier }) {
      return oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    async person({ url, state, nonce, verifier }) {
      const config = await discover()
      const tokens = await oidc.authorizationCodeGrant(config, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const idToken = tokens.claims()!
      const missing = idToken['email'] === undefined || idToken[settings.groupsClaim] === undefined
      const more =
        missing && config.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub)
          : {}
      return toPerson({ ...more, ...idToken }, settings.groupsClaim)
    },
  }
}

export const newFlow = () => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
})

/** Why a sign-in failed, in words that the page knows; the rest is for the log. */
export function failureOf(error: unknown): { reason: 'cancelled' | 'unavailable' | 'failed'; code: string } {
  if (error instanceof oidc.AuthorizationResponseError)
    return { reason: error.error === 'access_denied' ? 'cancelled' : 'failed', code: error.error }
  const cause = error instanceof oidc.ClientError ? error.cause : error
  const isNetwork = cause instanceof TypeError || (cause instanceof DOMException && cause.name === 'TimeoutError')
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return { reason: isNetwork ? 'unavailable' : 'failed', code }
}

/** Plain http is for trying things out on one machine. */
const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** In the header where the provider takes it there, which is what OAuth has every provider do. */
function clientAuth(secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None()
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const auth = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost
    return auth(secret)(server, client, body, headers)
  }
}

const Claims = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
})
const Groups = z.array(z.string()).catch([])

function toPerson(claims: Record<string, unknown>, groupsClaim: string): Person {
  const { iss, sub, email, email_verified = false, name } = Claims.parse(claims)
  const groups = Groups.parse(claims[groupsClaim])
  return { issuer: iss, subject: sub, email: email?.toLowerCase(), emailVerified: email_verified, name, groups }
}
