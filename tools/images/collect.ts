import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { argv } from 'node:process'
import { type Manifest, asShipped, followed } from './manifest.ts'

/**
 * `node tools/images/collect.ts services/gateway /out`: what one service needs at run time, and nothing else. Run after
 * `npm ci` and `tsc -p tsconfig.build.json`. The tree is that of the repository, with `dist` in place of `src`, and holds
 * no machine code: the same files serve amd64 and arm64.
 */
const [root, entry, out] = [process.cwd(), argv[2], argv[3]]
if (!entry || !out) throw new Error('usage: node tools/images/collect.ts <workspace folder> <out folder>')

const isNeeded = (path: string) => !/\.map$|\.d\.[cm]?ts$/.test(path)
const seen = new Set<string>()

/** The folder that `require(name)` in `from` means, by Node's rule: the nearest `node_modules` above that has it. */
function find(name: string, from: string): string | undefined {
  for (let dir = from; dir.startsWith(root); dir = dirname(dir)) {
    const found = join(dir, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
  }
  return undefined
}

function addWorkspace(folder: string): void {
  const path = relative(root, folder)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const isAsset = (source: string) => !source.endsWith('.ts')
  cpSync(join(folder, 'src'), join(out!, path, 'dist'), { recursive: true, filter: isAsset })
  cpSync(join(root, 'dist', path, 'src'), join(out!, path, 'dist'), { recursive: true })
  writeFileSync(join(out!, path, 'package.json'), `${JSON.stringify(asShipped(manifest), null, 2)}\n`)
  // the calls between services are read from the same files as in the repository
  if (manifest.name === '@continuo/rpc') cpSync(join(root, 'proto'), join(out!, 'proto'), { recursive: true })
  addAll(manifest, folder)
}

function addPackage(folder: string): void {
  const path = relative(root, folder)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const { files, ...needs } = followed(manifest)
  const wanted = files?.map((file) => join(folder, file))
  const isWanted = (source: string) =>
    isNeeded(source) &&
    relative(folder, source) !== 'node_modules' &&
    (wanted?.some((file) => file.startsWith(source) || source.startsWith(file)) ?? true)
  cpSync(folder, join(out!, path), { recursive: true, filter: isWanted })
  addAll(needs, folder)
}

function addAll(
  needs: Pick<Manifest, 'dependencies' | 'peerDependencies' | 'peerDependenciesMeta'>,
  from: string,
): void {
  const peers = Object.keys(needs.peerDependencies ?? {}).filter(
    (name) => !needs.peerDependenciesMeta?.[name]?.optional,
  )
  for (const name of [...Object.keys(needs.dependencies ?? {}), ...peers]) {
    const found = find(name, from)
    if (!found) throw new Error(`${name}, which ${relative(root, from)} needs, is not installed`)
    if (seen.has(found)) continue
    seen.add(found)
    const real = realpathSync(found)
    if (real === found) {
      addPackage(found)
      continue
    }
    const link = join(out!, relative(root, found))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(relative(dirname(found), real), link)
    addWorkspace(real)
  }
}

addWorkspace(join(root, entry))
