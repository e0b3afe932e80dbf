import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '../../devstack/src/ports.ts'
import { startTraffic } from '../load/clean-traffic.ts'
import { haveMishaps } from '../load/mishaps.ts'
import { query } from '../prometheus/query.ts'
import { ruleFiles } from '../rules/rule-files.ts'
import { createScale } from '../rules/scale.ts'
import { type Observed, startObserved } from '../start-observed.ts'
import { dashboards, metricsIn, queriesOf } from './dashboards.ts'

/** The product, a minute of mixed load and what a real Prometheus has seen of it. */
const loadMs = 50_000
const rules = Object.values(ruleFiles(createScale(1)))
  .flat()
  .flatMap((group) => group.rules)
const runbooks = join(import.meta.dirname, '../../../docs/runbooks')
const runbookQueries = readdirSync(runbooks)
  .map((name) => readFileSync(join(runbooks, name), 'utf8'))
  .flatMap((text) => [...text.matchAll(/```promql\n([\s\S]*?)```/g)].map(([, expr]) => expr!.trim()))
const made = new AsyncDisposableStack()
let observed: Observed

describe.skipIf(typeof inject('prometheus') === 'string')('under a mixed load', () => {
  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'continuo-live-'))
    made.defer(() => rm(dataDir, { recursive: true, force: true }))
    const settings = {
      port: await freePort(),
      dataDir,
      databaseUrl: undefined,
      redisUrl: undefined,
      modelKey: undefined,
    }
    observed = made.use(
      await startObserved({
        settings: { ...settings, env: { ...process.env, NODE_ENV: undefined } },
        printer: () => () => {},
        say: () => {},
        stop: new AbortController().signal,
        scale: 20,
        scrapeS: 1,
      }),
    )
    const traffic = await startTraffic({ origins: observed.stack.urls, people: 8, perSecond: 3 })
    await Promise.all([haveMishaps(observed.stack.url), sleep(loadMs)])
    made.defer(() => traffic.stop())
  }, 240_000)
  afterAll(() => made.disposeAsync(), 60_000)

  test('every panel of every dashboard has data', async () => {
    const empty: string[] = []
    for (const dashboard of dashboards)
      for (const { panel, expr, mayBeEmpty } of queriesOf(dashboard, '40s'))
        if (!mayBeEmpty && (await query(observed.prometheus.url, expr)).length === 0) empty.push(`${panel}: ${expr}`)
    expect(empty).toEqual([])
  })

  test('the queries of the runbooks are understood, and find something where health has something to show', async () => {
    expect(runbookQueries.length).toBeGreaterThan(15)
    const found: [expr: string, series: number][] = []
    for (const expr of runbookQueries) found.push([expr, (await query(observed.prometheus.url, expr)).length])
    const sick = /status=~"5|status="error"|alarms/
    expect(found.filter(([expr, series]) => series === 0 && !sick.test(expr))).toEqual([])
  })

  test('no alert fires', async () => {
    const fired = await query(
      observed.prometheus.url,
      'count by (alertname, severity) (count_over_time(ALERTS{alertstate="firing"}[5m]))',
    )
    expect(fired.map(({ metric }) => metric)).toEqual([])
  })

  test('every rule that records has recorded', async () => {
    const records = [...new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])))]
    for (const record of records)
      expect((await query(observed.prometheus.url, record)).length, record).toBeGreaterThan(0)
  })

  test('what dashboards and rules name is there, and what the product counts is looked at', async () => {
    const texts = await Promise.all(
      observed.stack.parts.map(async ({ opsAddress }) => (await fetch(`http://${opsAddress}/metrics`)).text()),
    )
    const types = [...texts.join('\n').matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => ({
      name: name!,
      type,
    }))
    const exposed = new Set(
      types.flatMap(({ name, type }) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    )
    const recorded = new Set(rules.map((rule) => ('record' in rule ? rule.record : '')))
    const named = new Set(
      [...dashboards.flatMap((one) => queriesOf(one, '1m')), ...rules]
        .map(({ expr }) => expr)
        .concat(runbookQueries)
        .flatMap(metricsIn),
    )
    const known = (name: string) => exposed.has(name) || recorded.has(name) || ['ALERTS', 'up'].includes(name)
    expect([...named].filter((name) => !known(name))).toEqual([])
    const seen = [...named].map((name) => name.replace(/_(bucket|count|sum)$/, ''))
    const domain = new Set(types.map(({ name }) => name).filter((name) => name.startsWith('continuo_')))
    expect([...domain].filter((name) => !seen.includes(name) && !named.has(name))).toEqual([])
  })
})
