import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, inject } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import { chartFolder } from '../describe-values.ts'

const tools = inject('chartTools')
/** Without Helm every test of the block counts as skipped; the run has said why. */
export const describeChart = describe.skipIf(typeof tools === 'string')

export type HelmVersion = 'helm3' | 'helm4'
export interface Rendered {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> }
  // what tests look into differs from kind to kind
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  spec?: any
  data?: Record<string, string>
  stringData?: Record<string, string>
}

export interface RenderOptions {
  helm?: HelmVersion
  release?: string
  namespace?: string
  /** Paths under the chart, below `values`. */
  files?: readonly string[]
  flags?: readonly string[]
  /** A folder in place of the chart's. */
  chart?: string
}

/** @returns What Helm wrote, and its status. */
export function helmTemplate(values: object, options: RenderOptions = {}) {
  const {
    helm = 'helm4',
    release = 'continuo',
    namespace = 'chat',
    files = [],
    flags = [],
    chart = chartFolder,
  } = options
  const program = (tools as Exclude<typeof tools, string>)[helm]
  const valueFlags = [...files.map((file) => join(chartFolder, file)), '-'].flatMap((file) => ['-f', file])
  const { status, stdout, stderr } = spawnSync(
    program,
    ['template', release, chart, '-n', namespace, ...valueFlags, ...flags],
    // Helm reads YAML 1.1, where a bare `yes` is a boolean
    { encoding: 'utf8', input: stringify(values, { version: '1.1' }), maxBuffer: 64 * 1024 * 1024 },
  )
  return { status, stdout, stderr }
}

/** @throws {Error} with Helm's words when it refuses. */
export function render(values: object = {}, options: RenderOptions = {}): Rendered[] {
  const { status, stdout, stderr } = helmTemplate(values, options)
  if (status !== 0) throw new Error(stderr)
  return parseAllDocuments(stdout).flatMap((document) => (document.toJSON() as Rendered | null) ?? [])
}

/** What Helm says when it refuses, in one line; undefined when it renders. */
export function refusal(values: object, options: RenderOptions = {}): string | undefined {
  const { status, stderr } = helmTemplate(values, options)
  return status === 0 ? undefined : stderr.replaceAll(/\s+/g, ' ')
}

/** @throws {Error} when there is no such object, or several. */
export function find(objects: readonly Rendered[], kind: string, name: string): Rendered {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name)
  if (found.length !== 1) throw new Error(`${found.length} of ${kind}/${name}; there are ${names(objects).join(' ')}`)
  return found[0]!
}

export const names = (objects: readonly Rendered[]) => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)
export const kinds = (objects: readonly Rendered[]) => new Set(objects.map(({ kind }) => kind))

interface Variable {
  name: string
  value?: string
  valueFrom?: { secretKeyRef?: { name: string; key: string } }
}
interface Container {
  name: string
  image: string
  env?: Variable[]
  [field: string]: unknown
}
interface PodSpec {
  containers: Container[]
  [field: string]: unknown
}

/** Of whatever has pods: Deployment, StatefulSet, Job, CronJob, Pod. */
export function podOf(object: Rendered): { spec: PodSpec } {
  if (object.kind === 'Pod') return object as never
  const spec = (object.kind === 'CronJob' ? object.spec.jobTemplate.spec : object.spec) as { template: never }
  return spec.template
}
export const workloads = (objects: readonly Rendered[]) =>
  objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job', 'CronJob', 'Pod'].includes(kind))

/** Variables of the first container: `NAME` → value, or `secret/key`. */
export function envOf(object: Rendered): Record<string, string | undefined> {
  const env = podOf(object).spec.containers[0]!.env ?? []
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef
      return [name, secret ? `${secret.name}/${secret.key}` : value]
    }),
  )
}

export const valuesFiles = ['values-production.yaml', 'values-dev.yaml'].concat(
  readdirSync(join(chartFolder, 'ci')).map((file) => `ci/${file}`),
)
