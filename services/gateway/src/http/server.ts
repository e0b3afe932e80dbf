import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { networkOf } from '../limits/client-address.ts'
import { upgradeListener, wantsSocket } from './upgrade.ts'

/**
 * Limits against slow and oversized requests. A response, and so a stream, may take as long as it likes, as long as
 * something moves.
 */
export const slowLimits = {
  /** Counts from the connection on: whoever says nothing is gone by then. */
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  /** Longer than the usual minute of a load balancer, so that it is never us who closes a connection just reused. */
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  connectionsCheckingInterval: 5_000,
}

export interface HttpServer {
  readonly port: number
  /** Takes no more connections and waits for the requests under way. After `forceMs` it cuts them. */
  close(forceMs: number): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** A connection on which nothing moves for so long is cut: its reader has stopped reading. Milliseconds. */
  readonly silentMs: number
  /** More are cut at once. */
  readonly maxConnectionsPerAddress: number
  /** Proxies have all their clients' connections. */
  readonly isProxy: (address: string) => boolean
  readonly onRefused: () => void
  /** Default `slowLimits`. */
  readonly slow?: Partial<typeof slowLimits>
}

export async function listen(handler: RequestListener, options: ListenOptions): Promise<HttpServer> {
  const { host, port, silentMs, slow } = options
  const server = createServer({ ...slowLimits, ...slow, shouldUpgradeCallback: wantsSocket }, handler)
  server.timeout = silentMs
  server.on('upgrade', upgradeListener(handler))
  const sockets = new Set<Socket>()
  const mayConnect = countConnections(options)
  server.on('connection', (socket) => {
    if (!mayConnect(socket)) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, close: (forceMs) => close(server, sockets, forceMs) }
}

function countConnections({ maxConnectionsPerAddress, isProxy, onRefused }: ListenOptions) {
  const open = new Map<string, number>()
  return (socket: Socket): boolean => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || isProxy(remoteAddress)) return true
    const network = networkOf(remoteAddress)
    const count = open.get(network) ?? 0
    if (count >= maxConnectionsPerAddress) {
      onRefused()
      return false
    }
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
    return true
  }
}

function close(server: Server, sockets: ReadonlySet<Socket>, forceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = () => {
      server.closeIdleConnections()
      // browsers connect ahead of need; Node takes a connection without any request for a busy one
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }
    const sweeping = setInterval(sweep, 100)
    // Node no longer counts a WebSocket among its connections
    const force = setTimeout(() => sockets.forEach((socket) => socket.destroy()), forceMs)
    server.close(() => {
      clearInterval(sweeping)
      clearTimeout(force)
      resolve()
    })
    sweep()
  })
}
