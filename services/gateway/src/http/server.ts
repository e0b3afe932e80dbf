import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { upgradeListener, wantsSocket } from './upgrade.ts'

/** Limits against slow and oversized requests; responses, and so streams, may take as long as they like. */
const limits = {
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

export async function listen(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<HttpServer> {
  const server = createServer({ ...limits, shouldUpgradeCallback: wantsSocket }, handler)
  server.on('upgrade', upgradeListener(handler))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
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
