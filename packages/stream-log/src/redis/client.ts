import { Redis } from 'ioredis'

/**
 * - `command`: requests that may wait out a short reconnect (reads, control, admin).
 * - `producer`: appends; fails at once while the connection is down, the writer repeats by itself.
 * - `subscriber`: only (un)subscribes and pings; channels are renewed by `createRedisSubscriber`, not by ioredis.
 */
export type RedisRole = 'command' | 'producer' | 'subscriber'

const settings = {
  command: { enableOfflineQueue: true },
  producer: { enableOfflineQueue: false },
  subscriber: { enableOfflineQueue: false, autoResubscribe: false },
} as const

export interface RedisClientOptions {
  /** Shows up in `CLIENT LIST`. */
  readonly name: string
  /** ioredis reports every failed connection here; without a listener Node prints them all. */
  readonly onError: (error: Error) => void
}

/**
 * A client that notices dead peers and comes back fast: reconnects after 50 ms growing to 2 s (ioredis would wait up to
 * 20 s once the queue library has touched it), gives up a connect after 3 s, a command after 2 s (without this a
 * command on a cut connection can stay pending for ever), and destroys a socket that owes an answer for 10 s.
 * The caller ends it with `quit()` or `disconnect()`.
 */
export function connectRedis(url: string, role: RedisRole, { name, onError }: RedisClientOptions): Redis {
  const redis = new Redis(url, {
    ...settings[role],
    connectionName: name,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    socketTimeout: 10_000,
    keepAlive: 10_000,
    // Every write is fenced by (epoch, seq), so one that runs twice is harmless; none waits in line for ever.
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt - 1, 6), 1_600) * (1 + Math.random() / 4),
  })
  redis.on('error', onError)
  return redis
}
