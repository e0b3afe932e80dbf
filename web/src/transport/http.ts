import { newId } from '@continuo/contract'
import { ApiError, errorOf } from './errors.ts'

export interface HttpOptions {
  /** Default `/api/v1`. */
  base?: string
  fetch?: typeof fetch
  /** Called on every 401, before the request fails with it. */
  onUnauthenticated?: () => void
}

export interface Query {
  [name: string]: string | number | undefined
}

export interface RequestOptions {
  query?: Query
  body?: unknown
  /** Milliseconds until the request counts as unanswered. Default 20 000. */
  timeoutMs?: number
  signal?: AbortSignal
}

export type Http = ReturnType<typeof createHttp>

/** JSON requests with ids, deadlines and typed errors. Cookies go along because everything is of one origin. */
export function createHttp({
  base = '/api/v1',
  fetch = globalThis.fetch.bind(globalThis),
  onUnauthenticated,
}: HttpOptions = {}) {
  const url = (path: string, query: Query = {}) => {
    const known = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
    return known.length > 0 ? `${base}${path}?${new URLSearchParams(known)}` : `${base}${path}`
  }

  async function send(method: string, path: string, init: RequestInit, query?: Query): Promise<Response> {
    const response = await fetch(url(path, query), { ...init, method, credentials: 'same-origin' }).catch((cause) => {
      throw unanswered(cause)
    })
    if (response.status === 401) onUnauthenticated?.()
    if (!response.ok) throw await errorOf(response)
    return response
  }

  async function json<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const { query, body, timeoutMs = 20_000, signal } = options
    const deadline = AbortSignal.timeout(timeoutMs)
    const headers: Record<string, string> = { accept: 'application/json', 'x-request-id': newId() }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const response = await send(
      method,
      path,
      {
        headers,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      query,
    )
    const text = await response.text().catch((cause) => {
      throw unanswered(cause)
    })
    return (text === '' ? undefined : parse(text)) as T
  }

  return {
    get: <T>(path: string, options?: RequestOptions) => json<T>('GET', path, options),
    post: <T>(path: string, options?: RequestOptions) => json<T>('POST', path, options),
    patch: <T>(path: string, options?: RequestOptions) => json<T>('PATCH', path, options),
    delete: <T>(path: string, options?: RequestOptions) => json<T>('DELETE', path, options),
    /** Sends a JSON text and looks after it no more: no deadline, no answer, no error; 401 asks nobody to sign in. */
    drop(path: string, body: string): void {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', headers, body, keepalive: true, credentials: 'same-origin' } as const
      void fetch(url(path), init).catch(() => undefined)
    },
    /** The address of a WebSocket beside this API. */
    socketUrl: (path: string, query?: Query): string =>
      new URL(url(path, query), globalThis.location?.href).href.replace(/^http/, 'ws'),
    /** Opens an event stream; its life is the signal's, there is no deadline. */
    stream: (path: string, signal: AbortSignal, query?: Query) =>
      send('GET', path, { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal }, query),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiError('protocol', 'The answer of the server could not be read', { cause })
  }
}

const unanswered = (cause: unknown) =>
  cause instanceof DOMException && cause.name === 'TimeoutError'
    ? new ApiError('timeout', 'The server took too long to answer', { cause })
    : new ApiError('network', 'The server could not be reached', { cause })
