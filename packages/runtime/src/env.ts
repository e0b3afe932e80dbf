import { z } from 'zod'

/** The configuration is wrong; the message names every bad variable and never a value (it may be a secret). */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads settings once, at start. An empty variable counts as unset.
 * @throws {ConfigError} naming every bad variable at once.
 */
export function readEnv<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'environment'}: ${issue.message}`)
  throw new ConfigError(`Bad configuration:\n${lines.join('\n')}`)
}

/** Settings of every service, to be spread into the service's own schema. */
export const commonEnv = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_PRETTY: z.stringbool().default(false),
  OPS_HOST: z.string().default('0.0.0.0'),
  OPS_PORT: z.coerce.number().int().min(0).max(65_535).default(9090),
}

export interface CommonConfig {
  log: { level: string; pretty: boolean }
  ops: { host: string; port: number }
}

export const toCommonConfig = (env: z.infer<z.ZodObject<typeof commonEnv>>): CommonConfig => ({
  log: { level: env.LOG_LEVEL, pretty: env.LOG_PRETTY },
  ops: { host: env.OPS_HOST, port: env.OPS_PORT },
})

/** A TCP port of a server; 0 takes any free one. */
export const Port = z.coerce.number().int().min(0).max(65_535)
/** Milliseconds, at least `min`: an empty or negative number is a mistake, never "off". */
export const Ms = (min = 1) => z.coerce.number().int().min(min)
export const RedisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' })
