import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeChart, find, podOf, render, workloads } from './helm.ts'
import { SkaffoldConfig } from './skaffold-schema.ts'

interface Release {
  valuesFiles: string[]
  setValues?: Record<string, string>
  setValueTemplates: Record<string, string>
}
interface Stage {
  build: { artifacts: { image: string; docker: { dockerfile: string } }[] }
  deploy: { helm: { releases: [Release] } }
}
interface Skaffold extends Stage {
  portForward: { resourceName: string; port: number }[]
  profiles: (Stage & { name: string })[]
}

const root = join(import.meta.dirname, '../../..')
const skaffold = parse(readFileSync(join(root, 'skaffold.yaml'), 'utf8')) as Skaffold
const stages = [
  ['run', skaffold],
  ['dev', skaffold.profiles.find(({ name }) => name === 'dev')!],
] as const

/** As skaffold gives them to Helm: variables of each image, and dotted keys. */
function valuesOf({ build, deploy }: Stage): object {
  const variables = new Map<string, string>()
  for (const { image } of build.artifacts) {
    const suffix = image.replaceAll(/[/.:-]/g, '_')
    variables.set(`IMAGE_REPO_${suffix}`, image).set(`IMAGE_TAG_${suffix}`, 'built')
  }
  const [release] = deploy.helm.releases
  const values: Record<string, never> = {}
  for (const [path, template] of Object.entries({ ...release.setValues, ...release.setValueTemplates })) {
    const value = template.replaceAll(/\{\{\.(\w+)\}\}/g, (_, name: string) => variables.get(name) ?? `no ${name}`)
    const keys = path.split('.')
    let at: Record<string, unknown> = values
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>
    at[keys.at(-1)!] = value
  }
  return values
}

/** Where a JSON pointer leads; undefined when it leads nowhere. */
const at = (document: unknown, path: string) =>
  path
    .slice(1)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)

test('skaffold.yaml has only fields that its version of the schema has, of their types', () => {
  expect(SkaffoldConfig.safeParse(skaffold).error?.issues ?? []).toEqual([])
  const wrong: [object, string][] = [
    [{ deploy: { helm: { releases: [{ name: 'a', chartPath: 'b', valueFiles: [] }] } } }, 'valueFiles'],
    [{ build: { artifacts: [{ image: 'a', docker: { dockerfile: 'b', targets: 'c' } }] } }, 'targets'],
    [{ apiVersion: 'skaffold/v4beta1' }, 'skaffold/v4beta13'],
  ]
  for (const [change, word] of wrong)
    expect(SkaffoldConfig.safeParse({ ...skaffold, ...change }).error?.message, word).toContain(word)
})

test('a profile takes away what is there', () => {
  for (const { patches = [] } of SkaffoldConfig.parse(skaffold).profiles ?? [])
    for (const { op, path } of patches)
      if (op === 'add') expect(at(skaffold, path.replace(/\/[^/]+$/, '')), path).toBeDefined()
      else expect(at(skaffold, path), path).toBeDefined()
})

describeChart('skaffold', () => {
  test.each(stages)('%s deploys the images that it builds, and forwards a port that is there', (_, stage) => {
    const { valuesFiles } = stage.deploy.helm.releases[0]
    const objects = render(valuesOf(stage), { files: valuesFiles.map((file) => join('../..', file)) })
    const built = new Set(stage.build.artifacts.map(({ image }) => `${image}:built`))
    const images = workloads(objects).flatMap((object) => podOf(object).spec.containers.map(({ image }) => image))
    const stores = /^docker\.io\/library\/(postgres|redis):/
    expect(images.filter((image) => !built.has(image) && !stores.test(image))).toEqual([])
    for (const { resourceName, port } of skaffold.portForward)
      expect(find(objects, 'Service', resourceName).spec.ports[0].port).toBe(port)
  })

  test('the dev loop runs sources that exist', () => {
    const [, dev] = stages[1]
    const { valuesFiles } = dev.deploy.helm.releases[0]
    const objects = render(valuesOf(dev), { files: valuesFiles.map((file) => join('../..', file)) })
    const sources = workloads(objects).flatMap(
      (object) => (podOf(object).spec.containers[0]!['command'] as string[] | undefined)?.at(-1) ?? [],
    )
    expect(sources.filter((path) => path.endsWith('main.ts'))).toHaveLength(6)
    for (const path of sources) if (!path.startsWith('/')) expect(existsSync(join(root, path)), path).toBe(true)
    expect(existsSync(join(root, dev.build.artifacts[0]!.docker.dockerfile))).toBe(true)
  })
})
