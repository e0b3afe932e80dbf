import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Proxy } from './proxy.ts'

/** What a company's filter does to long connections. Nothing given: it is transparent. */
export interface MiddleboxManner {
  /** Ends every response after so many milliseconds, whatever is still to come. */
  readonly cutsResponsesAfterMs?: number
  /** Cuts every WebSocket after so many milliseconds. */
  readonly cutsSocketsAfterMs?: number
  /** Answers event streams with a page that says no. */
  readonly blocksStreams?: boolean
  /** Answers WebSocket handshakes with a page that says no. */
  readonly blocksSockets?: boolean
}

const refusal = '<!doctype html><title>Blocked</title><h1>This content is not allowed in this network</h1>'

/** A proxy that passes bytes on as they come, until its manner says otherwise. */
export async function startMiddlebox(target: string, manner: MiddleboxManner = {}): Promise<Proxy<MiddleboxManner>> {
  const to = new URL(target)
  const open = new Set<Socket>()
  let now = manner

  function pass(req: IncomingMessage, res: ServerResponse) {
    const { method, url, headers } = req
    const onward = request({ host: to.hostname, port: to.port, method, path: url, headers, agent: false })
    onward.on('error', () => res.destroy())
    res.on('error', () => {})
    res.once('close', () => onward.destroy())
    onward.once('response', (answer) => {
      answer.on('error', () => res.destroy())
      if (now.blocksStreams && answer.headers['content-type']?.startsWith('text/event-stream')) {
        onward.destroy()
        return res.writeHead(403, { 'content-type': 'text/html' }).end(refusal)
      }
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      res.flushHeaders()
      answer.pipe(res)
      cutAfter(now.cutsResponsesAfterMs, res, () => {
        answer.unpipe(res)
        res.end()
        onward.destroy()
      })
    })
    req.pipe(onward)
  }

  function tunnel(req: IncomingMessage, browser: Duplex, head: Buffer) {
    browser.on('error', () => {})
    if (now.blocksSockets) {
      const length = Buffer.byteLength(refusal)
      return void browser.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${refusal}`,
      )
    }
    const gateway = connect(Number(to.port), to.hostname)
    gateway.on('error', () => browser.destroy())
    gateway.once('close', () => browser.destroy())
    browser.once('close', () => gateway.destroy())
    const lines = req.rawHeaders.map((part, n) => (n % 2 === 0 ? `${part}: ` : `${part}\r\n`))
    gateway.write(`${req.method} ${req.url} HTTP/1.1\r\n${lines.join('')}\r\n`)
    gateway.write(head)
    browser.pipe(gateway).pipe(browser)
    cutAfter(now.cutsSocketsAfterMs, browser, () => browser.destroy())
  }

  const server = createServer(pass).on('upgrade', tunnel)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const cutAll = () => open.forEach((socket) => socket.destroy())

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async become(next) {
      now = next
      cutAll()
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server.close(), 'close')
      cutAll()
      await closed
    },
  }
}

function cutAfter(ms: number | undefined, connection: ServerResponse | Duplex, cut: () => void): void {
  if (ms === undefined) return
  const timer = setTimeout(cut, ms)
  connection.once('close', () => clearTimeout(timer))
}
