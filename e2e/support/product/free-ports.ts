import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** `n` different ports of 127.0.0.1 that nobody listens on now: a service that is killed must come back on its own. */
export async function freePorts(n: number): Promise<number[]> {
  const servers = Array.from({ length: n }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
