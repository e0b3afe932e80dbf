import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '@continuo/devstack/redis'
import { Redis } from 'ioredis'

/** A Redis of a test's own, to be flushed and stopped without harm to others. It comes back empty, on the same port. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string
  readonly client: Redis
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startOwnRedis(): Promise<OwnRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'continuo-generator-'))
  const redis = await startRedis({ dataDir, durable: false })
  const client = new Redis(redis.url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {})
  return {
    url: redis.url,
    client,
    stop: () => redis.stop(),
    start: () => redis.start(),
    async [Symbol.asyncDispose]() {
      client.disconnect()
      await redis.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
