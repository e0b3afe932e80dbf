import { type ChatApiClient, createChatApiClient } from '@continuo/rpc'
import { createContext } from '@continuo/runtime'
import { eventually } from '@continuo/testkit'
import { expect } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createChatApi } from '../src/service.ts'
import { createDatabaseForTest, redisUrl } from './stores.ts'

/** The whole service, through its public door. */
export async function startService(env: (databaseUrl: string) => NodeJS.ProcessEnv = () => ({})) {
  const resources = new AsyncDisposableStack()
  const database = resources.use(await createDatabaseForTest())
  const config = readConfig({
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl(),
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: '0',
    LOG_LEVEL: 'silent',
    DRAIN_MS: '500',
    ...env(database.url),
  })
  const context = createContext('chat-api', config, new AbortController().signal)
  const service = resources.use(await createChatApi(config, context))
  const client = createChatApiClient(`127.0.0.1:${service.port}`)
  resources.defer(() => client[Symbol.dispose]())
  await eventually(() => expect(service.notReady()).toEqual([]))
  return { database, service, client, context, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

export const newUser = async ({ sessions }: ChatApiClient) => ({ userId: (await sessions.createGuest({})).id })
