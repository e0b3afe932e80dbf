import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Product } from '../product/product.ts'
import { root } from '../product/service-process.ts'

const hashed = /-([\w-]{8})(\.\w+)$/u
const backwards = (text: string) => [...text].toReversed().join('')

/**
 * A deploy: the gateway serves another version of the app from now on, the same one in which every hashed file has
 * another name. Disposed, it serves the one before. `entry`: the address of the new page's script.
 */
export async function nextVersion({ gateway }: Product): Promise<AsyncDisposable & { entry: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'continuo-next-'))
  // without the compressed copies, which would still be of the old version
  const filter = (path: string) => !/\.(?:br|gz)$/u.test(path)
  await cp(process.env.E2E_WEB_ROOT ?? join(root, 'web/dist'), folder, { recursive: true, filter })
  const assets = await readdir(join(folder, 'assets'))
  const renamed = new Map(
    assets.map((name) => [
      name,
      name.replace(hashed, (_all, hash: string, end: string) => `-${backwards(hash)}${end}`),
    ]),
  )
  const texts = assets.filter((name) => /\.(?:js|css)$/u.test(name)).map((name) => `assets/${name}`)
  for (const path of [...texts, 'index.html', 'service-worker.js']) {
    const text = await readFile(join(folder, path), 'utf8')
    const next = text
      .replace(/[\w.-]+-[\w-]{8}\.\w+/gu, (name) => renamed.get(name) ?? name)
      .replace(/"version":"(\w+)"/u, (_all, version: string) => `"version":"${backwards(version)}"`)
    await writeFile(join(folder, path), next)
  }
  for (const [before, after] of renamed) await rename(join(folder, 'assets', before), join(folder, 'assets', after))
  const [, entry] = /<script type="module"[^>]* src="([^"]+)"/u.exec(
    await readFile(join(folder, 'index.html'), 'utf8'),
  )!
  await gateway.stop()
  await gateway.start({ WEB_ROOT: folder })
  return {
    entry: entry!,
    async [Symbol.asyncDispose]() {
      await gateway.stop()
      await gateway.start()
      await rm(folder, { recursive: true })
    },
  }
}
