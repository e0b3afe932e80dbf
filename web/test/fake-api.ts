import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { parseCursors, parsePosition, type Position } from '@continuo/contract'
import { FakeChat } from './fake-chat.ts'

export interface FakeApiOptions {
  /** Milliseconds between two pieces of an answer. Default 25. */
  tokenMs?: number
  /** Built web app to serve beside the API, under the product's content security policy. */
  webRoot?: string
  port?: number
  guests?: boolean
}

export interface FakeApi extends AsyncDisposable {
  url: string
  chat: FakeChat
  /** Cuts every open stream, as a dying gateway does. */
  cut: () => void
  /** Event streams and sockets are refused by something that is not the server; short requests pass. */
  blockStreams: (block: boolean) => void
  /** Event streams that are open now. */
  openStreams: () => number
  /** The next so many POSTs are done, and their answers thrown away. */
  loseAnswers: (count: number) => void
}

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'"
const user = { id: '00000000-0000-4000-8000-000000000001', kind: 'guest', name: null }

/** The HTTP API in memory, on loopback. */
export async function startFakeApi(options: FakeApiOptions = {}): Promise<FakeApi> {
  const chat = new FakeChat(options.tokenMs ?? 25)
  const streams = new Set<ServerResponse>()
  let toLose = 0
  let blocked = false
  let signedIn = false

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://fake')
    const route = `${req.method} ${url.pathname.replace(/^\/api\/v1/, '')}`
    const json = (status: number, body: unknown) =>
      void res
        .writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
        .end(JSON.stringify(status < 400 ? body : { status, code: `fake_${status}`, ...(body as object) }))
    const [, , first = '', second = '', third = ''] = url.pathname.replace(/^\/api\/v1/, '').split('/')
    if (!url.pathname.startsWith('/api/')) return serveFile(res, options.webRoot, url.pathname)
    if (route === 'POST /auth/guest') {
      signedIn = options.guests !== false
      return json(signedIn ? 200 : 403, {})
    }
    if (!signedIn) return json(401, {})
    if (route === 'GET /auth/me') return json(200, { user, stand_in_model: true })
    if (route === 'GET /models') return json(200, models)
    if (route === 'GET /sync')
      return json(200, chat.sync(url.searchParams.get('since'), url.searchParams.get('have') ?? ''))
    if (route === 'GET /chat/active-streams')
      return json(200, {
        streams: chat.active().map(({ view }) => ({
          session_id: view.session_id,
          message_id: view.id,
          status: view.status,
          started_at: view.created_at,
          cursor: view.cursor,
        })),
      })
    if (blocked && /^GET .chat.(stream|socket)/.test(route))
      return void res.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Blocked by policy</h1>')
    if (route.startsWith('GET /chat/stream')) return stream(req, res, url, second)
    if (route === 'POST /chat/messages') {
      const reply = chat.accept(JSON.parse(await bodyOf(req)))
      return toLose-- > 0 ? void req.socket.destroy() : json(202, reply)
    }
    if (third === 'cancel')
      return json(200, chat.cancel(second, parsePosition(JSON.parse(await bodyOf(req)).cursor) ?? { epoch: 0, seq: 0 }))
    if (third === 'retry') return json(202, chat.retry(second))
    if (route.startsWith('GET /chat/status/')) {
      const message = chat.messages.get(third)
      if (!message) return json(404, {})
      const cursor = url.searchParams.get('cursor')
      const events = chat
        .replay(message, parsePosition(cursor ?? '') ?? undefined)
        .map(({ type, ...data }) => ({ event: type, data }))
      return json(200, { ...message.view, message_id: third, ...(cursor === null ? {} : { events }) })
    }
    if (route.startsWith('PATCH /sessions/')) return json(200, chat.change(first, JSON.parse(await bodyOf(req))))
    if (route.startsWith('DELETE /sessions/')) return json(204, chat.remove(first))
    if (second === 'messages') {
      const items = [...chat.messages.values()]
        .map((m) => m.view)
        .filter((m) => m.session_id === first && !m.replaced_by)
      return chat.sessions.has(first) ? json(200, { items: items.reverse(), next: null }) : json(404, {})
    }
    json(404, {})
  }

  function stream(req: IncomingMessage, res: ServerResponse, url: URL, sessionId: string): void {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' })
    res.write(': hello\n\n')
    const send = (name: string, data: object) => void res.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    const cursors = parseCursors(url.searchParams.get('cursor') ?? '')
    const wanted = new Map<string, Position | undefined>(cursors)
    for (const { view } of chat.active()) if (!wanted.has(view.id)) wanted.set(view.id, undefined)
    for (const [id, at] of wanted) {
      const message = chat.messages.get(id)
      if (!message || (sessionId && message.view.session_id !== sessionId)) continue
      for (const { type, ...body } of chat.replay(message, at)) send(type, body)
    }
    chat.subscribers.add(send)
    streams.add(res)
    res.on('close', () => {
      chat.subscribers.delete(send)
      streams.delete(res)
    })
  }

  const server = createServer((req, res) => {
    handle(req, res).catch(({ message }: Error) => {
      const status = ['404', '409'].includes(message) ? Number(message) : 500
      const code = req.url?.endsWith('/chat/messages') ? 'session_moved_on' : 'conflict'
      const problem = status === 409 ? { code, status, title: '', detail: '' } : { status }
      res.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
    })
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chat,
    cut: () => streams.forEach((res) => res.destroy()),
    blockStreams: (block) => void (blocked = block),
    openStreams: () => streams.size,
    loseAnswers: (count) => void (toLose = count),
    async [Symbol.asyncDispose]() {
      chat.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const models = {
  items: [
    { id: 'stand-in-1', name: 'Stand-in' },
    { id: 'claude-sonnet-4-6', name: 'Claude Sonnet 4.6' },
  ],
  default: 'stand-in-1',
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of req) text += String(chunk)
  return text || '{}'
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

function serveFile(res: ServerResponse, root: string | undefined, path: string): void {
  const file = root && join(root, normalize(path))
  const found = file && existsSync(file) && statSync(file).isFile() ? file : root && join(root, 'index.html')
  if (!found) return void res.writeHead(404).end()
  res.writeHead(200, { 'content-type': types[extname(found)] ?? 'text/html', 'content-security-policy': csp })
  createReadStream(found).pipe(res)
}
