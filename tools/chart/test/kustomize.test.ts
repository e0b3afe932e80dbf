import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { stringify } from 'yaml'
import type { KubernetesObject } from '../kustomize/diff.ts'
import { base, components, layered, overlays } from '../kustomize/layers.ts'
import { makeManifests, manifestsFolder, overlayValues, readManifests, withoutNamespace } from '../kustomize/make.ts'
import { buildKustomization, renderChart } from '../kustomize/render.ts'
import type { ChartTools } from '../provide-tools.ts'
import { describeChart } from './helm.ts'

const tools = inject('chartTools') as ChartTools
let draft: string
beforeAll(() => {
  draft = mkdtempSync(join(tmpdir(), 'continuo-k8s-'))
})
afterAll(() => rmSync(draft, { recursive: true, force: true }))

/** By kind and name, so that a difference names its object. */
const byName = (objects: KubernetesObject[]) =>
  Object.fromEntries(
    objects.map(withoutNamespace).map((object) => [`${object.kind}/${object.metadata.name}`, sorted(object)]),
  )

/** Order of variables is no difference; that a password stands before the URL that names it is tested by itself. */
const sorted = (object: KubernetesObject): unknown =>
  JSON.parse(JSON.stringify(object), (key, value: unknown) =>
    ['env', 'volumes', 'volumeMounts'].includes(key) && Array.isArray(value)
      ? value.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
      : value,
  )

/** `k8s` beside a kustomization of its own. */
function combine(parts: readonly string[]): string {
  const folder = join(draft, 'k8s', parts.join('-') || 'nothing')
  cpSync(manifestsFolder, join(draft, 'k8s'), { recursive: true })
  mkdirSync(folder, { recursive: true })
  const kustomization = { resources: ['../base'], components: parts.map((part) => `../components/${part}`) }
  writeFileSync(join(folder, 'kustomization.yaml'), stringify(kustomization))
  return folder
}

describeChart('k8s', () => {
  test('is what the chart renders now', () => {
    const fresh = join(draft, 'fresh')
    makeManifests(tools, fresh)
    expect(readManifests(manifestsFolder), 'node tools/chart/kustomize.ts').toEqual(readManifests(fresh))
  })

  const names = Object.keys(components)
  const pairs = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other]))
  test.each([[], ...names.map((name) => [name]), ...pairs])(
    'base with %s %s equals the chart with the same switches',
    (...parts) => {
      const asked = parts.filter(Boolean)
      const expected = renderChart(tools, layered(base, ...asked.map((part) => components[part]!)))
      expect(byName(buildKustomization(tools, combine(asked)))).toEqual(byName(expected))
    },
  )

  test.each(Object.entries(overlays))(
    'the overlay %s equals the chart with its values',
    (name, { components: parts, values }) => {
      const objects = buildKustomization(tools, join(manifestsFolder, 'overlays', name))
      expect(byName(objects)).toEqual(byName(renderChart(tools, overlayValues(parts, values))))
      for (const object of objects)
        for (const match of JSON.stringify(object).matchAll(/"env":(\[.*?\])(?=,"image")/g)) {
          const variables = (JSON.parse(match[1]!) as { name: string }[]).map((variable) => variable.name)
          for (const store of ['DATABASE', 'REDIS'])
            if (variables.includes(`${store}_PASSWORD`))
              expect(variables.indexOf(`${store}_PASSWORD`)).toBeLessThan(variables.indexOf(`${store}_URL`))
        }
    },
  )
})
