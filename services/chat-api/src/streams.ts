import { createAdmin } from '@continuo/stream-log/admin'
import { createControl } from '@continuo/stream-log/control'
import { createReader } from '@continuo/stream-log/reader'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import type { Logger } from '@continuo/telemetry'
import type { Streams } from './deps.ts'

/** The stream log in Redis. Needs no Redis to start; while it is away, calls reject within seconds. */
export function openStreams(redisUrl: string, logger: Logger): { streams: Streams; close: () => void } {
  const redis = connectRedis(redisUrl, 'producer', {
    name: 'chat-api',
    onError: (error) => logger.warn({ err: error }, 'redis connection failed'),
  })
  const store = createRedisStore(redis)
  const streams = { reader: createReader(store), control: createControl(store), admin: createAdmin(store) }
  return { streams, close: () => redis.disconnect() }
}
