import { setTimeout as sleep } from 'node:timers/promises'
import { formatPosition } from '@continuo/contract'
import type { ConnectionRecord, FrameRecord, History, ViewRecord } from '../history.ts'
import { nothingShown, show, type Shown } from '../shown.ts'
import type { Api } from './api.ts'
import { type RawFrame, sseReader } from './sse.ts'

export interface ViewOptions {
  /** null = the user's feed. */
  readonly sessionId: string | null
  /** Messages to follow from nothing even if they have ended before the first connection. */
  readonly messageIds?: readonly string[]
  /** The feed by a WebSocket. */
  readonly bySocket?: boolean
}

export type Viewer = ReturnType<typeof openView>

/** Watches over somebody's shoulder: keeps every frame, resumes by cursors whenever it is cut off. */
export function openView(
  { api, history }: { api: Api; history: History },
  { sessionId, messageIds = [], bySocket = false }: ViewOptions,
) {
  const record: ViewRecord = { user: api.user, sessionId, frames: [], connections: [] }
  history.views.push(record)
  const shown = new Map<string, Shown>(messageIds.map((id) => [id, nothingShown]))
  const watchers = new Set<() => void>()
  const left = new AbortController()
  let pauseMs = 0
  let failure: unknown

  const tell = () => watchers.forEach((look) => look())
  const cursors = () => [...shown].map(([id, { at }]) => `${id}:${formatPosition(at)}`).join(',')
  const allEnded = () => shown.size > 0 && [...shown.values()].every(({ end }) => end)

  function onFrame(raw: RawFrame) {
    if (raw.data === undefined) return
    const data = JSON.parse(raw.data) as Record<string, unknown>
    const connection = record.connections.length - 1
    const frame: FrameRecord = { at: Date.now(), connection, event: raw.event, id: raw.id, data }
    record.frames.push(frame)
    if (raw.event === 'drain') pauseMs = Number(data.reconnect_in_ms)
    else if (typeof data.message_id === 'string' && data.seq !== undefined) {
      const id = data.message_id
      shown.set(id, show(shown.get(id) ?? nothingShown, frame))
    }
  }

  /** One connection; tells how it ended. */
  async function connect(): Promise<ConnectionRecord> {
    const cursor = cursors()
    const connection: ConnectionRecord = { cursor, status: 0, openedAt: Date.now(), answeredAt: 0, end: undefined }
    record.connections.push(connection)
    const path = bySocket ? '/chat/socket' : sessionId ? `/chat/stream/${sessionId}` : '/chat/stream'
    const url = `${api.origin}/api/v1${path}${cursor ? `?cursor=${cursor}` : ''}`
    const answered = (status: number) => {
      connection.status = status
      connection.answeredAt = Date.now()
      tell()
    }
    const reader = sseReader(onFrame)
    const onBytes = (bytes: Uint8Array) => {
      reader.push(bytes)
      tell()
    }
    const source = { url, headers: api.headers, signal: left.signal, answered, onBytes }
    try {
      await (bySocket ? readSocket(source) : readResponse(source))
      connection.end = 'server'
    } catch (cause) {
      connection.end = left.signal.aborted ? 'left' : 'lost'
      if (!isNetwork(cause) && !left.signal.aborted) throw cause
    }
    return connection
  }

  async function run() {
    while (!left.signal.aborted) {
      // as the page does it: the first new try comes within half a second, and not from all at once
      pauseMs = Math.random() * 500
      const { status } = await connect()
      if (status === 204 || (status >= 400 && status < 500 && status !== 429)) return
      if (sessionId && allEnded()) return
      await sleep(pauseMs, undefined, { signal: left.signal }).catch(() => undefined)
    }
  }
  const running = run().catch((cause: unknown) => {
    failure = cause
    tell()
  })

  /** Resolves when `condition` holds; asked again at every frame. @throws {Error} after `timeoutMs`, default 45 s. */
  function until<T>(what: string, condition: () => T | undefined | false, timeoutMs = 45_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer)
        watchers.delete(look)
      }
      const look = () => {
        const value = failure ? undefined : condition()
        if (failure) reject(failure instanceof Error ? failure : new Error('the view failed', { cause: failure }))
        else if (value) resolve(value)
        else return
        finish()
      }
      const timer = setTimeout(() => {
        finish()
        reject(new Error(`not within ${timeoutMs} ms: ${what}; ${describe()}`))
      }, timeoutMs)
      watchers.add(look)
      look()
    })
  }

  const describe = () => {
    const texts = [...shown].map(
      ([id, s]) => `${id} at ${formatPosition(s.at)}, ${s.text.length} long, ${s.end?.event}`,
    )
    return `${record.connections.length} connections, ${record.frames.length} frames; ${texts.join('; ')}`
  }
  const of = (messageId: string): Shown => shown.get(messageId) ?? nothingShown

  return {
    record,
    of,
    until,
    connected: () => until('connected', () => record.connections.at(-1)?.status === 200),
    /** Shows at least so many characters. */
    shows: (messageId: string, length: number, timeoutMs?: number) =>
      until(`${length} characters`, () => of(messageId).text.length >= length && of(messageId), timeoutMs),
    /** Shows the end of an answer. */
    ended: (messageId: string, timeoutMs?: number) =>
      until('the end', () => of(messageId).end && of(messageId), timeoutMs),
    async leave() {
      left.abort()
      await running
    },
  }
}

interface Source {
  readonly url: string
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
  readonly answered: (status: number) => void
  readonly onBytes: (bytes: Uint8Array) => void
}

async function readResponse({ url, headers, signal, answered, onBytes }: Source): Promise<void> {
  const response = await fetch(url, { headers, signal })
  answered(response.status)
  if (response.status !== 200) await response.body?.cancel()
  else for await (const bytes of response.body ?? []) onBytes(bytes)
}

/** Node's takes headers; the types are those of a browser's, which does not. */
type NodeWebSocket = new (url: string, options: { headers: Record<string, string> }) => WebSocket

/** @throws {TypeError} as fetch does when the connection is refused or cut; a handshake does not tell its status. */
async function readSocket({ url, headers, signal, answered, onBytes }: Source): Promise<void> {
  const socket = new (WebSocket as unknown as NodeWebSocket)(url.replace('http', 'ws'), { headers })
  const encoder = new TextEncoder()
  let failure: Error | undefined
  socket.addEventListener('open', () => answered(200))
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    try {
      onBytes(encoder.encode(data))
    } catch (cause) {
      failure = cause as Error
      socket.close()
    }
  })
  signal.addEventListener('abort', () => socket.close(), { once: true })
  const { code } = await new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve))
  if (failure) throw failure
  if (code !== 1000 && code !== 1012) throw new TypeError(`the socket was closed with ${code}`)
}

/** A cut connection; anything else is an error of the test or of the framing and must be seen. */
const isNetwork = (cause: unknown): boolean =>
  cause instanceof TypeError || (cause instanceof Error && 'code' in cause) || (cause as Error).name === 'AbortError'
