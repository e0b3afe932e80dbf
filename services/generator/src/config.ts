import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { QueueName, queueNames } from '@continuo/contract'
import { readPrivateKey } from '@continuo/rpc'
import { Ms, RedisUrl, commonEnv, grpcTlsEnv, readBy, readEnv, toCommonConfig, toGrpcTls } from '@continuo/runtime'
import { z } from 'zod'

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const Queues = z
  .string()
  .default(queueNames.join(','))
  .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
  .pipe(z.array(QueueName, { error: `must be a list of ${queueNames.join(', ')}` }).min(1))

const Headers = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.issues.push({ code: 'custom', message: 'must be a JSON object of strings', input: undefined })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.string(), { error: 'must be a JSON object of strings' }))

const Env = z
  .object({
    ...commonEnv,
    REDIS_URL: RedisUrl,
    CHAT_API_ADDRESS: z.string(),
    IDENTITY_PRIVATE_KEY: readBy(readPrivateKey),
    ...grpcTlsEnv,

    ANTHROPIC_API_KEY: z.string().optional(),
    ANTHROPIC_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
    ANTHROPIC_MODEL: z.string().default('claude-sonnet-5-5'),
    ANTHROPIC_EXTRA_HEADERS: Headers,
    MODEL_IS_STAND_IN: z.stringbool().default(false),
    MODEL_THINKING: z.enum(['auto', 'adaptive', 'disabled']).default('auto'),
    MAX_OUTPUT_TOKENS: count(16_000),
    PROMPT_TOKENS: count(150_000),
    CONTINUATION: z.stringbool().default(true),
    MODELS_REFRESH_MS: Ms(1_000).default(600_000),

    QUEUES: Queues,
    GENERATOR_CONCURRENCY: count(10),
    WORKER_ID: z.string().max(128).optional(),
    DRAIN_MS: Ms(0).default(90_000),

    HEADERS_TIMEOUT_MS: Ms().default(30_000),
    BYTES_IDLE_MS: Ms().default(45_000),
    PROGRESS_IDLE_MS: Ms().default(120_000),
    GENERATION_MS: Ms().default(600_000),
    LEASE_RENEW_MS: Ms().default(2_000),
    HEARTBEAT_MS: Ms().default(10_000),
    CHECKPOINT_MS: Ms().default(5_000),
    FLUSH_MIN_MS: Ms(0).default(0),
  })
  .refine((env) => env.MODEL_IS_STAND_IN || env.ANTHROPIC_API_KEY, {
    path: ['ANTHROPIC_API_KEY'],
    error: 'is required (or its alias CLAUDE_API_KEY)',
    when: () => true,
  })
  .refine((env) => !env.MODEL_IS_STAND_IN || env.ANTHROPIC_BASE_URL, {
    path: ['ANTHROPIC_BASE_URL'],
    error: 'is required with MODEL_IS_STAND_IN',
    when: () => true,
  })

const aliases = { CLAUDE_API_KEY: 'ANTHROPIC_API_KEY', CLAUDE_MODEL: 'ANTHROPIC_MODEL' } as const

const toConfig = (env: z.infer<typeof Env>) => ({
  ...toCommonConfig(env),
  redisUrl: env.REDIS_URL,
  chatApi: { address: env.CHAT_API_ADDRESS, key: env.IDENTITY_PRIVATE_KEY, tls: toGrpcTls(env) },
  model: {
    apiKey: env.ANTHROPIC_API_KEY ?? 'stand-in',
    baseUrl: env.ANTHROPIC_BASE_URL ?? 'https://api.anthropic.com',
    extraHeaders: env.ANTHROPIC_EXTRA_HEADERS,
    headersMs: env.HEADERS_TIMEOUT_MS,
    defaultModel: env.ANTHROPIC_MODEL,
    standIn: env.MODEL_IS_STAND_IN,
    refreshMs: env.MODELS_REFRESH_MS,
  },
  worker: {
    /** Names this process in leases: one that comes back after a restart is another worker. */
    id: env.WORKER_ID ?? `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    queues: env.QUEUES,
    concurrency: env.GENERATOR_CONCURRENCY,
    /** How long running answers may go on after SIGTERM. */
    drainMs: env.DRAIN_MS,
  },
  generate: {
    thinking: env.MODEL_THINKING,
    maxOutputTokens: env.MAX_OUTPUT_TOKENS,
    promptTokens: env.PROMPT_TOKENS,
    continuation: env.CONTINUATION,
    leaseRenewMs: env.LEASE_RENEW_MS,
    heartbeatMs: env.HEARTBEAT_MS,
    checkpointMs: env.CHECKPOINT_MS,
    flushMinMs: env.FLUSH_MIN_MS,
    watchdog: { bytesIdleMs: env.BYTES_IDLE_MS, progressIdleMs: env.PROGRESS_IDLE_MS, totalMs: env.GENERATION_MS },
  },
})
export type Config = ReturnType<typeof toConfig>

/** @throws {ConfigError} naming every bad variable at once; an unknown queue is one of them. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const named = { ...env }
  for (const [alias, name] of Object.entries(aliases)) named[name] ||= env[alias]
  return toConfig(readEnv(Env, named))
}
