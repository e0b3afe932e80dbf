import { connectRedis, createRedisStore, createRedisSubscriber, type RedisRole } from '../src/redis/index.ts'
import type { Opened } from './conformance.ts'

/** The server that the integration tests were started with. */
export const redisUrl = (): string => {
  const url = process.env.TEST_REDIS_URL
  if (!url) throw new Error('TEST_REDIS_URL is not set: run with `vitest --project it`')
  return url
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
