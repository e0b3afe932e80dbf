import { once } from 'node:events'
import { createServer } from 'node:net'

/** Linux takes the ports of outgoing connections from 32 768 up, macOS from 49 152. */
const [lowest, highest] = [10_000, 32_000]

/**
 * `n` ports of 127.0.0.1 that stay free while their service is dead: a killed gateway must find its own again, with
 * hundreds of clients dialling meanwhile from whatever ports the system gives them.
 */
export async function steadyPorts(n: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < n) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (await isFree(port)) ports.add(port)
  }
  return [...ports]
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (free) await once(server.close(), 'close')
  return free
}
