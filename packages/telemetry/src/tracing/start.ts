import type { Logger } from 'pino'
import { readTracingSettings } from './settings.ts'
import { recordTo } from './span.ts'

/** Longest wait for a collector when the process ends, milliseconds. */
const flushMs = 2_000

/**
 * Begins to record spans when `OTEL_*` asks for it; else nothing of OpenTelemetry is even loaded. Trouble with the
 * settings or the collector is told in the log and never more than that.
 * @param service Its name, unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` gives another.
 * @returns Disposed, it sends what there is, within 2 s, and records no more.
 */
export async function startTracing(
  service: string,
  env: NodeJS.ProcessEnv,
  logger: Pick<Logger, 'info' | 'warn'>,
): Promise<AsyncDisposable> {
  const { settings, warnings } = readTracingSettings(env)
  for (const problem of warnings) logger.warn({ problem }, 'bad tracing setting')
  if (!settings) return { [Symbol.asyncDispose]: async () => {} }
  const { startSdk } = await import('./sdk.ts')
  const sdk = startSdk(service, settings, logger)
  recordTo(sdk.recorder)
  const { kind, parentBased } = settings.sampler
  logger.info({ exporter: settings.exporter, sampler: kind, parent_based: parentBased }, 'tracing started')
  return {
    async [Symbol.asyncDispose]() {
      recordTo(undefined)
      const { promise: tooLong, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, flushMs)
      await Promise.race([sdk.stop().catch(() => {}), tooLong])
      clearTimeout(timer)
    },
  }
}
