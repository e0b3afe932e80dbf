import { execFileSync } from 'node:child_process'
import { parseAllDocuments, stringify } from 'yaml'
import { chartFolder } from '../describe-values.ts'
import type { ChartTools } from '../provide-tools.ts'
import type { KubernetesObject } from './diff.ts'

const helmLabels = ['app.kubernetes.io/managed-by', 'helm.sh/chart']

/** What the chart renders with these values, without what only Helm has a use for: its labels, the namespace, tests. */
export function renderChart({ helm4 }: ChartTools, values: object): KubernetesObject[] {
  const text = execFileSync(helm4, ['template', 'continuo', chartFolder, '--skip-tests', '-f', '-'], {
    encoding: 'utf8',
    input: stringify(values, { version: '1.1' }),
    maxBuffer: 64 * 1024 * 1024,
  })
  return parseObjects(text).map(withoutHelm)
}

/** What `kubectl kustomize` makes of a folder. @throws {Error} with its words. */
export function buildKustomization({ kubectl }: ChartTools, folder: string): KubernetesObject[] {
  return parseObjects(execFileSync(kubectl, ['kustomize', folder], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }))
}

function parseObjects(text: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => (document.toJSON() as KubernetesObject | null) ?? [])
}

function withoutHelm(object: KubernetesObject): KubernetesObject {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (helmLabels.includes(key) ? [] : [[key, strip(inner)]])),
    )
  }
  const { metadata, ...rest } = strip(object) as KubernetesObject
  const { namespace: _, ...kept } = metadata
  return { ...rest, metadata: kept }
}
