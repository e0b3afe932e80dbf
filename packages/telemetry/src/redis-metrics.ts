import { storeBuckets } from './buckets.ts'
import type { Metrics } from './metrics.ts'

export interface RedisMetrics {
  /** A connection and what it is for; a role is watched once. */
  watch(role: string, connection: { readonly status: string }): void
  /** One command or script, by a name of our own. */
  readonly ran: (command: string, ms: number) => void
}

/** What a service tells of its connections to Redis. */
export function createRedisMetrics(metrics: Metrics): RedisMetrics {
  const connections = new Map<string, { readonly status: string }>()
  metrics.gauge(
    'continuo_redis_connected',
    '1 while a connection to Redis stands, by what it is for.',
    ['role'],
    function () {
      for (const [role, { status }] of connections) this.set({ role }, status === 'ready' ? 1 : 0)
    },
  )
  const took = metrics.quickHistogram(
    'continuo_redis_command_duration_seconds',
    'From the call until the answer of Redis, or until it was given up, by script or command of the stream log.',
    storeBuckets,
    'command',
  )
  return {
    watch: (role, connection) => void connections.set(role, connection),
    ran: (command, ms) => took(ms / 1_000, command),
  }
}
