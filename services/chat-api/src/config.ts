import { Email } from '@continuo/contract'
import { readPublicKeys } from '@continuo/rpc'
import {
  type CommonConfig,
  Ms,
  Port,
  RedisUrl,
  commonEnv,
  grpcTlsEnv,
  readBy,
  readEnv,
  toCommonConfig,
  toGrpcTls,
} from '@continuo/runtime'
import { z } from 'zod'

const dayMs = 86_400_000

const Env = z.object({
  ...commonEnv,
  GRPC_HOST: z.string().default('0.0.0.0'),
  GRPC_PORT: Port.default(50_051),
  /** A connection ends after this time, so that callers find new pods. */
  GRPC_MAX_CONNECTION_AGE_MS: Ms(1_000).default(45_000),
  ...grpcTlsEnv,
  IDENTITY_PUBLIC_KEYS: readBy(readPublicKeys),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  REDIS_URL: RedisUrl,
  /** A worker that has not renewed for so long has lost its message. */
  LEASE_MS: Ms(500).default(8_000),
  MAX_ATTEMPTS: z.coerce.number().int().min(1).max(10).default(3),
  /** From the first claim to the end of the answer. */
  GENERATION_LIMIT_MS: Ms(1_000).default(600_000),
  /** From the first dispatch to the first claim. */
  QUEUE_LIMIT_MS: Ms(1_000).default(3_600_000),
  /** Answers of one user that are dispatched at once; the others wait their turn. */
  USER_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).default(3),
  /** Tokens that a user without a budget of their own may use in a day and in a month (UTC); unset = no limit. */
  USER_TOKENS_PER_DAY: z.coerce.number().int().min(0).optional(),
  USER_TOKENS_PER_MONTH: z.coerce.number().int().min(0).optional(),
  RECONCILE_EVERY_MS: Ms(50).default(2_000),
  /** A message that waits longer than this is looked up in the queue. */
  QUEUE_CHECK_AFTER_MS: Ms(100).default(30_000),
  OUTBOX_POLL_MS: Ms(10).default(500),
  /** Sent outbox rows are kept for so long, for whoever debugs. */
  OUTBOX_KEEP_MS: Ms().default(3_600_000),
  /** Deleted sessions are remembered for so long; a client that was away longer gets everything anew. */
  TOMBSTONE_KEEP_MS: Ms().default(90 * 86_400_000),
  /** What administrators and people have done is kept for so many days. */
  AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).default(365),
  /** A login that is not used for so long ends; a guest's, who has no other way back; and one that is used. */
  LOGIN_IDLE_MS: Ms(1_000).default(30 * dayMs),
  GUEST_IDLE_MS: Ms(1_000).default(180 * dayMs),
  LOGIN_LIFETIME_MS: Ms(1_000).default(180 * dayMs),
  ADMIN_EMAILS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(Email)),
  DRAIN_MS: Ms().default(20_000),
})

const toConfig = (env: z.infer<typeof Env>) => ({
  ...toCommonConfig(env),
  grpc: {
    host: env.GRPC_HOST,
    port: env.GRPC_PORT,
    maxConnectionAgeMs: env.GRPC_MAX_CONNECTION_AGE_MS,
    drainMs: env.DRAIN_MS,
    tls: toGrpcTls(env),
  },
  /** Whose word is believed on who calls. */
  identityKeys: env.IDENTITY_PUBLIC_KEYS,
  database: { url: env.DATABASE_URL, poolMax: env.DATABASE_POOL_MAX },
  redis: { url: env.REDIS_URL },
  generation: {
    leaseMs: env.LEASE_MS,
    maxAttempts: env.MAX_ATTEMPTS,
    generationLimitMs: env.GENERATION_LIMIT_MS,
    queueLimitMs: env.QUEUE_LIMIT_MS,
    userConcurrency: env.USER_CONCURRENCY,
    userTokens: { day: env.USER_TOKENS_PER_DAY, month: env.USER_TOKENS_PER_MONTH },
  },
  accounts: {
    loginIdleMs: env.LOGIN_IDLE_MS,
    guestIdleMs: env.GUEST_IDLE_MS,
    loginLifetimeMs: env.LOGIN_LIFETIME_MS,
    adminEmails: env.ADMIN_EMAILS,
  },
  reconcile: { everyMs: env.RECONCILE_EVERY_MS, queueCheckAfterMs: env.QUEUE_CHECK_AFTER_MS },
  outbox: { pollMs: env.OUTBOX_POLL_MS },
  keep: { outboxMs: env.OUTBOX_KEEP_MS, tombstoneMs: env.TOMBSTONE_KEEP_MS, auditDays: env.AUDIT_DAYS },
})

/** @throws {ConfigError} naming every bad variable at once. */
export const readConfig = (env: NodeJS.ProcessEnv): ChatApiConfig => toConfig(readEnv(Env, env))

export type ChatApiConfig = CommonConfig & ReturnType<typeof toConfig>
/** What generations may take. */
export type Limits = ChatApiConfig['generation']
/** Of one generation: times in milliseconds, and attempts. */
export type GenerationLimits = Omit<Limits, 'userConcurrency' | 'userTokens'>
