import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { delay } from './delay.ts'
import type { Account } from './postgres-binaries.ts'
import { run } from './run.ts'
import { StackError } from './stack-error.ts'

export interface Cluster {
  readonly dataDir: string
  /** The name the server is to use for it; its working directory must be `dataDir`. */
  readonly path: string
}

/** How long a server whose runner was killed a moment ago may take to end: its guard kills it after five seconds. */
const patienceMs = 6_000

/**
 * The cluster in `dataDir`; made when there is none, with a database `continuo`: whole, beside its place, then renamed,
 * so a start that was broken off leaves no half of one. (A cluster does not know its own path.)
 * @throws {StackError} when a living server uses it, or the account cannot reach it.
 */
export async function prepareDataDir(home: string, dataDir: string, account: Account | undefined): Promise<Cluster> {
  await awaitAbsence(dataDir)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    const fresh = `${dataDir}.new`
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { recursive: true })
    await chmod(fresh, 0o700)
    if (account) await chown(fresh, account.uid, account.gid)
    await initialise(home, fresh, account)
    await rename(fresh, dataDir)
  }
  return { dataDir, path: await pathFor(dataDir, account) }
}

async function initialise(home: string, dataDir: string, account: Account | undefined): Promise<void> {
  const path = await pathFor(dataDir, account)
  const how = { ...account, cwd: dataDir, env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' } }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  await run(join(home, 'bin/initdb'), ['-D', path, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale], how)
  // in single-user mode, because no client comes with the binaries
  const single = `echo 'create database continuo' | "$0" --single -D "$1" postgres`
  await run('/bin/sh', ['-c', single, join(home, 'bin/postgres'), path], how)
}

/**
 * As root, PostgreSQL runs as another account, whom a folder above may keep out (a checkout under /root). It is started
 * inside its folder, where it then already is; on Linux that place has a second name, which needs no way through.
 */
async function pathFor(dataDir: string, account: Account | undefined): Promise<string> {
  if (!account) return dataDir
  const mayEnter = await run('/bin/sh', ['-c', 'cd "$0"', dataDir], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  )
  if (mayEnter) return dataDir
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new StackError(`The account PostgreSQL runs as cannot reach ${dataDir}: set DATA_DIR to a folder it can.`)
}

/**
 * Resolves when no server uses the cluster.
 * @throws {StackError} when one still does after a while: it belongs to another stack, and is left alone.
 */
export async function awaitAbsence(dataDir: string): Promise<void> {
  const until = Date.now() + patienceMs
  for (let pid = serverOf(dataDir); pid; pid = serverOf(dataDir)) {
    if (Date.now() > until)
      throw new StackError(
        `Another stack (PostgreSQL, process ${pid}) uses the data in ${dirname(dataDir)}: stop it, or set DATA_DIR to another folder.`,
      )
    await delay(100)
  }
}

/** The living server of a cluster. */
function serverOf(dataDir: string): number | undefined {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'))
  try {
    process.kill(pid, 0)
    // after a reboot the number may be anybody's
    if (process.platform !== 'linux') return pid
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? pid : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined
  }
}
