import { readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

const isText = (name: string) => ['.js', '.css', '.html', '.svg', '.json'].includes(extname(name))
/** Below this many bytes nothing is gained. */
const least = 1_000
/** The highest levels take ten times as long for two per cent. */
const level = { brotli: 9, gzip: 8 }

/** Writes a `.br` and a `.gz` beside every text file, once at the build, so that no server compresses at a request. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) return
      const paths = Object.keys(bundle).filter(isText)
      await Promise.all(paths.map((name) => compress(join(dir, name))))
    },
  }
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < least) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: level.brotli, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  await Promise.all([
    toBrotli(content, { params }).then((bytes) => writeFile(`${path}.br`, bytes)),
    toGzip(content, { level: level.gzip }).then((bytes) => writeFile(`${path}.gz`, bytes)),
  ])
}
