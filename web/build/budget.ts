import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { staticFiles } from './bundle.ts'

/** Bytes of gzipped JavaScript that may be loaded before the page runs. */
const most = 150_000

/** Fails the build whose page has become too heavy: whatever need not be there at the first paint is imported later. */
export function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith('index.html'),
        )
        if (!page) return this.error('There is no entry')
        let bytes = 0
        for (const name of staticFiles(bundle, page.fileName)) {
          const file = bundle[name]
          if (file?.type === 'chunk') bytes += gzipSync(file.code, { level: 9 }).length
        }
        this.info(`${(bytes / 1_000).toFixed(1)} kB of gzipped JavaScript before the page runs`)
        if (bytes > most)
          this.error(`That is more than ${most / 1_000} kB: import later what the first paint does not need`)
      },
    },
  }
}
