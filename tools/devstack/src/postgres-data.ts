import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, realpath, rm, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { delay } from './delay.ts'
import type { Account } from './postgres-binaries.ts'
import { run } from './run.ts'
import { StackError } from './stack-error.ts'

const cleanEnv = () => ({ PATH: process.env.PATH, TZ: 'UTC' })

/**
 * The folder PostgreSQL is to use, initialised with a database `continuo`: `wanted` itself, or, where the account cannot
 * walk to it (a checkout in a private folder of root), a place under /var/tmp that `wanted` then is a link to.
 */
export async function prepareDataDir(home: string, wanted: string, account: Account | undefined): Promise<string> {
  const dataDir = await place(wanted, account)
  await refuseSecondServer(dataDir, wanted)
  if (existsSync(join(dataDir, 'PG_VERSION'))) return dataDir
  const how = { ...account, cwd: dataDir, env: cleanEnv() }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  await run(join(home, 'bin/initdb'), ['-D', dataDir, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale], how)
  // in single-user mode, because no client comes with the binaries
  const single = `echo 'create database continuo' | "$0" --single -D "$1" postgres`
  await run('/bin/sh', ['-c', single, join(home, 'bin/postgres'), dataDir], how)
  return dataDir
}

async function place(wanted: string, account: Account | undefined): Promise<string> {
  if (!account) {
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    await chmod(wanted, 0o700)
    return wanted
  }
  await mkdir(dirname(wanted), { recursive: true })
  if (!existsSync(wanted) && (await mayEnter(dirname(wanted), account))) await mkdir(wanted)
  const known = lstatSync(wanted, { throwIfNoEntry: false })
  const dataDir = known?.isDirectory() && (await mayEnter(dirname(wanted), account)) ? wanted : await elsewhere(wanted)
  await chown(dataDir, account.uid, account.gid)
  await chmod(dataDir, 0o700)
  return dataDir
}

async function elsewhere(wanted: string): Promise<string> {
  const linked = lstatSync(wanted, { throwIfNoEntry: false })
  if (linked?.isSymbolicLink() && existsSync(wanted)) return await realpath(wanted)
  if (linked?.isDirectory())
    throw new StackError(
      `PostgreSQL cannot reach its data in ${wanted} any more: a folder above it has become private.`,
    )
  const dataDir = join(
    '/var/tmp',
    `continuo-${createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12)}`,
  )
  // whoever removed the link meant the data
  await rm(dataDir, { recursive: true, force: true })
  await rm(wanted, { force: true })
  await mkdir(dataDir, { mode: 0o700 })
  await symlink(dataDir, wanted)
  return dataDir
}

const mayEnter = (dir: string, account: Account): Promise<boolean> =>
  run('test', ['-x', dir], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  )

async function refuseSecondServer(dataDir: string, shown: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
  // the server of a runner that was killed a moment ago needs some time for its last checkpoint
  for (let i = 0; i < 50 && isPostgres(pid); i++) await delay(100)
  if (!isPostgres(pid)) return
  throw new StackError(
    `Another stack (PostgreSQL, process ${pid}) uses the data in ${dirname(shown)}: stop it, or set DATA_DIR to another folder.`,
  )
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch (error) {
    // without /proc (macOS) a living process with that id is taken for the server
    return process.platform !== 'linux' && (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
