import { inject } from 'vitest'
import { connectRedis, createRedisStore, createRedisSubscriber, type RedisRole } from '../src/redis/index.ts'
import type { Opened } from './conformance.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    redisUrl: string
  }
}

/** All tests of a run share one server; ids keep them apart, and a logical database keeps scans apart. */
export const redisUrl = (): string => new URL('/7', inject('redisUrl')).href

/** The same database by another way, e.g. through a proxy. */
export function redisUrlAt(port: number): string {
  const url = new URL(redisUrl())
  url.host = `127.0.0.1:${port}`
  return url.href
}

export const connect = (role: RedisRole, url = redisUrl()) =>
  connectRedis(url, role, { name: `stream-log-test-${role}`, onError: () => {} })

export async function openRedis(url = redisUrl()): Promise<Opened> {
  const command = connect('command', url)
  const subscriber = createRedisSubscriber({ redis: connect('subscriber', url), publisher: command })
  return {
    store: createRedisStore(command),
    subscriber,
    async close() {
      await subscriber[Symbol.asyncDispose]()
      command.disconnect()
    },
  }
}
