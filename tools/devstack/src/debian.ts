import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDir } from './cache-dir.ts'
import type { Program } from './program.ts'
import { run } from './run.ts'

/**
 * A program of Debian's packages, unpacked into the cache and not installed (an install may start a server).
 * @param packages The program's own first, then what it links to and a small image may lack, of all releases.
 * @param path Of the program, inside its package.
 * @throws {Error} where there is no apt.
 */
export async function fromDebian(name: string, packages: readonly string[], path: string): Promise<Program> {
  const home = join(cacheDir, name)
  if (!existsSync(join(home, path))) await unpack(name, home, packages)
  // a program that brings no library has no such folder
  const libraries = (await readdir(join(home, 'usr/lib'), { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .map((entry) => join(home, 'usr/lib', entry.name))
  return { path: join(home, path), env: { LD_LIBRARY_PATH: libraries.join(':') } }
}

async function unpack(name: string, home: string, packages: readonly string[]): Promise<void> {
  await mkdir(cacheDir, { recursive: true })
  const fresh = await mkdtemp(join(cacheDir, `${name}-`))
  const debs = join(fresh, 'debs')
  await mkdir(debs)
  try {
    if (!(await download(debs, packages)) && process.getuid?.() === 0) {
      await run('apt-get', ['update', '-qq'])
      await download(debs, packages)
    }
    for (const deb of await readdir(debs)) await run('dpkg-deb', ['-x', join(debs, deb), fresh])
    await rm(debs, { recursive: true })
    await rename(fresh, home).catch(() => {})
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** One by one, because a release knows only some of the names. True when the program itself came. */
async function download(into: string, packages: readonly string[]): Promise<boolean> {
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
  return got[0] === true
}
