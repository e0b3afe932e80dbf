import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const alertsPage = join(import.meta.dirname, '../../../docs/alerts.md')

/** @returns the page with a text between its `<!-- name -->` and `<!-- /name -->`. @throws {Error} when it has no such place. */
export function withPart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the page has no place for ${name}`)
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
}

export const insertInto = (file: string, name: string, text: string): void =>
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), name, text))
