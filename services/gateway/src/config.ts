import { readPrivateKey } from '@continuo/rpc'
import {
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
import { oidcEnv, toOidcSettings } from './auth/oidc/env.ts'
import { readTrustedProxies } from './limits/trusted-proxies.ts'

/** `https://chat.example.org`: scheme, host and port, nothing else; folded to the spelling browsers send. */
const Origin = z
  .url({ protocol: /^https?$/, error: 'must be http(s) origins, separated by commas' })
  .transform((url) => new URL(url).origin)

const Origins = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((part) => part.trim() || []))
  .pipe(z.array(Origin))

const PerMinute = z.coerce.number().int().min(0)

const Env = z.object({
  ...commonEnv,
  HOST: z.string().default('0.0.0.0'),
  PORT: Port.default(8080),
  CHAT_API_ADDRESS: z.string().min(1),
  IDENTITY_PRIVATE_KEY: readBy(readPrivateKey),
  ...grpcTlsEnv,
  REDIS_URL: RedisUrl,
  LOGIN_SECRET: z.string().min(32, 'must have at least 32 characters'),
  LOCAL_ACCOUNTS: z.stringbool().default(true),
  SIGNUP: z.enum(['open', 'off']).default('open'),
  GUESTS: z.stringbool().optional(),
  /** The older name. */
  GUESTS_ENABLED: z.stringbool().default(false),
  ...oidcEnv,
  PUBLIC_ORIGIN: Origins,
  CORS_ORIGINS: Origins,
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  TRUSTED_PROXIES: readBy(readTrustedProxies).optional(),
  /** Per minute; 0 = no limit. Of one network all together, and logins; of one user sends, openings of streams, the rest. */
  RATE_ADDRESS: PerMinute.default(6_000),
  RATE_LOGINS: PerMinute.default(60),
  RATE_SENDS: PerMinute.default(60),
  RATE_STREAMS: PerMinute.default(120),
  RATE_REQUESTS: PerMinute.default(1_200),
  /** Of one user's pages about themselves. */
  RATE_REPORTS: PerMinute.default(30),
  MAX_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().min(1).default(1_000),
  MAX_STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).default(1_000),
  WEB_ROOT: z.string().optional(),
  SERVICE_WORKER: z.stringbool().default(true),
  WEB_REPORT_SHARE: z.coerce.number().min(0).max(1).default(0.1),
  SYNC_WAIT_MS: Ms().default(120_000),
  DRAIN_MS: Ms(0).default(10_000),
  HEARTBEAT_MS: Ms().default(15_000),
  RECHECK_MS: Ms().default(10_000),
  MAX_UNSENT_BYTES: z.coerce.number().int().min(65_536).default(1_048_576),
  MAX_STREAMS_PER_USER: z.coerce.number().int().min(1).default(20),
})

const toConfig = (env: z.infer<typeof Env>) => ({
  ...toCommonConfig(env),
  http: {
    host: env.HOST,
    port: env.PORT,
    /** Addresses, or how many in a row: whose forwarding headers tell the client's address. */
    trustedProxies: env.TRUSTED_PROXIES ?? env.TRUST_PROXY,
    maxConnectionsPerAddress: env.MAX_CONNECTIONS_PER_ADDRESS,
    /** A connection on which nothing moves for so long is cut. */
    silentMs: Math.max(60_000, env.SYNC_WAIT_MS + 30_000, 3 * env.HEARTBEAT_MS),
    origins: env.PUBLIC_ORIGIN,
    corsOrigins: env.CORS_ORIGINS,
  },
  chatApi: { address: env.CHAT_API_ADDRESS, key: env.IDENTITY_PRIVATE_KEY, tls: toGrpcTls(env) },
  redis: { url: env.REDIS_URL },
  rates: {
    address: env.RATE_ADDRESS,
    login: env.RATE_LOGINS,
    send: env.RATE_SENDS,
    stream: env.RATE_STREAMS,
    request: env.RATE_REQUESTS,
    report: env.RATE_REPORTS,
  },
  login: {
    secret: env.LOGIN_SECRET,
    guests: env.GUESTS ?? env.GUESTS_ENABLED,
    local: env.LOCAL_ACCOUNTS,
    signup: env.SIGNUP === 'open',
  },
  /** Undefined: nobody signs in by a provider. */
  oidc: toOidcSettings(env),
  /** `serviceWorker: false` takes the app's files out of every browser that comes by: for when a worker has gone wrong. */
  web: { root: env.WEB_ROOT, serviceWorker: env.SERVICE_WORKER },
  /** Of the page loads, those that report how they fare. 0 = none, 1 = all. */
  webReportShare: env.WEB_REPORT_SHARE,
  /** How long `?background=false` waits for the answer before it replies 202. */
  syncWaitMs: env.SYNC_WAIT_MS,
  streams: {
    heartbeatMs: env.HEARTBEAT_MS,
    /** How often a stream compares what it follows with what chat-api calls active. */
    recheckMs: env.RECHECK_MS,
    /** A connection with more than this unsent is dropped; its client resumes. */
    maxUnsentBytes: env.MAX_UNSENT_BYTES,
    maxPerUser: env.MAX_STREAMS_PER_USER,
    maxPerAddress: env.MAX_STREAMS_PER_ADDRESS,
    /** At a stop, the time over which the ends of the open streams are spread at most. */
    drainMs: env.DRAIN_MS,
  },
})
export type Config = ReturnType<typeof toConfig>

/** @throws {ConfigError} naming every bad variable at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => toConfig(readEnv(Env, env))
