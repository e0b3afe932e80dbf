import { type KeyObject, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type KoaContextWithOIDC } from 'oidc-provider'

export const client = { id: 'continuo', secret: 'a secret of the client, long enough for HS256' }

type Claims = Record<string, unknown>
export interface Forgery {
  readonly claims?: Claims
  /** Default: RS256 by the issuer's own key. */
  readonly by?: 'none' | 'HS256' | 'another key' | 'nobody'
}

/**
 * A real OpenID provider on loopback. Who comes is signed in at once as `person.sub`, without being asked; and the ID
 * token may be replaced by a forged one on its way.
 */
export async function startIssuer() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const other = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
  const person: { sub: string; claims: Claims } = { sub: 'ann', claims: {} }
  const control: { forge: Forgery | undefined; deny: boolean } = { forge: undefined, deny: false }

  let handle: (req: IncomingMessage, res: ServerResponse) => void = (_req, res) => void res.writeHead(503).end()
  const server = createServer((req, res) => handle(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  /** From now on it knows the client, which lives at this origin. */
  function know(origin: string) {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [`${origin}/api/v1/auth/oidc/callback`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] },
      pkce: { required: () => true },
      cookies: { keys: ['keys of a test'] },
      features: { devInteractions: { enabled: false } },
      conformIdTokenClaims: false,
      scopes: ['openid', 'email', 'profile'],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
      findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...person.claims }) }),
      loadExistingGrant: async ({ oidc }: KoaContextWithOIDC) => {
        const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.account!.accountId })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    provider.use(async (ctx, next) => {
      await next()
      const body = ctx.body as { id_token?: string } | undefined
      if (control.forge && body?.id_token) body.id_token = forge(body.id_token, control.forge)
    })
    const callback = provider.callback()
    handle = (req, res) => {
      if (!req.url?.startsWith('/interaction/')) return void callback(req, res)
      const result = control.deny
        ? { error: 'access_denied', error_description: 'No' }
        : { login: { accountId: person.sub } }
      provider.interactionFinished(req, res, result).catch((error: unknown) => res.writeHead(500).end(String(error)))
    }
  }

  function forge(token: string, { claims = {}, by }: Forgery): string {
    const [head = '', payload = '', signature = ''] = token.split('.')
    const decoded = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
    const changed = encode({ ...decoded, ...claims })
    if (by === 'nobody') return `${head}.${changed}.${signature}`
    const header = encode({ ...(by === 'none' || by === 'HS256' ? { alg: by } : { alg: 'RS256' }), kid: 'own' })
    const text = `${header}.${changed}`
    if (by === 'none') return `${text}.`
    if (by === 'HS256') return `${text}.${createHmac('sha256', client.secret).update(text).digest('base64url')}`
    return `${text}.${rs256(text, by === 'another key' ? other : privateKey)}`
  }

  return {
    issuer,
    know,
    person,
    control,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const rs256 = (text: string, key: KeyObject) => sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')

/** A browser that goes where it is sent, with the cookies of each host. */
export function openBrowser() {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: URL) => jars.get(url.origin) ?? jars.set(url.origin, new Map()).get(url.origin)!

  async function visit(url: URL, headers: Record<string, string> = {}): Promise<Response> {
    const jar = jarOf(url)
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { ...(cookie ? { cookie } : {}), ...headers } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    await response.body?.cancel()
    return response
  }

  /** Follows redirects until one leads to a place that `stop` knows, or there is none; every place on the way. */
  async function follow(start: string, stop: (url: URL) => boolean = () => false): Promise<URL[]> {
    const way = [new URL(start)]
    while (way.length < 20) {
      const here = way.at(-1)!
      if (stop(here)) return way
      const location = (await visit(here)).headers.get('location')
      if (location === null) return way
      way.push(new URL(location, here))
    }
    throw new Error('redirected for ever')
  }
  return { visit, follow, cookiesOf: (origin: string) => jarOf(new URL(origin)) }
}
