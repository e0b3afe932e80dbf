import type { Logger } from 'pino'

export interface RedisOutage {
  /** An attempt to connect has failed, or the connection broke: ioredis tells of each. */
  readonly failed: (error: unknown) => void
  /** The connection stands. */
  readonly back: () => void
}

/**
 * Tells of a Redis that is away: one line when it goes, one when it is back. What is tried in between, several times a
 * second and by each connection, is for whoever debugs.
 * @param facts On every line: which connection, `role`.
 */
export function redisOutage(logger: Pick<Logger, 'debug' | 'info' | 'warn'>, facts: { role: string }): RedisOutage {
  let isAway = false
  return {
    failed(error) {
      if (isAway) logger.debug({ err: error, ...facts }, 'redis still away')
      else logger.warn({ err: error, ...facts }, 'redis connection lost')
      isAway = true
    },
    back() {
      if (isAway) logger.info(facts, 'redis connected again')
      isAway = false
    },
  }
}
