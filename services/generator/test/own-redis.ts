import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'

/** A Redis of a test's own, to be flushed, stopped and killed without harm to others. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string
  readonly client: Redis
  /** Dies with everything it held, and comes back empty on the same port. */
  restartEmpty(): Promise<void>
  /** Dies; `start` brings it back empty. */
  stop(): Promise<void>
  start(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

export async function startOwnRedis(): Promise<OwnRedis> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {})
  let running: ChildProcess | undefined

  async function start(): Promise<void> {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    running = spawn(process.env.REDIS_SERVER_BIN ?? 'redis-server', args, { stdio: 'ignore' })
    await client.ping()
  }
  async function stop(): Promise<void> {
    const dying = running
    running = undefined
    if (!dying) return
    dying.kill('SIGKILL')
    await once(dying, 'exit')
  }

  await start()
  return {
    url,
    client,
    start,
    stop,
    async restartEmpty() {
      await stop()
      await start()
    },
    async [Symbol.asyncDispose]() {
      client.disconnect()
      await stop()
    },
  }
}
