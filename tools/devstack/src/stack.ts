import { join } from 'node:path'
import { cacheDir, repoRoot } from './cache-dir.ts'
import { spawnGuarded } from './guard.ts'
import { keptIdentityKeys } from './identity-keys.ts'
import type { Lines, LogLine } from './lines.ts'
import { loginSecret } from './login-secret.ts'
import { freePorts, portProblem } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { probeStore } from './probe.ts'
import { startRedis } from './redis.ts'
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
}

export interface Stack extends AsyncDisposable {
  readonly url: string
  readonly standIn: boolean
}

/** The janitor is a CronJob in a cluster. */
const janitorFirstMs = 60_000
const janitorEveryMs = 5 * 60_000
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
export async function startStack({ settings, printer, say, stop }: StackOptions): Promise<Stack> {
  await using made = new AsyncDisposableStack()
  const { dataDir, env } = settings
  const problem = await portProblem(settings.port, '0.0.0.0')
  if (problem === 'EADDRINUSE')
    throw new StackError(`Port ${settings.port} is in use: stop what listens there, or set PORT to another one.`)
  if (problem) throw new StackError(`Port ${settings.port} cannot be used (${problem}): set PORT to another one.`)

  const [[databaseUrl, redisUrl], ports] = await Promise.all([startStores(settings, made), freePorts(6), buildWeb()])
  stop.throwIfAborted()
  const [grpc, model, ...ops] = ports as [number, number, ...number[]]
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
  }
  const runService = (name: string, folder: string, own: NodeJS.ProcessEnv, running: RunningService[]) => {
    const opsPort = ops.pop() as number
    const env = { ...own, OPS_PORT: String(opsPort) }
    return run(name, `services/${folder}/src/main.ts`, env, `${local(opsPort)}/readyz`, running)
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
  const gateway = {
    PORT: String(settings.port),
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
    runService('generator-1', 'generator', generator, faces),
    runService('generator-2', 'generator', generator, faces),
    runService('gateway', 'gateway', gateway, faces),
  ])
  for (const result of started) if (result.status === 'rejected') throw result.reason
  const janitor = { ...common, IDENTITY_PRIVATE_KEY: keys.privateKeys.janitor }
  const sweepNow = () => void sweep(janitor, printer('janitor'))
  const timers = [setTimeout(sweepNow, janitorFirstMs), setInterval(sweepNow, janitorEveryMs)]
  made.defer(() => timers.forEach(clearTimeout))

  const keeper = made.move()
  return {
    url: `http://localhost:${settings.port}`,
    standIn,
    [Symbol.asyncDispose]: () => keeper.disposeAsync(),
  }
}

async function startStores({ dataDir, databaseUrl, redisUrl }: Settings, made: AsyncDisposableStack) {
  const postgres = async () => {
    if (databaseUrl) {
      await probeStore('DATABASE_URL', databaseUrl)
      return databaseUrl
    }
    return made.use(await startPostgres({ dataDir: join(dataDir, 'postgres-18') })).url
  }
  const redis = async () => {
    if (redisUrl) {
      await probeStore('REDIS_URL', redisUrl)
      return redisUrl
    }
    return made.use(await startRedis({ dataDir: join(dataDir, 'redis') })).url
  }
  const [first, second] = await Promise.allSettled([postgres(), redis()])
  // both are waited for, so that the one that came up is stopped when the other did not
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  return [first.value, second.value] as const
}

async function migrate(databaseUrl: string, print: (line: LogLine) => void): Promise<void> {
  const lines = await runOnce('services/chat-api/src/migrate.ts', { ...process.env, DATABASE_URL: databaseUrl }, print)
  if (lines)
    throw new StackError(
      `The database could not be brought to the schema this version needs:\n${lines.tail(5).join('\n')}`,
    )
}

async function sweep(env: NodeJS.ProcessEnv, print: (line: LogLine) => void): Promise<void> {
  await runOnce('services/janitor/src/main.ts', { ...env, OPS_PORT: '0' }, print)
}

/** Undefined when it ended well, else what it said. */
async function runOnce(
  main: string,
  env: NodeJS.ProcessEnv,
  print: (line: LogLine) => void,
): Promise<Lines | undefined> {
  const run = await spawnGuarded(process.execPath, [main], { cwd: repoRoot, env })
  run.lines.listen(print)
  const { code } = await run.exited
  return code === 0 ? undefined : run.lines
}
