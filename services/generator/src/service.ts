import { createChatApiClient } from '@continuo/rpc'
import type { Service, ServiceContext } from '@continuo/runtime'
import { createStopListener } from '@continuo/stream-log/control'
import { connectRedis, createRedisStore, createRedisSubscriber } from '@continuo/stream-log/redis'
import { createWriter } from '@continuo/stream-log/writer'
import { createRedisMetrics, redisOutage } from '@continuo/telemetry'
import { createModelClient } from './claude/client.ts'
import { startModelCatalog } from './claude/models.ts'
import type { Config } from './config.ts'
import { createEvents } from './events.ts'
import { createBreaker } from './generate/breaker.ts'
import type { GenerateDeps } from './generate/deps.ts'
import { generate } from './generate/generate.ts'
import { startHeartbeat } from './generate/heartbeat.ts'
import { startLeaseKeeper } from './generate/lease-keeper.ts'
import type { Running } from './generate/running.ts'
import { createTurns } from './generate/turns.ts'
import { within } from './generate/within.ts'
import { makeTitle } from './title/make-title.ts'
import { startWorkers } from './worker.ts'

export type { Config } from './config.ts'
export { readConfig } from './config.ts'

/** After the drain time attempts are told to hand over; this long they have for it. Milliseconds. */
const handOverMs = 5_000

/** The longest that a stop takes: draining, handing over, closing connections. */
export const shutdownMs = ({ worker }: Config): number => worker.drainMs + handOverMs + 10_000

/**
 * The generator: takes jobs from the queues, lets the model answer, and writes the answer to its log. Disposed, it takes
 * no more jobs, lets answers finish for `drainMs`, then hands the rest back.
 */
export async function createGenerator(config: Config, { logger, metrics }: ServiceContext): Promise<Service> {
  await using made = new AsyncDisposableStack()
  const events = createEvents(metrics)
  const redisMetrics = createRedisMetrics(metrics)
  const { id: workerId, drainMs } = config.worker

  const rpc = made.use(createChatApiClient({ ...config.chatApi, signer: 'worker' }))
  const api = rpc.generations
  const redis = (role: 'producer' | 'subscriber' | 'command') => {
    const outage = redisOutage(logger, { role })
    const connection = connectRedis(config.redisUrl, role, { name: `generator-${role}`, onError: outage.failed })
    redisMetrics.watch(role, connection)
    return connection.on('ready', outage.back)
  }
  const producer = made.adopt(redis('producer'), (client) => client.disconnect())
  const publisher = made.adopt(redis('command'), (client) => client.disconnect())
  const subscriber = made.use(createRedisSubscriber({ redis: redis('subscriber'), publisher }))
  const writer = createWriter(createRedisStore(producer, { onCommand: redisMetrics.ran }), {
    onRetry: events.appendRepeated,
  })

  const model = createModelClient(config.model)
  const catalog = made.use(startModelCatalog({ model, api, logger }, config.model))
  const breaker = createBreaker()
  events.watch(breaker, config.worker.queues.includes('chat') ? config.worker.concurrency : 0)
  const running = new Set<Running>()
  const leases = made.use(startLeaseKeeper({ api, running, events, logger }, workerId, config.generate.leaseRenewMs))
  made.use(startHeartbeat(writer, running, config.generate.heartbeatMs))
  const deps: GenerateDeps = {
    api,
    writer,
    stops: createStopListener(subscriber),
    model,
    catalog,
    breaker,
    running,
    turns: createTurns(),
    events,
    logger,
    workerId,
    defaultModel: config.model.defaultModel,
    config: config.generate,
  }
  const leaving = new AbortController()
  const busy = new Set<Promise<unknown>>()
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const entry: Promise<unknown> = work.catch(() => {}).then(() => busy.delete(entry))
    busy.add(entry)
    return work
  }
  /** Not the queue's own closing: that never ends when Redis has gone. */
  const idle = async (limitMs: number) => {
    const untilMs = performance.now() + limitMs
    for (let leftMs = limitMs; busy.size > 0 && leftMs > 0; leftMs = untilMs - performance.now())
      await within(leftMs, Promise.all(busy)).catch(() => {})
  }
  const workers = made.use(
    startWorkers(
      {
        generate: async (job) =>
          leaving.signal.aborted ? { kind: 'later', delayMs: 0 } : tracked(generate(deps, job)),
        makeTitle: (job) => tracked(makeTitle(deps, job, leaving.signal)),
        onLockLost: () => void leases.check(),
        logger,
      },
      { ...config.worker, redisUrl: config.redisUrl },
    ),
  )
  logger.info({ worker_id: workerId, queues: config.worker.queues, stand_in: config.model.standIn }, 'generator ready')
  if (config.model.standIn) logger.warn('answers come from the stand-in model server')

  const connections = made.move()
  return {
    async notReady() {
      const reasons = await workers.notReady()
      if (!rpc.connected()) reasons.push('chat-api: not connected')
      if (producer.status !== 'ready') reasons.push('redis: not connected')
      return reasons
    },
    async [Symbol.asyncDispose]() {
      events.drainBegan()
      logger.info({ active: running.size, drain_ms: drainMs }, 'draining')
      void workers.drain()
      await idle(drainMs)
      leaving.abort()
      for (const attempt of running) attempt.abort('drain', 'drain')
      await idle(handOverMs)
      await connections.disposeAsync()
    },
  }
}
