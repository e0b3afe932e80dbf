import { join } from 'node:path'
import { cacheDir } from './cache-dir.ts'
import { spawnGuarded } from './guard.ts'
import { repoRoot } from './cache-dir.ts'
import type { Lines, LogLine } from './lines.ts'
import { loginSecret } from './login-secret.ts'
import { freePorts, portProblem } from './ports.ts'
import { startPostgres } from './postgres.ts'
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
}

export interface Stack extends AsyncDisposable {
  readonly url: string
  readonly standIn: boolean
}

/** The janitor is a CronJob in a cluster. */
const janitorEveryMs = 5 * 60_000

/**
 * Everything, in the order in which it is needed: stores, schema, chat-api, generators, gateway. Disposed, it stops in the
 * other order, within 10 s.
 * @throws {StackError} in one sentence when something the person can mend is in the way.
 */
export async function startStack({ settings, printer, say }: StackOptions): Promise<Stack> {
  await using made = new AsyncDisposableStack()
  const { dataDir, env } = settings
  const problem = await portProblem(settings.port, '0.0.0.0')
  if (problem === 'EADDRINUSE')
    throw new StackError(`Port ${settings.port} is in use: stop what listens there, or set PORT to another one.`)
  if (problem) throw new StackError(`Port ${settings.port} cannot be used (${problem}): set PORT to another one.`)

  const [[databaseUrl, redisUrl], ports] = await Promise.all([startStores(settings, made), freePorts(7), buildWeb()])
  const [grpc, model, ...ops] = ports as [number, number, ...number[]]
  const local = (port: number) => `http://127.0.0.1:${port}`
  const common: NodeJS.ProcessEnv = {
    ...env,
    NODE_ENV: 'development',
    NODE_COMPILE_CACHE: join(cacheDir, 'compile'),
    OPS_HOST: '127.0.0.1',
    REDIS_URL: redisUrl,
    DATABASE_URL: databaseUrl,
    CHAT_API_ADDRESS: `dns:///127.0.0.1:${grpc}`,
  }

  /** A started service; those started later are stopped earlier. */
  async function run(name: string, main: string, own: NodeJS.ProcessEnv, readyUrl: string, stopMs: number) {
    const onRestart = (how: string) => say(`${name} has ${how}: starting it again`)
    const service: RunningService = createService({ name, main, env: { ...common, ...own }, readyUrl, onRestart })
    service.lines.listen(printer(name))
    made.defer(() => service.stop(stopMs))
    await service.start()
  }
  const runService = (name: string, folder: string, opsPort: number, own: NodeJS.ProcessEnv, stopMs: number) =>
    run(
      name,
      `services/${folder}/src/main.ts`,
      { ...own, OPS_PORT: String(opsPort) },
      `${local(opsPort)}/readyz`,
      stopMs,
    )

  const standIn = settings.modelKey === undefined
  await Promise.all([
    standIn
      ? run(
          'model',
          'tools/model-stand-in/src/main.ts',
          { PORT: String(model) },
          `${local(model)}/__control/count`,
          500,
        )
      : undefined,
    migrate(databaseUrl, printer('migrate')),
  ])
  await runService('chat-api', 'chat-api', ops[0] as number, { GRPC_HOST: '127.0.0.1', GRPC_PORT: String(grpc) }, 3_000)
  const generator = {
    DRAIN_MS: '1500',
    ...(standIn ? { MODEL_IS_STAND_IN: 'true', ANTHROPIC_BASE_URL: local(model) } : {}),
  }
  await Promise.all([
    runService('generator-1', 'generator', ops[1] as number, generator, 3_000),
    runService('generator-2', 'generator', ops[2] as number, generator, 3_000),
  ])
  const gateway = {
    PORT: String(settings.port),
    LOGIN_SECRET: loginSecret(dataDir),
    GUESTS_ENABLED: env.GUESTS_ENABLED ?? 'true',
    WEB_ROOT: webRoot,
    DRAIN_MS: '500',
  }
  await runService('gateway', 'gateway', ops[3] as number, gateway, 2_000)
  const janitor = setInterval(() => void sweep(common, printer('janitor')), janitorEveryMs)
  made.defer(() => clearInterval(janitor))

  const keeper = made.move()
  return {
    url: `http://localhost:${settings.port}`,
    standIn,
    [Symbol.asyncDispose]: () => keeper.disposeAsync(),
  }
}

async function startStores({ dataDir, databaseUrl, redisUrl }: Settings, made: AsyncDisposableStack) {
  const postgres = async () => {
    if (databaseUrl) return databaseUrl
    return made.use(await startPostgres({ dataDir: join(dataDir, 'postgres-18') })).url
  }
  const redis = async () => {
    if (redisUrl) return redisUrl
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
