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

/** A setting made sense of by `read`; what that throws is what the person who wrote it is told. */
export const readBy = <T>(read: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return read(text)
    } catch (error) {
      context.issues.push({ code: 'custom', message: error instanceof Error ? error.message : 'bad', input: undefined })
      return z.NEVER
    }
  })

/** Certificates for the calls between services: paths of PEM files, all or none. */
export const grpcTlsEnv = {
  GRPC_TLS_CERT: z.string().optional(),
  GRPC_TLS_KEY: z.string().optional(),
  GRPC_TLS_CA: z.string().optional(),
}

/** @throws {ConfigError} when only some of them are set: half a protection would be none. */
export function toGrpcTls(env: z.infer<z.ZodObject<typeof grpcTlsEnv>>) {
  const { GRPC_TLS_CERT: cert, GRPC_TLS_KEY: key, GRPC_TLS_CA: ca } = env
  if (cert !== undefined && key !== undefined && ca !== undefined) return { cert, key, ca }
  if (cert ?? key ?? ca)
    throw new ConfigError('Bad configuration:\n  GRPC_TLS_CERT, GRPC_TLS_KEY, GRPC_TLS_CA: set all of them or none')
  return undefined
}
