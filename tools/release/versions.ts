import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Manifest {
  name?: string
  version?: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/**
 * Every place that states the product's version, by its name; all of them must say the same. The images are tagged by the
 * chart's `appVersion`, the API's document reads its gateway's package.
 */
export function statedVersions(): Map<string, string> {
  const stated = new Map<string, string>()
  const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: Record<string, Manifest> }
  stated.set('package.json', (JSON.parse(read('package.json')) as Manifest).version ?? 'none')
  stated.set('package-lock.json', lock.version)
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === '' || path.includes('node_modules/')) continue
    const manifest = JSON.parse(read(`${path}/package.json`)) as Manifest
    stated.set(`package-lock.json: ${path}`, locked.version ?? 'none')
    stated.set(`${path}/package.json`, manifest.version ?? 'none')
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      if (name.startsWith('@continuo/')) stated.set(`${path}/package.json: ${name}`, version)
  }
  const chart = parse(read('helm/continuo/Chart.yaml')) as { version: string; appVersion: string }
  stated.set('Chart.yaml: version', chart.version)
  stated.set('Chart.yaml: appVersion', chart.appVersion)
  for (const [, name, version] of read('compose.yaml').matchAll(/\/([\w-]+):\$\{VERSION:-([^}]+)\}/g))
    stated.set(`compose.yaml: ${name}`, version!)
  return stated
}
