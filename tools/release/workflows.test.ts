import { readFileSync, readdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

// the parser imports JSON without saying so, which Node refuses
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser')

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const folder = '.github/workflows'

/** What GitHub's own parser has against a workflow: unknown keys, wrong types, contexts that a place does not have. */
async function complaints(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter())
  // it throws without a document, and adds what it finds to the same list
  if (value) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

test.each(readdirSync(join(root, folder)))('GitHub’s parser has nothing against %s', async (name) => {
  expect(await complaints(name, read(`${folder}/${name}`))).toEqual([])
})

test('GitHub’s parser would have', async () => {
  const job = (steps: string) => `on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}\n`
  expect(await complaints('a.yml', job('      - run: npm ci'))).toEqual([])
  for (const bad of ['      - runs: npm ci', '      - run: echo ${{ secret.X }}', '      - run: echo ${{ github.sha }'])
    expect(await complaints('a.yml', job(bad)), bad).not.toEqual([])
  expect(await complaints('a.yml', job('      - run: x').replace('runs-on', 'needs: two\n    runs-on'))).not.toEqual([])
})

interface Workflow {
  jobs: Record<string, { strategy?: { matrix: { target: string[] } }; steps: { run?: string; with?: Step }[] }>
}
type Step = Record<string, string>
const workflow = (name: string) => parse(read(`${folder}/${name}`)) as Workflow

test('a release builds every target of the Dockerfile that is an image, for both platforms', () => {
  const targets = [...read('Dockerfile').matchAll(/^FROM image AS (\S+)$/gm)].map(([, target]) => target!)
  const { strategy, steps } = workflow('release.yml').jobs['images']!
  expect(strategy!.matrix.target.toSorted()).toEqual(targets.toSorted())
  expect(steps.find((step) => step.with?.['platforms'])!.with).toMatchObject({
    platforms: 'linux/amd64,linux/arm64',
    sbom: true,
    provenance: 'mode=max',
  })
  for (const target of targets) expect(read(`${folder}/test.yml`)).toContain(` ${target}`)
})

test('workflows run scripts that are there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const lines = readdirSync(join(root, folder)).flatMap((name) =>
    Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.flatMap(({ run = '' }) => run.split('\n'))),
  )
  const asked = lines.flatMap((line) =>
    [...line.matchAll(/npm (?:run )?(test|verify|sbom|audit)\b/g)].map(([, name]) => name!),
  )
  expect(new Set(asked)).toEqual(new Set(['verify', 'test', 'sbom', 'audit']))
  for (const name of asked) expect(Object.keys(scripts)).toContain(name)
  for (const [, path] of lines.join('\n').matchAll(/node (tools\/\S+\.ts)/g)) expect(() => read(path!)).not.toThrow()
})
