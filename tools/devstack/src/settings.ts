import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { repoRoot } from './cache-dir.ts'
import { StackError } from './stack-error.ts'

export interface Settings {
  readonly port: number
  readonly dataDir: string
  /** Stores that somebody else runs. */
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  /** Undefined: answers come from the stand-in. */
  readonly modelKey: string | undefined
  /** The whole environment, `.env` included; the services get it too. */
  readonly env: NodeJS.ProcessEnv
}

/**
 * Settings of `npm start`: the environment, and `.env` at the root for what the environment does not set.
 * @throws {StackError} naming what is wrong.
 */
export function readSettings(): Settings {
  const file = join(repoRoot, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const port = Number(env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StackError(`PORT must be a number from 1 to 65535, not "${env.PORT}".`)
  return {
    port,
    dataDir: resolve(repoRoot, env.DATA_DIR ?? '.data'),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    modelKey: env.ANTHROPIC_API_KEY ?? env.CLAUDE_API_KEY,
    env,
  }
}
