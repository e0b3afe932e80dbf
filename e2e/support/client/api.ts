import { setTimeout as sleep } from 'node:timers/promises'
import type { History } from '../history.ts'

export interface Reply<T> {
  /** 0 when nobody answered. */
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface ApiDeps {
  /** `http://host:port` of the gateway. */
  readonly origin: string
  readonly user: string
  readonly history: History
}

export type Api = Awaited<ReturnType<typeof signInAsGuest>>

/** A guest's login: the cookie it got, and calls that carry it. Every refusal goes into the history. */
export async function signInAsGuest(deps: ApiDeps) {
  const response = await fetch(`${deps.origin}/api/v1/auth/guest`, {
    method: 'POST',
    headers: { origin: deps.origin, 'content-type': 'application/json' },
    body: '{}',
  })
  const cookie = response.headers.getSetCookie().map((line) => line.split(';', 1)[0])
  if (!response.ok || cookie.length === 0)
    throw new Error(`no guest login: ${response.status} ${await response.text()}`)
  for (const line of cookie) givenCookies.add(line!.slice(line!.indexOf('=') + 1))
  return openApi(deps, cookie.join('; '))
}

/** The logins that the guests of this worker have got: nothing else may know them. */
export const givenCookies = new Set<string>()

/** Somebody with an account: the cookie it got, and calls that carry it. */
export async function signUp(deps: ApiDeps, email: string, password: string) {
  const response = await fetch(`${deps.origin}/api/v1/auth/signup`, {
    method: 'POST',
    headers: { origin: deps.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (response.status !== 201) throw new Error(`no account: ${response.status} ${await response.text()}`)
  return openApi(deps, response.headers.getSetCookie()[0]!.split(';', 1)[0]!)
}

/** The same calls for somebody without a login when `cookie` is empty. */
export function openApi({ origin, user, history }: ApiDeps, cookie: string) {
  const headers: Record<string, string> = { origin, ...(cookie ? { cookie } : {}) }

  async function call<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    const request: RequestInit = { method, headers, signal: AbortSignal.timeout(40_000) }
    if (body !== undefined) {
      request.headers = { ...headers, 'content-type': 'application/json' }
      request.body = JSON.stringify(body)
    }
    const response = await fetch(`${origin}/api/v1${path}`, request).catch(() => undefined)
    const text = await response?.text().catch(() => undefined)
    if (!response || text === undefined) return { status: 0, body: undefined as T, headers: new Headers() }
    const parsed = parse(text)
    if (response.status >= 400) {
      const { headers: replied, status } = response
      const [contentType, retryAfter] = [replied.get('content-type'), replied.get('retry-after')]
      history.refusals.push({ user, call: `${method} ${path}`, status, contentType, retryAfter, problem: parsed })
    }
    return { status: response.status, body: parsed as T, headers: response.headers }
  }

  /** Repeats what may pass: no answer, or a refusal that says "later". For calls that may be repeated. */
  async function insist<T>(method: string, path: string, body?: unknown, timeoutMs = 30_000): Promise<Reply<T>> {
    const until = Date.now() + timeoutMs
    for (;;) {
      const reply = await call<T>(method, path, body)
      const later = reply.status === 0 || reply.status === 429 || reply.status >= 500
      if (!later || Date.now() > until) return reply
      await sleep(200)
    }
  }

  return { call, insist, user, origin, cookie, headers }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
