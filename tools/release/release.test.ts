import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { notesOf, readChange, withRelease } from './changelog.ts'
import { statedVersions } from './versions.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('packages, chart, images and compose file have one version', () => {
  const stated = statedVersions()
  const [version] = stated.values()
  expect([...stated].filter(([, one]) => one !== version)).toEqual([])
  expect([...stated.keys()]).toContain('Chart.yaml: appVersion')
  expect([...stated.keys()].filter((place) => place.startsWith('compose.yaml'))).not.toHaveLength(0)
})

test('the API reference and the app take their version from their package', () => {
  expect(read('services/gateway/src/openapi/document.ts')).toContain('version: gateway.version')
  expect(read('web/vite.config.ts')).toContain('web.version')
})

test('a changeset that raises nothing is refused, another is read', () => {
  expect(readChange('a.md', "---\n'@continuo/web': minor\n---\n\nNew thing.\n")).toEqual({
    level: 'minor',
    text: 'New thing.',
  })
  expect(() => readChange('a.md', 'no head')).toThrow('.changeset/a.md')
  for (const name of readdirSync(join(root, '.changeset')).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  ))
    expect(() => readChange(name, read(`.changeset/${name}`))).not.toThrow()
})

test('a release is put on top of the changelog, the gravest first, and is found again', () => {
  const old = '# Changelog\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n'
  const changes = [
    { level: 'patch', text: 'Mended.' },
    { level: 'major', text: 'Moved.\nSee there.' },
  ] as const
  const text = withRelease(old, '1.0.0', '2026-02-02', changes)
  expect(notesOf(text, '1.0.0')).toBe('### Needs your attention\n\n- Moved.\n  See there.\n\n### Fixed\n\n- Mended.')
  expect(notesOf(text, '0.1.0')).toBe('First.')
  expect(notesOf(text, '0.1')).toBeUndefined()
})

interface Job {
  needs?: string | string[]
  'runs-on': string
  'timeout-minutes': number
  steps: { id?: string; uses?: string; run?: string; with?: Record<string, unknown> }[]
  strategy?: { matrix: { target: string[] } }
}
interface Workflow {
  on: object
  permissions: Record<string, string>
  jobs: Record<string, Job>
}
const workflow = (name: string) => parse(read(`.github/workflows/${name}`)) as Workflow
const targets = [...read('Dockerfile').matchAll(/^FROM image AS (.+)$/gm)].map(([, name]) => name!).sort()

test.each(['test.yml', 'release.yml'])(
  '%s: every step does one thing, every job ends by itself, rights are few',
  (name) => {
    const { jobs, permissions } = workflow(name)
    expect(permissions).toEqual({ contents: 'read' })
    for (const [id, job] of Object.entries(jobs)) {
      expect(job['timeout-minutes'], id).toBeGreaterThan(0)
      for (const needed of [job.needs ?? []].flat()) expect(Object.keys(jobs)).toContain(needed)
      for (const step of job.steps) {
        expect([step.uses, step.run].filter(Boolean), id).toHaveLength(1)
        if (step.uses) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
        const script = /(?:node|tools\/)\S*tools\/(\S+\.ts)|node (tools\/\S+\.ts)/.exec(step.run ?? '')?.[2]
        if (script) expect(() => read(script)).not.toThrow()
      }
    }
  },
)

test('a release builds every target of the Dockerfile for two platforms, with SBOM and provenance', () => {
  const { images } = workflow('release.yml').jobs
  expect(images!.strategy!.matrix.target.toSorted()).toEqual(targets)
  const build = images!.steps.find(({ id }) => id === 'build')!.with
  expect(build).toMatchObject({ platforms: 'linux/amd64,linux/arm64', sbom: true, provenance: 'mode=max', push: true })
})

interface Compose {
  services: Record<
    string,
    { image: string; build?: { target: string }; depends_on?: Record<string, object>; volumes?: string[] }
  >
  volumes: object
}
test('the compose file names only targets, services and volumes that there are', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as Compose
  for (const [name, service] of Object.entries(services)) {
    if (service.build) expect(targets, name).toContain(service.build.target)
    for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(services)).toContain(other)
    for (const volume of service.volumes ?? []) expect(Object.keys(volumes)).toContain(volume.split(':')[0])
  }
})
