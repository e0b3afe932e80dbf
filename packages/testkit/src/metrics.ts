import { readFileSync } from 'node:fs'

export interface Series {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** The series of a scrape. */
export function readSeries(text: string): Series[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', , labels = '', value] = /^(\w+)(\{(.*)\})? (\S+)$/.exec(line) ?? []
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key!, text!] as const)
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })
}

/** The sum of those series of a name that have these labels; undefined without any. */
export function valueOf(series: readonly Series[], name: string, labels: Record<string, string> = {}) {
  const wanted = Object.entries(labels)
  const found = series.filter((one) => one.name === name && wanted.every(([key, value]) => one.labels[key] === value))
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}

/** Numbers, but for what is one by its nature: bounds of buckets, HTTP statuses and versions. */
const mayBeNumbers = new Set(['le', 'status', 'version', 'node', 'major', 'minor', 'patch'])
const idLike = /[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{12,}|^\d+$|@/i

/** Label values that look like an id, an address or a number, as `metric{label="value"}`. */
export const idsIn = (series: readonly Series[]): string[] =>
  series.flatMap(({ name, labels }) =>
    Object.entries(labels)
      .filter(([key, value]) => !mayBeNumbers.has(key) && idLike.test(value))
      .map(([key, value]) => `${name}{${key}="${value}"}`),
  )

interface NamedMetric {
  readonly name: string
  readonly labelNames?: readonly string[]
}

/** Our own metrics of a registry with their labels, as docs/metrics.md writes them. */
export const metricsOf = (registry: { getMetricsAsArray(): object[] }): string[] =>
  (registry.getMetricsAsArray() as NamedMetric[])
    .filter(({ name }) => name.startsWith('continuo_'))
    .map(({ name, labelNames = [] }) => (labelNames.length === 0 ? name : `${name}{${labelNames.join(',')}}`))
    .toSorted()

/** What these sections of docs/metrics.md say there is. */
export function documentedMetrics(...sections: readonly string[]): string[] {
  const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')
  return page
    .split(/^## /m)
    .filter((section) => sections.includes(section.slice(0, section.indexOf('\n'))))
    .flatMap((section) => [...section.matchAll(/^\| `(continuo_[^`]+)`/gm)].map(([, name]) => name!))
    .toSorted()
}
