import { AppError } from '@continuo/contract'
import type { Service, ServiceContext } from '@continuo/runtime'
import { createHub } from '@continuo/stream-log/hub'
import { createReader } from '@continuo/stream-log/reader'
import { type RedisRole, connectRedis, createRedisStore, createRedisSubscriber } from '@continuo/stream-log/redis'
import type { Hub, StreamReader } from '@continuo/stream-log/types'
import { type RedisMetrics, createRedisMetrics, redisOutage } from '@continuo/telemetry'
import { createApp } from './app.ts'
import { createLogins } from './auth/logins.ts'
import { connectChatApi } from './chat-api.ts'
import type { Config } from './config.ts'
import { type GatewayEvents, createEvents } from './events.ts'
import { secureBy } from './http/is-secure.ts'
import { listen } from './http/server.ts'
import { createRates } from './limits/rates.ts'
import { createOpenStreams } from './streams/open-streams.ts'
import { createQueueLine } from './streams/queue-line.ts'

/** The reading side of the stream log, over Redis in production. */
export interface StreamLog extends AsyncDisposable {
  hub: Hub
  reader: StreamReader
}

export interface GatewayOverrides {
  /** In place of Redis, for tests. */
  streamLog?: StreamLog
}

export interface Gateway extends Service {
  readonly port: number
}

/** After the streams have been told, how long requests under way may take before they are cut. */
const finishMs = 15_000
export const forceStopMs = (config: Config): number => config.streams.drainMs + finishMs

/** Starts the gateway; it serves when this resolves, whether or not chat-api and Redis are there already. */
export async function createGateway(
  config: Config,
  context: ServiceContext,
  overrides: GatewayOverrides = {},
): Promise<Gateway> {
  const { logger, stop } = context
  const events = createEvents(context.metrics)
  const redisMetrics = createRedisMetrics(context.metrics)
  const api = connectChatApi(config.chatApi, events)
  api.connected() // begins to connect, so that the first request need not wait for it
  const streamLog = overrides.streamLog ?? openStreamLog(config, context, { events, redisMetrics })
  events.watchHub(streamLog.hub)
  const streams = createOpenStreams({ ...config.streams, events })
  events.watchStreams(streams)
  // tests without a Redis count here
  const redisUrl = overrides.streamLog ? undefined : config.redis.url
  const rates = createRates({ perMinute: config.rates, redisUrl, events, redisMetrics, logger })
  const logins = createLogins({ api, secret: config.login.secret, isSecure: secureBy(config.http.origins) })
  const line = createQueueLine(api, {
    onError: (cause) => logger.debug({ err: cause }, 'places in the queue not known'),
  })
  const app = createApp({ config, api, ...streamLog, streams, line, logins, rates, events, stop, logger })
  const isProxy = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  const server = await listen(app, {
    ...config.http,
    isProxy: (address) => isProxy(address, 0),
    onRefused: () => events.connectionsRefused.inc(),
  })
  logger.info({ port: server.port }, 'gateway listening')

  return {
    port: server.port,
    notReady: () => (api.connected() ? [] : ['chat-api: not connected']),
    async [Symbol.asyncDispose]() {
      logger.info({ streams: streams.size, drain_ms: config.streams.drainMs }, 'draining')
      await streams.drain()
      await server.close(finishMs)
      line[Symbol.dispose]()
      logins[Symbol.dispose]()
      await rates[Symbol.asyncDispose]()
      await streamLog[Symbol.asyncDispose]()
      api[Symbol.dispose]()
    },
  }
}

function openStreamLog(
  { redis: { url } }: Config,
  { logger }: ServiceContext,
  { events, redisMetrics }: { events: GatewayEvents; redisMetrics: RedisMetrics },
): StreamLog {
  const connect = (role: RedisRole) => {
    const outage = redisOutage(logger, { role })
    const redis = connectRedis(url, role, { name: `gateway-${role}`, onError: outage.failed })
    redisMetrics.watch(role, redis)
    return redis.on('ready', outage.back)
  }
  const commands = connect('command')
  const subscriber = createRedisSubscriber({
    redis: connect('subscriber'),
    publisher: commands,
    onSilence: () => {
      events.subscriberSilent()
      logger.warn('redis subscriber silent')
    },
  })
  const reader = createReader(createRedisStore(commands, { onCommand: redisMetrics.ran }))
  const hub = createHub({
    reader,
    subscriber,
    onError: (cause) => logger.debug({ err: cause }, 'log not readable'),
    onGap: events.gapFound,
    onDuplicates: events.duplicatesDropped,
  })
  return {
    hub,
    reader: whileConnected(reader, hub),
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]()
      await subscriber[Symbol.asyncDispose]()
      commands.disconnect()
    },
  }
}

/** Requests have Postgres to turn to: none of them waits for a Redis that is known to be away. */
function whileConnected(reader: StreamReader, hub: Pick<Hub, 'connected'>): StreamReader {
  const guarded =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (!hub.connected) throw new AppError('unavailable', 'Redis is not connected')
      return read(...args)
    }
  return {
    replay: guarded((ref, after) => reader.replay(ref, after)),
    readText: guarded((ref, upTo) => reader.readText(ref, upTo)),
    heads: guarded((refs) => reader.heads(refs)),
  }
}
