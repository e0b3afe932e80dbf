import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { stringify } from 'yaml'
import { chartFolder } from '../describe-values.ts'
import type { ChartTools } from '../provide-tools.ts'

const resource = (kind: string, name: string) => ({ name, kind, namespaced: true, verbs: ['get'] })
const answers: Record<string, object> = {
  '/version': { major: '1', minor: '34', gitVersion: 'v1.34.0' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      {
        name: 'apps',
        versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
        preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
      },
    ],
  },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [resource('Secret', 'secrets')] },
  '/apis/apps/v1': {
    kind: 'APIResourceList',
    groupVersion: 'apps/v1',
    resources: [resource('StatefulSet', 'statefulsets')],
  },
}

/**
 * What Helm says to an upgrade in a cluster that has these StatefulSets, and nothing else: as much of an API server as
 * `lookup` asks.
 */
export async function upgradeIn(statefulSets: readonly string[], values: object): Promise<string> {
  const server = createServer((req, res) => {
    const path = req.url!.split('?')[0]!
    const [, name] = /\/statefulsets\/(.+)$/.exec(path) ?? []
    const found =
      answers[path] ??
      (name && statefulSets.includes(name)
        ? { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name } }
        : undefined)
    res.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    res.end(
      JSON.stringify(found ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'continuo-cluster-'))
  const kubeconfig = join(folder, 'config')
  const { port } = server.address() as AddressInfo
  const context = {
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}` } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: '' } }],
    'current-context': 'c',
  }
  writeFileSync(kubeconfig, stringify({ apiVersion: 'v1', kind: 'Config', ...context }))
  try {
    const { helm4 } = inject('chartTools') as ChartTools
    const flags = ['template', 'continuo', chartFolder, '-n', 'chat', '--is-upgrade', '--dry-run=server', '-f', '-']
    return await new Promise((resolve) => {
      const child = execFile(
        helm4,
        [...flags, '--kubeconfig', kubeconfig],
        { maxBuffer: 64 * 1024 * 1024 },
        (_, stdout, stderr) => resolve(`${stdout}${stderr}`.replaceAll(/\s+/g, ' ')),
      )
      child.stdin!.end(stringify(values, { version: '1.1' }))
    })
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
}
