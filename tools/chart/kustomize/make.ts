import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { ChartTools } from '../provide-tools.ts'
import { type KubernetesObject, changesBetween } from './diff.ts'
import { base, components, layered, overlays } from './layers.ts'
import { buildKustomization, renderChart } from './render.ts'

export const manifestsFolder = join(import.meta.dirname, '../../../k8s')
const made = ['base', 'components', 'overlays']
const head = '# Made from helm/continuo by `node tools/chart/kustomize.ts`.\n'

/** Writes `k8s/{base,components,overlays}` into a folder: the chart's rendering, taken apart. */
export function makeManifests(tools: ChartTools, root: string): void {
  for (const folder of made) rmSync(join(root, folder), { recursive: true, force: true })
  const baseObjects = renderChart(tools, base)
  writeFolder(
    join(root, 'base'),
    { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' },
    baseObjects,
    [],
  )
  for (const [name, values] of Object.entries(components)) {
    const { added, patches } = changesBetween(baseObjects, renderChart(tools, layered(base, values)))
    const kind = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' }
    writeFolder(join(root, 'components', name), kind, added, patches)
  }
  for (const [name, { components: parts, values }] of Object.entries(overlays)) {
    const folder = join(root, 'overlays', name)
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'continuo',
      resources: ['../../base'],
      components: parts.map((part) => `../../components/${part}`),
    }
    // what the components do together is one thing, what this overlay wants another
    writeFolder(folder, kustomization, [], [])
    const composed = buildKustomization(tools, folder).map(withoutNamespace)
    const { added, patches } = changesBetween(composed, renderChart(tools, overlayValues(parts, values)))
    writeFolder(folder, kustomization, added, patches)
  }
}

/** The values whose rendering an overlay is. */
export const overlayValues = (parts: readonly string[], values: Record<string, unknown>) =>
  layered(base, ...parts.map((part) => components[part]!), values)

export function withoutNamespace(object: KubernetesObject): KubernetesObject {
  const { namespace: _, ...metadata } = object.metadata
  return { ...object, metadata: metadata }
}

interface Kustomization {
  apiVersion: string
  kind: string
  resources?: string[]
}

function writeFolder(folder: string, kustomization: Kustomization, objects: KubernetesObject[], patches: object[]) {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: object) =>
    writeFileSync(join(folder, name), head + stringify(content, { lineWidth: 0, version: '1.1' }))
  const fileOf = ({ kind, metadata }: KubernetesObject) =>
    `${metadata.name.replace(/^continuo-/, '')}.${kind.toLowerCase()}.yaml`
  for (const object of objects) write(fileOf(object), object)
  const resources = [...(kustomization.resources ?? []), ...objects.map(fileOf)]
  const patchFiles = (patches as KubernetesObject[]).map((patch) => {
    const name = `patch-${fileOf(patch)}`
    write(name, patch)
    return { path: name }
  })
  write('kustomization.yaml', {
    ...kustomization,
    ...(resources.length > 0 ? { resources } : {}),
    ...(patchFiles.length > 0 ? { patches: patchFiles } : {}),
  })
}

/** Every file below a folder that `makeManifests` makes: path → content. */
export function readManifests(root: string): Record<string, string> {
  const files = made.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return Object.fromEntries(files.sort().map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]))
}
