import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { shipped } from '../generate.ts'
import { alertsOf, ruleFiles } from '../rules/rule-files.ts'
import { createScale } from '../rules/scale.ts'
import { causeCases } from './alerts/cause-cases.ts'
import { promtoolFile } from './alerts/promtool-file.ts'
import { sloCases } from './alerts/slo-cases.ts'

const programs = inject('prometheus')
const folder = mkdtempSync(join(tmpdir(), 'continuo-alerts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** @throws with what it said. */
function promtool(...args: string[]): string {
  if (typeof programs === 'string') throw new Error(programs)
  const { path, env } = programs.promtool
  return execFileSync(path, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
}

function runTests(name: string, text: string): string {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, text)
  return promtool('test', 'rules', file)
}

/** Only what a story needs: all windows of all SLOs at every minute of a day are a lot. */
function rulesFor(alert: string): string {
  const file = join(folder, `rules-of-${alert}.yaml`)
  const groups = Object.values(ruleFiles(createScale(1))).flat()
  const slo = alerts.find((rule) => rule.alert === alert)!.labels.slo
  const needed = groups.map((group) => ({ ...group, rules: group.rules.filter(({ labels }) => labels?.slo === slo) }))
  writeFileSync(file, stringify({ groups: needed }))
  return file
}

const cases = [...sloCases, ...causeCases]
const alerts = Object.values(ruleFiles(createScale(1))).flatMap(alertsOf)
const nameOf = ({ alert, labels }: (typeof alerts)[number]) => `${alert} ${labels.severity}`

test('every alert has a story', () => {
  expect([...new Set(alerts.map(nameOf))].toSorted()).toEqual(
    cases.map(({ alert, severity }) => `${alert} ${severity}`).toSorted(),
  )
})

describe.skipIf(typeof programs === 'string')('by promtool', () => {
  test('the rules are accepted, at any scale', () => {
    for (const name of ['slo.yaml', 'causes.yaml'])
      expect(promtool('check', 'rules', join(shipped, 'rules', name))).toContain('SUCCESS')
    for (const [name, groups] of Object.entries(ruleFiles(createScale(60)))) {
      const file = join(folder, `scaled-${name}`)
      writeFileSync(file, stringify({ groups }))
      expect(promtool('check', 'rules', file)).toContain('SUCCESS')
    }
  })

  test.for(cases)('$alert ($severity) fires for the namespace that hurts, not for less, and ends', (story) => {
    expect(runTests(`${story.alert}-${story.severity}`, promtoolFile(story, rulesFor(story.alert)))).toContain(
      'SUCCESS',
    )
  })

  test('a janitor that has never run is missed', () => {
    const build = { series: 'continuo_build_info{namespace="hurt",service="chat-api"}', values: '1x300' }
    const started = { series: 'process_start_time_seconds{namespace="hurt",service="chat-api"}', values: '0x300' }
    const text = stringify({
      rule_files: [join(shipped, 'rules/causes.yaml')],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [build, started],
          promql_expr_test: [
            { expr: 'count(ALERTS{alertname="ContinuoJanitorNotRun"})', eval_time: '170m', exp_samples: [] },
            {
              expr: 'count(ALERTS{alertname="ContinuoJanitorNotRun", alertstate="firing"})',
              eval_time: '190m',
              exp_samples: [{ labels: '{}', value: 1 }],
            },
          ],
        },
      ],
    })
    expect(runTests('never-run', text)).toContain('SUCCESS')
  })

  test('four failures of four wake nobody', () => {
    const text = stringify({
      rule_files: [join(shipped, 'rules/slo.yaml')],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            {
              series: 'continuo_messages_ended_total{namespace="small",status="error",code="overloaded"}',
              values: '0x30 4x120',
            },
          ],
          promql_expr_test: [
            {
              expr: 'slo:sli_error:ratio_rate1h{slo="answers"}',
              eval_time: '40m',
              exp_samples: [{ labels: 'slo:sli_error:ratio_rate1h{namespace="small",slo="answers"}', value: 1 }],
            },
            { expr: 'ALERTS', eval_time: '40m', exp_samples: [] },
          ],
        },
      ],
    })
    expect(runTests('low-traffic', text)).toContain('SUCCESS')
  })
})
