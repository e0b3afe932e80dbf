import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A guest with one login, as small as a load needs it. What fails is a status, never a throw. */
export interface Person {
  /** 0 when nobody answered. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  /** Sends in a new session. @returns undefined when it was not accepted. */
  readonly send: (content: string, query?: string) => Promise<Accepted | undefined>
  /** Follows the feed until it is left; opened again when it ends. */
  readonly follow: (leave: AbortSignal, as?: 'sse' | 'socket', cursor?: string) => Promise<void>
}

export interface Accepted {
  readonly session_id: string
  readonly message_id: string
}

/** A new guest. Asked for again while the product is ill. @throws {Error} when there is no login to be had in half a minute. */
export async function createPerson(origin: string): Promise<Person> {
  const login = await signIn(origin)
  const cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const headers = { origin, cookie }

  const call: Person['call'] = async (method, path, body) => {
    const request: RequestInit = { method, headers, signal: AbortSignal.timeout(60_000) }
    if (body !== undefined) {
      request.headers = { ...headers, 'content-type': 'application/json' }
      request.body = JSON.stringify(body)
    }
    try {
      const response = await fetch(`${origin}/api/v1${path}`, request)
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
    } catch {
      return { status: 0, body: undefined }
    }
  }

  return {
    call,
    async send(content, query = '') {
      const session = { session_id: randomUUID(), create_session: true }
      const { status, body } = await call('POST', `/chat/messages${query}`, { id: randomUUID(), content, ...session })
      return status === 200 || status === 202 ? (body as Accepted) : undefined
    },
    async follow(leave, as = 'sse', cursor) {
      const once = as === 'sse' ? followEvents : followSocket
      const query = cursor ? `?cursor=${cursor}` : ''
      while (!leave.aborted) {
        await once(`${origin}/api/v1/chat/`, headers, leave, query).catch(() => {})
        if (!leave.aborted) await sleep(300)
      }
    },
  }
}

async function signIn(origin: string): Promise<Response> {
  for (const until = Date.now() + 30_000; ;) {
    const headers = { origin, 'content-type': 'application/json' }
    const login = await fetch(`${origin}/api/v1/auth/guest`, { method: 'POST', headers, body: '{}' }).catch(
      () => undefined,
    )
    await login?.body?.cancel()
    if (login?.ok) return login
    if (Date.now() > until) throw new Error(`no guest login: ${login?.status}`)
    await sleep(500)
  }
}

type Headers = Record<string, string>

async function followEvents(base: string, headers: Headers, leave: AbortSignal, query: string): Promise<void> {
  const response = await fetch(`${base}stream${query}`, { headers, signal: leave })
  for await (const _ of response.body ?? []) if (leave.aborted) return
}

async function followSocket(base: string, headers: Headers, leave: AbortSignal, query: string): Promise<void> {
  // Node's WebSocket takes headers, which browsers' do not
  const socket = new WebSocket(`${base.replace('http', 'ws')}socket${query}`, { headers } as never)
  await new Promise<void>((resolve) => {
    const end = () => {
      socket.close()
      resolve()
    }
    socket.addEventListener('close', () => resolve())
    socket.addEventListener('error', end)
    leave.addEventListener('abort', end, { once: true })
  })
}
