import { join } from 'node:path'
import { cacheDir } from './cache-dir.ts'
import { keptIdentityKeys } from './identity-keys.ts'
import type { LogLine } from './lines.ts'
import { loginSecret } from './login-secret.ts'
import { freePorts, portProblem } from './ports.ts'
import { type StoreHandle, startPostgres } from './postgres.ts'
import { probeStore } from './probe.ts'
import { type RedisHandle, startRedis } from './redis.ts'
import { runOnce } from './run-once.ts'
import { createService, type RunningService } from './service.ts'
import type { Settings } from './settings.ts'
import { StackError } from './stack-error.ts'
import { buildWeb, webRoot } from './web-build.ts'

export interface StackOptions {
  readonly settings: Settings
  /** A printer for the lines of one part. */
  readonly printer: (name: string) => (line: LogLine) => void
  /** Said to the person at the keyboard. */
  readonly say: (text: string) => void
  /** Gives the start up: what has begun is stopped, and the start rejects with the signal's reason. */
  readonly stop: AbortSignal
  /** How many of them; default 2 and 1. The first gateway listens on the port of the settings. */
  readonly generators?: number
  readonly gateways?: number
  /** Milliseconds between two runs of the janitor; default 5 minutes, the first after one. */
  readonly janitorEveryMs?: number
}

/** A service of the product that tells its metrics. */
export interface Part {
  readonly name: string
  /** As Prometheus calls it in a cluster. */
  readonly job: 'gateway' | 'chat-api' | 'generator'
  /** `127.0.0.1:port` of `/metrics`. */
  readonly opsAddress: string
  readonly service: RunningService
}

export interface Stack extends AsyncDisposable {
  readonly url: string
  /** Of all gateways. */
  readonly urls: readonly string[]
  readonly standIn: boolean
  /** Of the stand-in's control calls, when there is one. */
  readonly modelUrl: string | undefined
  readonly parts: readonly Part[]
  /** Undefined when somebody else runs them. */
  readonly postgres: StoreHandle | undefined
  readonly redis: RedisHandle | undefined
  /** One run of the janitor, now; whether it ended well. While it is suspended nothing runs it but this. */
  readonly runJanitor: () => Promise<boolean>
  readonly suspendJanitor: (suspended: boolean) => void
  /** What the services got. */
  readonly storeUrls: { readonly database: string; readonly redis: string }
}

/** The janitor is a CronJob in a cluster. */
const janitorFirst = { everyMs: 5 * 60_000, afterMs: 60_000 }
const standInMain = 'tools/model-stand-in/src/main.ts'

/** Only chat-api may know the database, only generators the model's keys. */
const storeVariables = ['DATABASE_URL']
const modelVariables = [
  'ANTHROPIC_API_KEY',
  'CLAUDE_API_KEY',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_MODEL',
  'CLAUDE_MODEL',
  'ANTHROPIC_EXTRA_HEADERS',
]
const only = (env: NodeJS.ProcessEnv, names: string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)))
const without = (env: NodeJS.ProcessEnv, ...names: string[][]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.flat().includes(name)))

/**
 * Everything, in the order in which it is needed: stores, schema, chat-api, generators, gateway. Disposed, it stops in the
 * other order, within 10 s.
 * @throws {StackError} in one sentence when something the person can mend is in the way.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { settings, printer, say, stop, generators = 2, gateways = 1 } = options
  await using made = new AsyncDisposableStack()
  const { dataDir, env } = settings
  const problem = await portProblem(settings.port, '0.0.0.0')
  if (problem === 'EADDRINUSE')
    throw new StackError(`Port ${settings.port} is in use: stop what listens there, or set PORT to another one.`)
  if (problem) throw new StackError(`Port ${settings.port} cannot be used (${problem}): set PORT to another one.`)

  const portsWanted = 2 + 1 + generators + 2 * gateways
  const [stores, ports] = await Promise.all([startStores(settings, made), freePorts(portsWanted), buildWeb()])
  const { databaseUrl, redisUrl } = stores
  stop.throwIfAborted()
  const [grpc, model, ...free] = ports as [number, number, ...number[]]
  const parts: Part[] = []
  const local = (port: number) => `http://127.0.0.1:${port}`
  const keys = keptIdentityKeys(dataDir)
  const common: NodeJS.ProcessEnv = {
    ...without(env, storeVariables, modelVariables),
    NODE_ENV: 'development',
    NODE_COMPILE_CACHE: join(cacheDir, 'compile'),
    OPS_HOST: '127.0.0.1',
    REDIS_URL: redisUrl,
    CHAT_API_ADDRESS: `dns:///127.0.0.1:${grpc}`,
  }

  async function run(name: string, main: string, own: NodeJS.ProcessEnv, readyUrl: string, running: RunningService[]) {
    const onRestart = (how: string) => say(`${name} has ${how}: starting it again`)
    const service = createService({ name, main, env: { ...common, ...own }, readyUrl, onRestart })
    service.lines.listen(printer(name))
    running.push(service)
    await service.start(stop)
    return service
  }
  async function runService(name: string, job: Part['job'], own: NodeJS.ProcessEnv, running: RunningService[]) {
    const opsPort = free.pop() as number
    const env = { ...own, OPS_PORT: String(opsPort) }
    const service = await run(name, `services/${job}/src/main.ts`, env, `${local(opsPort)}/readyz`, running)
    parts.push({ name, job, opsAddress: `127.0.0.1:${opsPort}`, service })
  }
  /** Services that are stopped together, after those of groups made later. */
  const group = (stopMs: number): RunningService[] => {
    const running: RunningService[] = []
    made.defer(async () => void (await Promise.all(running.map((service) => service.stop(stopMs)))))
    return running
  }

  const standIn = settings.modelKey === undefined
  const modelUrl = local(model)
  const first = group(300)
  await Promise.all([
    standIn && run('model', standInMain, { PORT: String(model) }, `${modelUrl}/__control/count`, first),
    migrate(databaseUrl, printer('migrate')),
  ])
  const chatApi = {
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: String(grpc),
    DATABASE_URL: databaseUrl,
    IDENTITY_PUBLIC_KEYS: keys.publicKeys,
    DRAIN_MS: '500',
  }
  await runService('chat-api', 'chat-api', chatApi, group(1_500))
  const generator = {
    ...only(env, modelVariables),
    IDENTITY_PRIVATE_KEY: keys.privateKeys.worker,
    DRAIN_MS: '1500',
    ...(standIn ? { MODEL_IS_STAND_IN: 'true', ANTHROPIC_BASE_URL: modelUrl } : {}),
  }
  const gatewayPorts = Array.from({ length: gateways }, (_, n) => (n === 0 ? settings.port : (free.pop() as number)))
  const gateway = {
    LOGIN_SECRET: loginSecret(dataDir),
    IDENTITY_PRIVATE_KEY: keys.privateKeys.gateway,
    GUESTS_ENABLED: env.GUESTS_ENABLED ?? 'true',
    WEB_ROOT: webRoot,
    WEB_REPORT_SHARE: env.WEB_REPORT_SHARE ?? '1',
    DRAIN_MS: '500',
  }
  const faces = group(2_500)
  // waited for together, also when one fails: nothing is started behind the back of the clean-up
  const started = await Promise.allSettled([
    ...Array.from({ length: generators }, (_, n) => runService(`generator-${n + 1}`, 'generator', generator, faces)),
    ...gatewayPorts.map((port, n) =>
      runService(n === 0 ? 'gateway' : `gateway-${n + 1}`, 'gateway', { ...gateway, PORT: String(port) }, faces),
    ),
  ])
  for (const result of started) if (result.status === 'rejected') throw result.reason
  const janitor = { ...common, IDENTITY_PRIVATE_KEY: keys.privateKeys.janitor }
  const runJanitor = () => sweep(janitor, printer('janitor'))
  const everyMs = options.janitorEveryMs ?? janitorFirst.everyMs
  const firstMs = Math.min(janitorFirst.afterMs, everyMs)
  let isSuspended = false
  const runInTurn = () => void (isSuspended || runJanitor())
  const timers = [setTimeout(runInTurn, firstMs), setInterval(runInTurn, everyMs)]
  made.defer(() => timers.forEach(clearTimeout))

  const keeper = made.move()
  return {
    url: `http://localhost:${settings.port}`,
    urls: gatewayPorts.map(local),
    standIn,
    modelUrl: standIn ? modelUrl : undefined,
    parts,
    postgres: stores.postgres,
    redis: stores.redis,
    runJanitor,
    suspendJanitor: (suspended) => void (isSuspended = suspended),
    storeUrls: { database: databaseUrl, redis: redisUrl },
    [Symbol.asyncDispose]: () => keeper.disposeAsync(),
  }
}

async function startStores({ dataDir, databaseUrl, redisUrl }: Settings, made: AsyncDisposableStack) {
  const startOwnPostgres = async () => made.use(await startPostgres({ dataDir: join(dataDir, 'postgres-18') }))
  const startOwnRedis = async () => made.use(await startRedis({ dataDir: join(dataDir, 'redis') }))
  const [first, second] = await Promise.allSettled([
    databaseUrl ? probeStore('DATABASE_URL', databaseUrl) : startOwnPostgres(),
    redisUrl ? probeStore('REDIS_URL', redisUrl) : startOwnRedis(),
  ])
  // both are waited for, so that the one that came up is stopped when the other did not
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  const postgres = first.value ?? undefined
  const redis = second.value ?? undefined
  return {
    databaseUrl: databaseUrl ?? (postgres as StoreHandle).url,
    redisUrl: redisUrl ?? (redis as RedisHandle).url,
    postgres,
    redis,
  }
}

async function migrate(databaseUrl: string, print: (line: LogLine) => void): Promise<void> {
  const lines = await runOnce('services/chat-api/src/migrate.ts', { ...process.env, DATABASE_URL: databaseUrl }, print)
  if (lines)
    throw new StackError(
      `The database could not be brought to the schema this version needs:\n${lines.tail(5).join('\n')}`,
    )
}

const sweep = async (env: NodeJS.ProcessEnv, print: (line: LogLine) => void): Promise<boolean> =>
  (await runOnce('services/janitor/src/main.ts', { ...env, OPS_PORT: '0' }, print)) === undefined
