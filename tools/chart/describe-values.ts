import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Annotation, readAnnotations } from './annotations.ts'

/** A value of the chart, with everything its comment says. */
export interface Described {
  path: string
  value: unknown
  annotation: Annotation
  /** Of a map whose keys are known; undefined for a leaf. */
  children?: Described[]
}

/** Components share most of their keys: what a comment of gateway says goes for the others too. */
const described = 'gateway'
const components = ['chatApi', 'generator', 'janitor', 'migrations', 'modelStandIn', 'test']
/** Tags that make a map a leaf: its keys are the user's. */
const leafTags = ['map', 'open', 'def', 'slots', 'slots[]', 'probes']

export const chartFolder = join(import.meta.dirname, '../../helm/continuo')

/** All values of the chart, in the order of values.yaml. @throws {Error} naming the values without a description. */
export function describeValues(): Described[] {
  const text = readFileSync(join(chartFolder, 'values.yaml'), 'utf8')
  const annotations = readAnnotations(text)
  const undescribed: string[] = []

  function annotationOf(path: string): Annotation {
    const own = annotations.get(path)
    const [component = '', ...rest] = path.split('.')
    const shared = components.includes(component) ? annotations.get([described, ...rest].join('.')) : undefined
    return { text: own?.text || shared?.text || '', tags: { ...shared?.tags, ...own?.tags } }
  }

  function describe(path: string, value: unknown): Described {
    const annotation = annotationOf(path)
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isMap && !leafTags.some((tag) => tag in annotation.tags)) {
      const children = Object.entries(value).map(([key, child]) => describe(`${path}.${key}`, child))
      return { path, value, annotation, children }
    }
    if (!annotation.text) undescribed.push(path)
    return { path, value, annotation }
  }

  const values = Object.entries(parse(text) as object).map(([key, value]) => describe(key, value))
  if (undescribed.length > 0) throw new Error(`values.yaml: no description of ${undescribed.join(', ')}`)
  return values
}
