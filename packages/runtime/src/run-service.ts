import { type Logger, type Metrics, countLogLines, createLogger, createMetrics } from '@continuo/telemetry'
import { startTracing } from '@continuo/telemetry/tracing'
import { type CommonConfig, ConfigError } from './env.ts'
import { startOpsServer } from './ops-server.ts'

/** What a service is given when it is made: by `runService` in production, by hand in tests. */
export interface ServiceContext {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Aborts at SIGTERM: stop taking work, then finish in your `Symbol.asyncDispose`. */
  readonly stop: AbortSignal
}

export interface Service extends AsyncDisposable {
  /** Why the service cannot serve now; empty when it can. Read by `/readyz`; must answer within a second. */
  notReady(): Promise<string[]> | string[]
  /** For services that end by themselves (the janitor): settles when the work is done; false = failed. */
  readonly finished?: Promise<boolean>
}

export interface RunOptions<C extends CommonConfig> {
  name: string
  /** @throws {ConfigError} */
  readConfig: (env: NodeJS.ProcessEnv) => C
  create: (config: C, context: ServiceContext) => Promise<Service>
  /** Hard limit for a stop, milliseconds; then the process ends with 1 whatever hangs. */
  shutdownMs: (config: C) => number
}

/** One context with everything a service needs; `stop` is the caller's. */
export function createContext(name: string, config: CommonConfig, stop: AbortSignal): ServiceContext {
  const metrics = createMetrics(name)
  return { logger: createLogger({ service: name, ...config.log, onLine: countLogLines(metrics) }), metrics, stop }
}

/**
 * A service's whole life: configuration, tracing, operations port, SIGTERM and SIGINT as one AbortSignal, dispose within
 * a hard limit, exit code. Bad configuration ends with 78 (EX_CONFIG of sysexits.h), a failed start or run with 1.
 */
export async function runService<C extends CommonConfig>(options: RunOptions<C>): Promise<void> {
  const { name, readConfig, create, shutdownMs } = options
  let config: C
  try {
    config = readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`${name}: ${error.message}`)
    process.exitCode = 78
    return
  }
  const stopping = new AbortController()
  const context = createContext(name, config, stopping.signal)
  const { logger } = context
  const tracing = await startTracing(name, process.env, logger)
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection')
    process.exit(1)
  })

  let service: Service | undefined
  const ops = await startOpsServer({
    ...config.ops,
    registry: context.metrics.registry,
    notReady: () => (stopping.signal.aborted ? ['stopping'] : (service?.notReady() ?? ['starting'])),
  })
  const signalled = new Promise<true>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(true))
  })
  try {
    service = await create(config, context)
    logger.info({ ops_port: ops.port }, 'service started')
    const ok = await Promise.race([signalled, ...(service.finished ? [service.finished] : [])])
    if (!ok) process.exitCode = 1
  } catch (error) {
    logger.fatal({ err: error }, 'service failed to start')
    process.exitCode = 1
  }
  stopping.abort()
  const limit = setTimeout(() => {
    logger.error({ limit_ms: shutdownMs(config) }, 'stop took too long')
    process.exit(1)
  }, shutdownMs(config))
  try {
    await service?.[Symbol.asyncDispose]()
    await ops[Symbol.asyncDispose]()
    await tracing[Symbol.asyncDispose]()
    logger.info('service stopped')
  } catch (error) {
    logger.error({ err: error }, 'service failed to stop cleanly')
    process.exitCode = 1
  }
  clearTimeout(limit)
  // Libraries keep sockets and timers of their own (BullMQ after its Redis has gone): disposed means over.
  process.exit()
}
