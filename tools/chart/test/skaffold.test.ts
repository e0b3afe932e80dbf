import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeChart, find, podOf, render, workloads } from './helm.ts'

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
