import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

const run = promisify(execFile)
const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The browser to test with: `CHROMIUM_PATH`, else the one from the npm registry (Linux x64), else the machine's own.
 * undefined: none of them; Playwright then looks for the one that `npx playwright install chromium` brings.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  return (await packagedChromium()) ?? systemChromium(env)
}

function systemChromium(env: NodeJS.ProcessEnv): string | undefined {
  const places = (env.PATH ?? '').split(delimiter)
  return places.flatMap((place) => systemNames.map((name) => join(place, name))).find((path) => existsSync(path))
}

/** Unpacked once per version: a browser left behind by another version is never taken for this one. */
async function packagedChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const manifest = findPackageJSON('@sparticuz/chromium', import.meta.url)
  if (!manifest) return undefined
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const root = join(import.meta.dirname, '../../../.cache')
  const home = join(root, `chromium-${version}`)
  const packed = join(dirname(manifest), 'bin')
  if (!existsSync(join(home, 'chromium'))) await unpack(packed, root, home)
  if (!(await hasNss())) await addLibraries(packed, home)
  return join(home, 'chromium')
}

/** Into a folder of its own that is then renamed: a run that is killed half-way leaves nothing that looks whole. */
async function unpack(packed: string, root: string, home: string): Promise<void> {
  await mkdir(root, { recursive: true })
  const draft = await mkdtemp(join(root, 'chromium-draft-'))
  const binary = join(draft, 'chromium')
  await decompress(join(packed, 'chromium.br'), binary)
  await chmod(binary, 0o755)
  await rename(draft, home).catch(async (cause) => {
    await rm(draft, { recursive: true, force: true })
    // another run was quicker
    if (!existsSync(join(home, 'chromium'))) throw cause
  })
}

const decompress = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))

/** libnss3 is absent from very small images; the package carries a copy for that case. */
async function hasNss(): Promise<boolean> {
  const known = await run('ldconfig', ['-p']).catch(() => run('/sbin/ldconfig', ['-p']).catch(() => ({ stdout: '' })))
  return known.stdout.includes('libnss3.so')
}

async function addLibraries(packed: string, home: string): Promise<void> {
  const libraries = join(home, 'lib')
  if (!existsSync(libraries)) {
    const archive = join(home, 'al2023.tar')
    await decompress(join(packed, 'al2023.tar.br'), archive)
    await run('tar', ['-xf', archive, '-C', home])
    await rm(archive)
  }
  const found = (await readdir(home, { recursive: true })).find((path) => path.endsWith('libnss3.so'))
  if (!found) return
  const path = join(home, dirname(found))
  process.env.LD_LIBRARY_PATH = [path, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
}
