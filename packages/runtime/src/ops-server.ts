import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from '@continuo/telemetry'

export interface OpsServerOptions {
  host: string
  port: number
  registry: Registry
  /** Empty when ready; otherwise what is missing, in words an SRE can act on. */
  notReady: () => Promise<string[]> | string[]
}

export interface OpsServer extends AsyncDisposable {
  readonly port: number
}

/**
 * The operations port, never behind the ingress: `/livez` (the event loop turns; depends on no store), `/readyz` (200, or
 * 503 with the reasons), `/metrics` (Prometheus text).
 */
export async function startOpsServer({ host, port, registry, notReady }: OpsServerOptions): Promise<OpsServer> {
  const server = createServer((req, res) => {
    const reply = (status: number, type: string, body: string) =>
      res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    const answer = async () => {
      switch (req.url?.split('?')[0]) {
        case '/livez':
          return reply(200, 'application/json', '{"status":"live"}')
        case '/readyz': {
          const reasons = await notReady()
          const status = reasons.length === 0 ? 'ready' : 'not_ready'
          return reply(reasons.length === 0 ? 200 : 503, 'application/json', JSON.stringify({ status, reasons }))
        }
        case '/metrics':
          return reply(200, registry.contentType, await registry.metrics())
        default:
          return reply(404, 'application/json', '{"status":"not_found"}')
      }
    }
    answer().catch(() => (res.headersSent ? res.destroy() : reply(500, 'application/json', '{"status":"error"}')))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
