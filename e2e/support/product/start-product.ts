import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnGuarded } from '@continuo/devstack/guard'
import { makeIdentityKeys } from '@continuo/devstack/identity-keys'
import { startPostgres } from '@continuo/devstack/postgres'
import { startRedis } from '@continuo/devstack/redis'
import { Redis } from 'ioredis'
import pg from 'pg'
import { standInClient } from '../client/stand-in.ts'
import type { Product } from './product.ts'
import { root, serviceProcess } from './service-process.ts'
import { steadyPorts } from './steady-ports.ts'
import { storeProcess } from './store-process.ts'

type Ports = [number, number, number, number, number, number, number, number, number, number, number]

const generousRates = {
  RATE_ADDRESS: '1000000',
  RATE_LOGINS: '1000000',
  RATE_SENDS: '1000000',
  RATE_STREAMS: '1000000',
  RATE_REQUESTS: '1000000',
  RATE_REPORTS: '1000000',
}

/**
 * Starts everything on free ports with data of its own; disposed, it leaves no process and no file.
 * @param env For all services.
 */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  await using made = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'continuo-e2e-'))
  made.defer(() => rm(dataDir, { recursive: true, force: true }))
  const ports = await steadyPorts(11)
  const [web, webOps, otherWeb, otherOps, grpc, apiOps, model, firstOps, secondOps, postgresPort, redisPort] =
    ports as Ports
  const stores = await startStores(made, dataDir, postgresPort, redisPort)
  const local = (port: number) => `http://127.0.0.1:${port}`
  const common = {
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE: join(root, '.cache/compile'),
    OPS_HOST: '127.0.0.1',
    REDIS_URL: stores.redisHandle.url,
    ...env,
  }
  const { privateKeys, publicKeys } = makeIdentityKeys()
  const api = (signer: keyof typeof privateKeys) => ({
    CHAT_API_ADDRESS: `dns:///127.0.0.1:${grpc}`,
    IDENTITY_PRIVATE_KEY: privateKeys[signer],
  })

  const service = (name: string, folder: string, opsPort: number, env: Record<string, string>) => {
    const own = { ...common, ...env, OPS_PORT: String(opsPort) }
    const readyUrl = `${local(opsPort)}/readyz`
    return serviceProcess({ name, main: `services/${folder}/src/main.ts`, env: own, readyUrl })
  }
  const standIn = serviceProcess({
    name: 'stand-in',
    main: 'tools/model-stand-in/src/main.ts',
    env: { PORT: String(model), STAND_IN_TTFT_MS: '30', STAND_IN_KEEP: '4000' },
    readyUrl: `${local(model)}/__control/count`,
  })
  const chatApi = service('chat-api', 'chat-api', apiOps, {
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: String(grpc),
    DATABASE_URL: stores.postgresHandle.url,
    IDENTITY_PUBLIC_KEYS: publicKeys,
    // tests send as one person what many would; those of the limits set their own
    USER_CONCURRENCY: '200',
  })
  const generators = [firstOps, secondOps].map((opsPort, n) =>
    service(`generator-${n + 1}`, 'generator', opsPort, {
      ...api('worker'),
      ANTHROPIC_BASE_URL: local(model),
      MODEL_IS_STAND_IN: 'true',
      // what is running when it is asked to go is handed over soon
      DRAIN_MS: '1500',
    }),
  )
  const gatewayEnv = {
    ...api('gateway'),
    HOST: '127.0.0.1',
    LOGIN_SECRET: 'only for tests, only on this machine',
    GUESTS_ENABLED: 'true',
    WEB_ROOT: process.env.E2E_WEB_ROOT ?? join(root, 'web/dist'),
    DRAIN_MS: '3000',
    // chance is no part of a test; the one of reports asks for its own share
    WEB_REPORT_SHARE: '0',
    ...generousRates,
  }
  const gateway = service('gateway', 'gateway', webOps, { ...gatewayEnv, PORT: String(web) })
  const otherGateway = service('gateway-2', 'gateway', otherOps, { ...gatewayEnv, PORT: String(otherWeb) })

  const services = [standIn, chatApi, ...generators, gateway]
  made.defer(async () => {
    const all = [...services, otherGateway]
    for (const one of all) one.signal('SIGKILL')
    await Promise.all(all.map((one) => one.gone()))
  })
  await migrate(stores.postgresHandle.url)
  await Promise.all([standIn.start(), chatApi.start()])
  await Promise.all([...generators.map((one) => one.start()), gateway.start()])

  const pool = made.adopt(new pg.Pool({ connectionString: stores.postgresHandle.url, max: 3 }), (open) => open.end())
  // a killed server ends idle connections too, and an unheard error would end the tests
  pool.on('error', () => {})
  const keeper = made.move()
  return {
    origin: local(web),
    gateway,
    otherGateway: Object.assign(otherGateway, { origin: local(otherWeb) }),
    chatApi,
    generators,
    redis: stores.redis,
    postgres: stores.postgres,
    standIn: standInClient(local(model)),
    sql: async <Row>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as Row[],
    redisUrl: stores.redisHandle.url,
    databaseUrl: stores.postgresHandle.url,
    async metrics() {
      const read = async (opsPort: number) => (await fetch(`${local(opsPort)}/metrics`)).text()
      return (await Promise.all([webOps, apiOps, firstOps, secondOps].map(read))).join('\n')
    },
    chatKeys: () => readChatKeys(stores.redisHandle.url),
    async overhear(sessionId) {
      const heard: string[] = []
      const redis = keeper.adopt(new Redis(stores.redisHandle.url), (client) => client.disconnect())
      redis.on('error', () => {})
      redis.on('message', (_channel: string, payload: string) => heard.push(payload))
      await redis.subscribe(`chat:updates:{${sessionId}}`)
      return heard
    },
    async runJanitor(env = {}) {
      const settings = { ...common, ...api('janitor'), OPS_PORT: '0', ...env }
      const run = await spawnGuarded(process.execPath, ['services/janitor/src/main.ts'], {
        cwd: root,
        env: { PATH: process.env.PATH, ...settings },
      })
      return (await run.exited).code
    },
    async heal() {
      for (const one of services) one.signal('SIGCONT')
      for (const store of [stores.postgres, stores.redis]) if (!store.pid) await store.start()
      await Promise.all(services.filter(({ pid }) => !pid).map((one) => one.start()))
      await Promise.all(services.map((one) => one.ready()))
    },
    [Symbol.asyncDispose]: () => keeper.disposeAsync(),
  }
}

async function startStores(made: AsyncDisposableStack, dataDir: string, postgresPort: number, redisPort: number) {
  const [postgresHandle, redisHandle] = await Promise.all([
    startPostgres({ dataDir: join(dataDir, 'postgres-18'), port: postgresPort, unsafeFast: true }),
    startRedis({ dataDir: join(dataDir, 'redis'), port: redisPort, durable: false }),
  ])
  made.use(postgresHandle)
  made.use(redisHandle)
  const [postgres, redis] = [storeProcess('postgres', postgresHandle), storeProcess('redis', redisHandle)]
  return { postgresHandle, redisHandle, postgres, redis }
}

async function migrate(databaseUrl: string): Promise<void> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl }
  const run = await spawnGuarded(process.execPath, ['services/chat-api/src/migrate.ts'], { cwd: root, env })
  const { code } = await run.exited
  if (code !== 0) throw new Error(`no schema:\n${run.lines.tail(10).join('\n')}`)
}

async function readChatKeys(url: string): Promise<{ key: string; ttlS: number }[]> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const keys = await redis.keys('chat:*')
    return await Promise.all(keys.map(async (key) => ({ key, ttlS: await redis.ttl(key) })))
  } finally {
    redis.disconnect()
  }
}
