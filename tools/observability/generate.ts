import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { alertsPage, insertInto, withPart } from './docs/page.ts'
import { tables } from './docs/tables.ts'
import { dashboardFiles } from './dashboards/index.ts'
import { ruleFiles, toYaml } from './rules/rule-files.ts'
import { createScale } from './rules/scale.ts'

/**
 * Writes what the chart ships, rules and dashboards, and the tables of docs/alerts.md.
 * --check   writes nothing and fails when a file is not what would be written
 * --scale N divides every duration of the rules, with --out: for seeing alerts fire in minutes
 * --out DIR instead of the chart's folder
 */
export const shipped = join(import.meta.dirname, '../../helm/continuo/files')

/** Contents by path below the folder. */
export function generated(scaledBy = 1): Map<string, string> {
  const rules = Object.entries(ruleFiles(createScale(scaledBy)))
  return new Map([
    ...rules.map(([name, groups]) => [`rules/${name}`, toYaml(groups)] as const),
    ...dashboardFiles().map(([name, text]) => [`dashboards/${name}`, text] as const),
  ])
}

/** The page says what the rules do. */
export function isPageCurrent(): boolean {
  const page = readFileSync(alertsPage, 'utf8')
  return Object.entries(tables()).every(([name, text]) => withPart(page, name, text) === page)
}

/** Paths that differ from what would be written, or should not be there. */
export function drift(folder = shipped): string[] {
  const wanted = generated()
  const there = ['rules', 'dashboards'].flatMap((part) => list(folder, part))
  const differs = [...wanted].filter(
    ([path, text]) => !there.includes(path) || text !== readFileSync(join(folder, path), 'utf8'),
  )
  return [...differs.map(([path]) => path), ...there.filter((path) => !wanted.has(path))]
}

export function write(folder: string, scaledBy = 1): void {
  for (const part of ['rules', 'dashboards']) {
    mkdirSync(join(folder, part), { recursive: true })
    for (const path of list(folder, part)) rmSync(join(folder, path))
  }
  for (const [path, text] of generated(scaledBy)) writeFileSync(join(folder, path), text)
}

function list(folder: string, part: string): string[] {
  try {
    return readdirSync(join(folder, part)).map((name) => `${part}/${name}`)
  } catch {
    return []
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, scale: { type: 'string', default: '1' }, out: { type: 'string' } },
  })
  if (values.check) {
    const differs = [...drift(), ...(isPageCurrent() ? [] : ['docs/alerts.md'])]
    for (const path of differs) console.error(`${path} is not what tools/observability/generate.ts makes: run it`)
    if (differs.length > 0) process.exitCode = 1
  } else {
    write(values.out ?? shipped, Number(values.scale))
    if (values.out === undefined)
      for (const [name, text] of Object.entries(tables())) insertInto(alertsPage, name, text)
  }
}
