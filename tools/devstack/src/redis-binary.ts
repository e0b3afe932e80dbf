import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDir } from './cache-dir.ts'
import { run } from './run.ts'
import { StackError } from './stack-error.ts'

export interface Program {
  readonly path: string
  readonly env: NodeJS.ProcessEnv
}

/** redis-server of Debian 12 and 13 and what it links to that a small image may lack. */
const packages = [
  'redis-server',
  'redis-tools',
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
 * Where a real Redis is to be had: `REDIS_SERVER_BIN`; `redis-server` or `valkey-server` on PATH; Debian's packages,
 * unpacked into the cache and not installed (an install may start a server on 6379).
 * @throws {StackError} with the one line to run.
 */
export async function findRedis(env: NodeJS.ProcessEnv = process.env): Promise<Program> {
  const named = env.REDIS_SERVER_BIN
  if (named) {
    if (await answers({ path: named, env: {} })) return { path: named, env: {} }
    throw new StackError(`REDIS_SERVER_BIN names ${named}, which does not run.`)
  }
  for (const path of ['redis-server', 'valkey-server']) if (await answers({ path, env: {} })) return { path, env: {} }
  const unpacked = await fromDebian().catch(() => undefined)
  if (unpacked) return unpacked
  throw new StackError(`Redis was not found. Install it with "${installLine()}", or set REDIS_URL.`)
}

const answers = ({ path, env }: Program): Promise<boolean> =>
  run(path, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  )

const installLine = () => {
  if (process.platform === 'darwin') return 'brew install redis'
  if (existsSync('/etc/alpine-release')) return 'apk add valkey'
  if (existsSync('/etc/redhat-release')) return 'dnf install valkey'
  return 'apt-get install redis-server'
}

async function fromDebian(): Promise<Program | undefined> {
  const home = join(cacheDir, 'redis')
  if (!existsSync(home)) await unpackDebian(home)
  const libraries = (await readdir(join(home, 'usr/lib'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .map((entry) => join(home, 'usr/lib', entry.name))
  // Debian's redis-server is a link to redis-check-rdb, which is the server under another name
  const program = { path: join(home, 'usr/bin/redis-server'), env: { LD_LIBRARY_PATH: libraries.join(':') } }
  return (await answers(program)) ? program : undefined
}

async function unpackDebian(home: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true })
  const fresh = await mkdtemp(join(cacheDir, 'redis-'))
  const debs = join(fresh, 'debs')
  await mkdir(debs)
  try {
    if (!(await download(debs)) && process.getuid?.() === 0) {
      await run('apt-get', ['update', '-qq'])
      await download(debs)
    }
    for (const deb of await readdir(debs)) await run('dpkg-deb', ['-x', join(debs, deb), fresh])
    await rm(debs, { recursive: true })
    await rename(fresh, home).catch(() => {})
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** One by one, because a release knows only some of the names. True when the server itself came. */
async function download(into: string): Promise<boolean> {
  // as root apt wants to fetch as its own user, who cannot write here
  const quiet = ['-qq', '-o', 'APT::Sandbox::User=root', 'download']
  const got = await Promise.all(
    packages.map((name) =>
      run('apt-get', [...quiet, name], { cwd: into }).then(
        () => true,
        () => false,
      ),
    ),
  )
  return got[0] === true && got[1] === true
}
