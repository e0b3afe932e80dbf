import { type ChatApiClient, createChatApiClient, readPrivateKey } from '@continuo/rpc'
import { createContext } from '@continuo/runtime'
import { eventually, identityKeys } from '@continuo/testkit'
import { expect } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createDatabase } from '../src/db/knex.ts'
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
    IDENTITY_PUBLIC_KEYS: identityKeys.publicKeys,
    LOG_LEVEL: 'silent',
    DRAIN_MS: '500',
    ...env(database.url),
  })
  const context = createContext('chat-api', config, new AbortController().signal)
  const service = resources.use(await createChatApi(config, context))
  const connect = (signer: keyof typeof identityKeys.privateKeys) => {
    const key = readPrivateKey(identityKeys.privateKeys[signer])
    return resources.use(createChatApiClient({ address: `127.0.0.1:${service.port}`, signer, key }))
  }
  const [gateway, worker, janitor] = [connect('gateway'), connect('worker'), connect('janitor')]
  /** Each service called by whom it is for. */
  const client: ChatApiClient = {
    ...gateway,
    generations: worker.generations,
    maintenance: janitor.maintenance,
  }
  await eventually(() => expect(service.notReady()).toEqual([]))
  const db = createDatabase({ url: database.url, poolMax: 2 })
  resources.defer(() => db.destroy())
  return {
    database,
    /** Rows in plain sight. */
    db,
    service,
    client,
    gateway,
    worker,
    janitor,
    context,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

export const newUser = async ({ sessions }: ChatApiClient) => ({ userId: (await sessions.createGuest({})).id })
