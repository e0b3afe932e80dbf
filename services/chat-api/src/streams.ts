import { createAdmin } from '@continuo/stream-log/admin'
import { createControl } from '@continuo/stream-log/control'
import { createReader } from '@continuo/stream-log/reader'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { type Logger, type RedisMetrics, redisOutage } from '@continuo/telemetry'
import type { Streams } from './deps.ts'

/** The stream log in Redis. Needs no Redis to start; while it is away, calls reject within seconds. */
export function openStreams(
  redisUrl: string,
  { logger, redisMetrics }: { logger: Logger; redisMetrics: RedisMetrics },
): { streams: Streams; redisInfo: () => Promise<string>; close: () => void } {
  const outage = redisOutage(logger, { role: 'producer' })
  const redis = connectRedis(redisUrl, 'producer', { name: 'chat-api', onError: outage.failed })
  redis.on('ready', outage.back)
  redisMetrics.watch('producer', redis)
  const store = createRedisStore(redis, { onCommand: redisMetrics.ran })
  const streams = { reader: createReader(store), control: createControl(store), admin: createAdmin(store) }
  return { streams, redisInfo: () => redis.info(), close: () => redis.disconnect() }
}
