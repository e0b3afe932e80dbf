import { createChatApiClient } from '@continuo/rpc'
import type { Service, ServiceContext } from '@continuo/runtime'
import { createAdmin } from '@continuo/stream-log/admin'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { redisOutage } from '@continuo/telemetry'
import type { Config } from './config.ts'
import { runTasks } from './run-tasks.ts'

/** One bounded run: the CronJob's pod ends with it. */
export async function createJanitor(config: Config, { logger, stop }: ServiceContext): Promise<Service> {
  const chatApi = createChatApiClient({ ...config.chatApi, signer: 'janitor' })
  const outage = redisOutage(logger, { role: 'command' })
  const redis = connectRedis(config.redis.url, 'command', { name: 'janitor', onError: outage.failed })
  redis.on('ready', outage.back)
  const finished = runTasks(
    {
      maintenance: chatApi.maintenance,
      admin: createAdmin(createRedisStore(redis)),
      logger,
      sweep: config.sweep,
      stop: AbortSignal.any([stop, AbortSignal.timeout(config.runLimitMs)]),
      nowMs: Date.now,
    },
    config.tasks,
  )
  return {
    notReady: () => (redis.status === 'ready' ? [] : ['redis: not connected']),
    finished,
    [Symbol.asyncDispose]: async () => {
      await finished
      redis.disconnect()
      chatApi[Symbol.dispose]()
    },
  }
}
