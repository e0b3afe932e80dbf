import { existsSync } from 'node:fs'
import { fromDebian } from './debian.ts'
import { type Program, answers } from './program.ts'
import { StackError } from './stack-error.ts'

/** redis-server of Debian 12 and 13 is a link into redis-tools, to redis-check-rdb, which is the server too. */
const packages = [
  'redis-tools',
  'redis-server',
  'libhiredis0.14',
  'libhiredis1.1.0',
  'libjemalloc2',
  'liblua5.1-0',
  'liblzf1',
  'lua-bitop',
  'lua-cjson',
  'libatomic1',
]

/**
 * Where a real Redis is to be had: `REDIS_SERVER_BIN`; `redis-server` or `valkey-server` on PATH; Debian's packages.
 * @throws {StackError} with the one line to run.
 */
export async function findRedis(env: NodeJS.ProcessEnv = process.env): Promise<Program> {
  const named = env.REDIS_SERVER_BIN
  if (named) {
    if (await runs({ path: named, env: {} })) return { path: named, env: {} }
    throw new StackError(`REDIS_SERVER_BIN names ${named}, which does not run.`)
  }
  for (const path of ['redis-server', 'valkey-server']) if (await runs({ path, env: {} })) return { path, env: {} }
  const unpacked = await fromDebian('redis', packages, 'usr/bin/redis-server').catch(() => undefined)
  if (unpacked && (await runs(unpacked))) return unpacked
  throw new StackError(`Redis was not found. Install it with "${installLine()}", or set REDIS_URL.`)
}

const runs = (program: Program) => answers(program, '--version')

const installLine = () => {
  if (process.platform === 'darwin') return 'brew install redis'
  if (existsSync('/etc/alpine-release')) return 'apk add valkey'
  if (existsSync('/etc/redhat-release')) return 'dnf install valkey'
  return 'apt-get install redis-server'
}
