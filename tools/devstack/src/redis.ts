import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type GuardedProcess, spawnGuarded } from './guard.ts'
import { Lines } from './lines.ts'
import { freePort } from './ports.ts'
import type { StoreHandle } from './postgres.ts'
import { findRedis } from './redis-binary.ts'
import { StackError } from './stack-error.ts'

export interface RedisOptions {
  /** Where its file goes; made when missing. */
  dataDir: string
  /** Default any free one. */
  port?: number
  /** Keep data over a restart (append-only file). Default true; without it every start is empty. */
  durable?: boolean
}

export interface RedisHandle extends StoreHandle {
  /** Makes it lose everything, as a failover may; only while it is stopped. */
  empty(): Promise<void>
}

/**
 * A real Redis on 127.0.0.1, `noeviction` as BullMQ needs it. It ends with this process, however that one ends.
 * @throws {StackError} when there is no Redis to be had, or it does not come up.
 */
export async function startRedis({ dataDir, port: wanted, durable = true }: RedisOptions): Promise<RedisHandle> {
  const program = await findRedis()
  await mkdir(dataDir, { recursive: true })
  const port = wanted ?? (await freePort())
  const lines = new Lines()
  let server: GuardedProcess | undefined
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: dataDir,
    save: '',
    appendonly: durable ? 'yes' : 'no',
    'maxmemory-policy': 'noeviction',
    // 16 are too few for a database of its own per test worker
    databases: '64',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])

  const start = async () => {
    const from = lines.count
    const begun = await spawnGuarded(program.path, flags, {
      env: { ...process.env, ...program.env },
      orphanSignal: 'SIGTERM',
      lines,
    })
    server = begun
    const ready = lines.waitFor(({ text }) => text.includes('Ready to accept connections'), { from, timeoutMs: 30_000 })
    const ended = begun.exited.then(() => 'ended' as const)
    if ((await Promise.race([ready, ended])) !== 'ended') return
    ready.catch(() => {})
    throw new StackError(`Redis did not start:\n${lines.tail(5).join('\n')}`)
  }
  const stop = async () => {
    await server?.stop(1_500)
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    lines,
    get pid() {
      return server?.alive ? server.pid : undefined
    },
    kill: (signal) => server?.kill(signal),
    stop,
    start,
    empty: () => rm(join(dataDir, 'appendonlydir'), { recursive: true, force: true }),
    [Symbol.asyncDispose]: stop,
  }
}
