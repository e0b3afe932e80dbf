import { AppError } from '@continuo/contract'
import { connectRedis } from '@continuo/stream-log/redis'
import { type Logger, type RedisMetrics, redisOutage } from '@continuo/telemetry'
import type { Response } from 'express'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { GatewayEvents } from '../events.ts'

/** What a request counts as. `address` is everything from one network; the others are one user's, `login` one network's. */
export const rateClasses = ['address', 'send', 'login', 'stream', 'request', 'report'] as const
export type RateClass = (typeof rateClasses)[number]

export interface Rates extends AsyncDisposable {
  /**
   * Counts one request and tells the client in `RateLimit-*` where it stands.
   * @param subject A user's id or a network.
   * @throws {AppError} `too_many_requests`, with the time after which the count begins anew.
   */
  count(rate: RateClass, subject: string, res: Response): Promise<void>
}

/** Seconds; a count begins with its first request and is forgotten after this. */
const windowS = 60
/** A Redis that takes longer is as good as none: nobody waits for a count. Milliseconds. */
const patienceMs = 250
/** After that it is left alone for so long. Milliseconds. */
const restMs = 2_000

export interface RatesOptions {
  /** Per minute and subject; 0 = no limit. */
  readonly perMinute: Readonly<Record<RateClass, number>>
  /** Undefined: counts are this process's own. */
  readonly redisUrl: string | undefined
  readonly events: Pick<GatewayEvents, 'rateLimited' | 'countedLocally'>
  readonly redisMetrics?: Pick<RedisMetrics, 'watch'>
  readonly logger: Logger
}

/**
 * Requests per minute, counted in Redis for all gateways together. While Redis is away or slow each gateway counts for
 * itself: the limit then is that of one gateway for each of them, and nobody goes without.
 */
export function createRates({ perMinute, redisUrl, events, redisMetrics, logger }: RatesOptions): Rates {
  const outage = redisOutage(logger, { role: 'limits' })
  const redis =
    redisUrl === undefined
      ? undefined
      : connectRedis(redisUrl, 'producer', { name: 'gateway-limits', onError: outage.failed })
  redis?.on('ready', outage.back)
  if (redis) redisMetrics?.watch('limits', redis)
  const limiters = new Map(
    rateClasses
      .filter((rate) => perMinute[rate] > 0)
      .map((rate) => {
        const options = { keyPrefix: `gateway:rate:${rate}`, points: perMinute[rate], duration: windowS }
        const shared = redis && new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true })
        return [rate, { shared, local: new RateLimiterMemory(options) }] as const
      }),
  )
  let restUntil = -Infinity

  async function consume(rate: RateClass, subject: string): Promise<RateLimiterRes | undefined> {
    const limiter = limiters.get(rate)
    if (!limiter) return undefined
    if (limiter.shared && performance.now() >= restUntil) {
      try {
        return await withinPatience(settled(limiter.shared.consume(subject)))
      } catch (error) {
        if (error instanceof TooSlow) restUntil = performance.now() + restMs
      }
    }
    if (limiter.shared) events.countedLocally.inc()
    return settled(limiter.local.consume(subject))
  }

  return {
    async count(rate, subject, res) {
      const counted = await consume(rate, subject)
      if (!counted) return
      const limit = perMinute[rate]
      const resetS = Math.max(1, Math.ceil(counted.msBeforeNext / 1_000))
      res.setHeader('ratelimit-policy', `${limit};w=${windowS}`)
      res.setHeader('ratelimit-limit', limit)
      res.setHeader('ratelimit-remaining', counted.remainingPoints)
      res.setHeader('ratelimit-reset', resetS)
      if (counted.consumedPoints <= limit) return
      events.rateLimited.inc({ class: rate })
      throw new AppError('too_many_requests', `At most ${limit} a minute; try again in ${resetS} s`, {
        retryAfterS: resetS,
      })
    },
    async [Symbol.asyncDispose]() {
      redis?.disconnect()
    },
  }
}

/** The library rejects with the count when the limit is passed. */
const settled = (consumed: Promise<RateLimiterRes>): Promise<RateLimiterRes> =>
  consumed.catch((rejected: unknown) => {
    if (rejected instanceof RateLimiterRes) return rejected
    throw rejected
  })

class TooSlow extends Error {}

async function withinPatience<T>(call: Promise<T>): Promise<T> {
  call.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), patienceMs)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}
