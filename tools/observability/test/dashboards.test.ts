import { expect, test } from 'vitest'
import { alertsOf, ruleFiles } from '../rules/rule-files.ts'
import { createScale } from '../rules/scale.ts'
import { dashboards, queriesOf } from './dashboards.ts'

test('dashboards load in any Grafana: fixed uids of their own, no numeric id, no data source of ours, small', () => {
  const uids = dashboards.map(({ json }) => json.uid)
  expect(new Set(uids).size).toBe(dashboards.length)
  for (const { text, json, panels } of dashboards) {
    expect(json.uid).toMatch(/^continuo-[a-z-]{1,30}$/)
    expect(json).not.toHaveProperty('id')
    expect(json).not.toHaveProperty('__inputs')
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
    const sources = [
      ...json.templating.list.flatMap(({ datasource }) => datasource ?? []),
      ...panels.flatMap(({ datasource, targets = [] }) => [datasource, ...targets.map((target) => target.datasource)]),
    ]
    for (const source of sources) expect(source).toEqual({ type: 'prometheus', uid: '${datasource}' })
  }
})

test('two releases can be told apart, and a link keeps what was chosen', () => {
  for (const { json } of dashboards) {
    expect(json.templating.list.map(({ name }) => name)).toEqual(['datasource', 'namespace', 'job', 'pod'])
    expect(json.links).toEqual([expect.objectContaining({ includeVars: true, keepTime: true })])
    expect(json.annotations.list.map(({ expr }) => expr).join()).toContain('continuo_build_info')
  }
})

test.for(
  dashboards.flatMap(({ json, panels }) => panels.map((panel) => ({ name: `${json.title}: ${panel.title}`, panel }))),
)('$name says what is normal, in a unit, by the interval that Grafana chooses', ({ panel }) => {
  expect(panel.description?.length ?? 0).toBeGreaterThan(20)
  expect(panel.fieldConfig?.defaults.unit).toBeTruthy()
  expect(panel.targets?.length).toBeGreaterThan(0)
  for (const { expr, legendFormat } of panel.targets!) {
    expect(legendFormat).not.toBe('')
    expect(expr).toContain('namespace=~"$namespace"')
    expect(expr).not.toMatch(/\b(rate|increase)\([^)]*\[\d/)
    expect(expr).not.toMatch(/\brate\(\s*sum/)
    if (expr.includes('histogram_quantile')) expect(expr).toMatch(/by \(le\b/)
  }
})

test('panels do not overlap, and have ids of their own', () => {
  for (const { json, panels } of dashboards) {
    const all = [...json.panels, ...panels]
    const ids = new Map(all.map((panel) => [panel.id, panel]))
    for (const panel of all) expect(ids.get(panel.id)).toBe(panel)
    const open = json.panels.flatMap((panel) => (panel.type === 'row' ? [] : [panel.gridPos]))
    const cells = open.flatMap(({ x, y, w, h }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)}.${y + Math.floor(n / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    for (const { x, w } of open) expect(x + w).toBeLessThanOrEqual(24)
  }
})

test('every alert leads to a dashboard that there is', () => {
  const uids = dashboards.map(({ json }) => json.uid)
  for (const { annotations } of Object.values(ruleFiles(createScale(1))).flatMap(alertsOf))
    expect(uids).toContain(/^\/d\/([^?]+)/.exec(annotations.dashboard)?.[1])
})

test('no variable is left open', () => {
  for (const dashboard of dashboards) for (const { expr } of queriesOf(dashboard, '1m')) expect(expr).not.toContain('$')
})
