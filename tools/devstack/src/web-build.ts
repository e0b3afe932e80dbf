import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir, repoRoot } from './cache-dir.ts'
import { spawnGuarded } from './guard.ts'
import { StackError } from './stack-error.ts'

export const webRoot = join(repoRoot, 'web/dist')
const stamp = join(cacheDir, 'web-build')
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'packages/contract/src',
]

/**
 * Builds the web app when its sources are not those of the last build.
 * @throws {StackError} with the builder's last lines.
 */
export async function buildWeb(): Promise<void> {
  const wanted = fingerprint()
  if (existsSync(join(webRoot, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const vite = join(repoRoot, 'node_modules/vite/bin/vite.js')
  const build = await spawnGuarded(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(repoRoot, 'web'),
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const { code } = await build.exited
  if (code !== 0) throw new StackError(`The web app could not be built:\n${build.lines.tail(20).join('\n')}`)
  mkdirSync(cacheDir, { recursive: true })
  writeFileSync(stamp, wanted)
}

/** By content, not by time: a fresh clone has the times of its making. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const path of filesOf(join(repoRoot, source)))
      hash.update(path.slice(repoRoot.length)).update(readFileSync(path))
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
