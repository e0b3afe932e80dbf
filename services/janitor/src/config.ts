import { readPrivateKey } from '@continuo/rpc'
import { Ms, RedisUrl, commonEnv, grpcTlsEnv, readBy, readEnv, toCommonConfig, toGrpcTls } from '@continuo/runtime'
import { z } from 'zod'

const Env = z.object({
  ...commonEnv,
  CHAT_API_ADDRESS: z.string().min(1),
  IDENTITY_PRIVATE_KEY: readBy(readPrivateKey),
  ...grpcTlsEnv,
  REDIS_URL: RedisUrl,
  /** Which tasks this run does. */
  TASKS: z
    .string()
    .default('sweep,repair,prune')
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(['sweep', 'repair', 'prune']))),
  /** How long the keys of a message stay after its end. */
  SWEEP_GRACE_MS: Ms().default(600_000),
  /** A run ends after this time, whatever is left; the next one goes on. */
  RUN_LIMIT_MS: Ms().default(300_000),
  /** Keys that Redis looks at per step. */
  SCAN_COUNT: z.coerce.number().int().min(10).max(10_000).default(1_000),
})

const toConfig = (env: z.infer<typeof Env>) => ({
  ...toCommonConfig(env),
  chatApi: { address: env.CHAT_API_ADDRESS, key: env.IDENTITY_PRIVATE_KEY, tls: toGrpcTls(env) },
  redis: { url: env.REDIS_URL },
  tasks: env.TASKS,
  sweep: { graceMs: env.SWEEP_GRACE_MS, scanCount: env.SCAN_COUNT },
  runLimitMs: env.RUN_LIMIT_MS,
})
export type Config = ReturnType<typeof toConfig>

/** @throws {ConfigError} naming every bad variable at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => toConfig(readEnv(Env, env))
