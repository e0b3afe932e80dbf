import { startRpcServer } from '@continuo/rpc'
import type { Service, ServiceContext } from '@continuo/runtime'
import { createRedisMetrics } from '@continuo/telemetry'
import { adminHandlers } from './admin/admin.rpc.ts'
import { authoriseAll } from './access/authorise.ts'
import { accountHandlers } from './accounts/accounts.rpc.ts'
import { createThrottle } from './accounts/password-throttle.ts'
import { createHasher } from './accounts/passwords/hasher.ts'
import { Background } from './background.ts'
import type { ChatApiConfig } from './config.ts'
import { createDatabase } from './db/knex.ts'
import { watchReadiness } from './db/readiness.ts'
import type { Deps } from './deps.ts'
import { createEvents } from './events.ts'
import { generationHandlers } from './generations/generations.rpc.ts'
import { limitHandlers } from './limits/limits.rpc.ts'
import { createQueueBoard } from './limits/queue-board.ts'
import { maintenanceHandlers } from './maintenance/maintenance.rpc.ts'
import { messageHandlers } from './messages/messages.rpc.ts'
import { timeQueries } from './observe/time-queries.ts'
import { watchPool } from './observe/watch-pool.ts'
import { watchStores } from './observe/watch-stores.ts'
import { createJobQueues } from './outbox/queues.ts'
import { startRelay } from './outbox/relay.ts'
import { queueHandlers } from './queue/queue.rpc.ts'
import { startReconciler } from './reconcile/reconciler.ts'
import { createCallLog } from './rpc/call-log.ts'
import { guardAll } from './rpc/guard.ts'
import { sessionHandlers } from './sessions/sessions.rpc.ts'
import { openStreams } from './streams.ts'

export interface ChatApi extends Service {
  /** Of the gRPC server. */
  readonly port: number
}

/**
 * chat-api, listening. It starts and stays up without Postgres and without Redis; without Postgres it is not ready and
 * answers `unavailable`, without Redis it accepts messages and dispatches them later.
 */
export async function createChatApi(config: ChatApiConfig, { logger, metrics }: ServiceContext): Promise<ChatApi> {
  const resources = new AsyncDisposableStack()
  const db = createDatabase({ ...config.database, onQuery: timeQueries(metrics) })
  resources.defer(() => db.destroy())
  const redisMetrics = createRedisMetrics(metrics)
  const { streams, redisInfo, close } = openStreams(config.redis.url, { logger, redisMetrics })
  resources.defer(close)
  const queues = resources.use(createJobQueues(config.redis.url, logger, redisMetrics))
  const background = resources.use(new Background(logger))
  const events = createEvents(metrics)
  watchPool(metrics, db)
  watchStores(metrics, { db, queues, redisInfo })

  const wakeRelay = () => relay.wake()
  const deps: Deps = { db, streams, wakeRelay, background, events, logger, limits: config.generation }
  const relay = resources.use(startRelay({ ...deps, queues }, config.outbox))
  const reconciler = resources.use(startReconciler({ ...deps, queues }, config.reconcile))

  const handlers = authoriseAll(
    guardAll({
      accounts: accountHandlers({
        ...deps,
        hasher: createHasher(),
        throttle: createThrottle(db),
        options: config.accounts,
      }),
      sessions: sessionHandlers(deps),
      messages: messageHandlers({ ...deps, board: createQueueBoard(deps) }),
      generations: generationHandlers(deps),
      limits: limitHandlers(deps),
      admin: { ...adminHandlers(deps), ...queueHandlers({ ...deps, queues }) },
      maintenance: maintenanceHandlers({ db, reconciler, keep: config.keep }),
    }),
  )
  const logCall = createCallLog(logger)
  const server = await startRpcServer(handlers, {
    ...config.grpc,
    keys: config.identityKeys,
    onCall: (report) => {
      events.called(report)
      logCall(report)
    },
  })
  const readiness = resources.use(
    watchReadiness(db, (serving, reason) => {
      server.setServing(serving)
      if (serving) logger.info('serving')
      else logger.warn({ reason }, 'not serving')
    }),
  )
  resources.defer(() => server.drain(config.grpc.drainMs))
  return {
    port: server.port,
    notReady: () => readiness.reasons(),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
