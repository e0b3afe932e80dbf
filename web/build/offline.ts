import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { KeptFiles } from '../src/service-worker/kept-files.ts'
import { type Bundle, staticFiles } from './bundle.ts'

const worker = 'service-worker.js'
const placeholder = '__KEPT_FILES__'

/** The page goes by its address `/`; only old browsers, or the system at installing, ask for the rest. */
const neverKept = /^\/(?:service-worker\.js|index\.html)$|\.(?:woff|ttf|map|png)$/u
const isKept = (path: string) => !neverKept.test(path)
/**
 * Of the text font the alphabets a first page needs; the others come with the first text that uses them. All styles: they
 * are small, and a part that comes later must not find its own missing.
 */
const alwaysShell = /\/inter-latin-wght-normal-.*\.woff2$|\.css$/u

/** Parts larger than this are kept when they are first used, and never before: some kinds of diagrams. Bytes. */
const largeBytes = 300_000

/** Builds `src/service-worker` beside the page and writes the list of the files to keep into it. */
export function offline(): Plugin {
  let publicDir = ''
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/service-worker/service-worker.ts', fileName: worker })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunk = bundle[worker]
        if (chunk?.type !== 'chunk' || chunk.imports.length > 0) return this.error('The service worker is one file')
        const list = JSON.stringify(listFiles(bundle, publicDir))
        if (!chunk.code.includes(placeholder)) return this.error('The service worker has no place for its list')
        chunk.code = chunk.code.replaceAll(placeholder, () => list)
      },
    },
  }
}

function listFiles(bundle: Bundle, publicDir: string): KeptFiles {
  const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.fileName !== worker)
  if (entry?.type !== 'chunk') throw new Error('There is no entry')
  const first = staticFiles(bundle, entry.fileName)
  // what the first page loads a moment later: its views and languages, and then the renderer of answers
  for (const _step of ['views', 'renderer'])
    for (const name of [...first]) for (const next of dynamicImports(bundle, name)) staticFiles(bundle, next, first)
  const publicFiles = readdirSync(publicDir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
  const urlOf = (path: string) => path.slice(publicDir.length).replaceAll('\\', '/')

  const built = Object.keys(bundle).map((name) => `/${name}`)
  const shell = built.filter((path) => first.has(path.slice(1)) || alwaysShell.test(path))
  const others = built.filter((path) => !shell.includes(path) && isKept(path)).sort()
  const isLarge = (path: string) => Buffer.byteLength(sourceOf(bundle[path.slice(1)])) > largeBytes
  const kept = {
    entry: `/${entry.fileName}`,
    shell: ['/', ...[...shell, ...publicFiles.map(urlOf)].filter(isKept).sort()],
    later: others.filter((path) => !isLarge(path)),
    onUse: others.filter(isLarge),
  }
  const contents = [sourceOf(bundle['index.html']), ...publicFiles.toSorted().map((path) => readFileSync(path))]
  const hash = createHash('sha256').update(JSON.stringify(kept))
  for (const content of contents) hash.update(content)
  return { version: hash.digest('hex').slice(0, 16), ...kept }
}

const dynamicImports = (bundle: Bundle, name: string): string[] => {
  const chunk = bundle[name]
  return chunk?.type === 'chunk' ? chunk.dynamicImports : []
}

const sourceOf = (file: Bundle[string] | undefined): string | Uint8Array =>
  file?.type === 'asset' ? file.source : (file?.code ?? '')
