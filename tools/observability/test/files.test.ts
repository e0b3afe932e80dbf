import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drift, isPageCurrent } from '../generate.ts'
import { alertsOf, ruleFiles } from '../rules/rule-files.ts'
import { runbookOf } from '../rules/rule.ts'
import { createScale } from '../rules/scale.ts'
import { dashboards } from './dashboards.ts'

const root = join(import.meta.dirname, '../../..')
const runbooks = join(root, 'docs/runbooks')
const alerts = Object.values(ruleFiles(createScale(1))).flatMap(alertsOf)

test('what the chart ships is what the generator makes', () => {
  expect(drift()).toEqual([])
  expect(isPageCurrent()).toBe(true)
})

test('every alert has a runbook of the same shape, and every runbook an alert', () => {
  const files = readdirSync(runbooks).filter((name) => name !== 'README.md')
  expect(files.toSorted()).toEqual([...new Set(alerts.map(({ alert }) => `${runbookOf(alert)}.md`))].toSorted())
  for (const { alert, annotations } of alerts) {
    const text = readFileSync(join(root, annotations.runbook_url), 'utf8')
    expect(text).toMatch(
      /^# .+\n\n`Continuo\w+`:[^#]+\n## Who hurts\n[^#]+\n## Look first\n[^#]+\n## Causes\n[^#]+\n## Over when\n/,
    )
    expect(text).toContain(`\`${alert}\``)
  }
})

test('what runbooks send one to is there: other pages, panels, lines of the log', () => {
  const logged = readFileSync(join(root, 'docs/log-events.md'), 'utf8')
  const titles = dashboards.flatMap(({ panels }) => panels.map(({ title }) => title))
  for (const name of readdirSync(runbooks)) {
    const text = readFileSync(join(runbooks, name), 'utf8')
    for (const [, path] of text.matchAll(/\]\(([^)#]+)\)/g))
      expect(readdirSync(join(runbooks, path!, '..'))).toContain(path!.split('/').at(-1))
    // panels stand in quotes, lines of the log in backticks with blanks between small letters
    for (const [, title] of text.replaceAll(/```[\s\S]*?```|`[^`]+`/g, '').matchAll(/"([A-Z][^"\n]+)"/g))
      expect(
        titles.some((one) => one.startsWith(title!)),
        `${name}: panel ${title}`,
      ).toBe(true)
    const events = [...text.matchAll(/`([a-z]+(?: [a-z,]+)+)`/g)].map(([, event]) => event!)
    const lines = events.filter((event) => !/^(alter|lock|helm|idle|redis-cli) /.test(event))
    expect(
      lines.filter((event) => !logged.includes(`\`${event}\``)),
      name,
    ).toEqual([])
  }
})

test('every alert says what to read: a summary of one line, the value, where, and a dashboard', () => {
  for (const { annotations, labels } of alerts) {
    expect(['page', 'ticket']).toContain(labels.severity)
    expect(annotations.summary).toMatch(/^[A-Z][^{}\n.]+$/)
    expect(annotations.description).toMatch(/\{\{ \$labels\.namespace \}\}/)
    expect(annotations.dashboard).toMatch(/^\/d\/continuo-[a-z-]+\?var-namespace=\{\{ \$labels\.namespace \}\}$/)
  }
})

test('a scale divides every duration, and 1 leaves them alone', () => {
  const [shipped, scaled] = [createScale(1), createScale(60)]
  expect([shipped.window('3d'), shipped.wait('15s'), shipped.seconds(60, 15)]).toEqual(['3d', '15s', 60])
  expect([scaled.window('3d'), scaled.window('1h'), scaled.window('1m')]).toEqual(['72m', '1m', '5s'])
  expect([scaled.wait('10m'), scaled.wait('15s'), scaled.seconds(120, 8)]).toEqual(['10s', '1s', 8])
  expect(() => createScale(0)).toThrow('from 1 up')
})
