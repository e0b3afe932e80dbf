import { stringify } from 'yaml'
import type { AlertCase } from './case.ts'
import type { Phase, Story } from './timeline.ts'

const healthyMinutes = 30

/**
 * Two stories in one file for promtool: one that becomes sick and is mended, one that stays just below the threshold.
 * @param rules Path of the rules.
 */
export function promtoolFile(story: AlertCase, rules: string): string {
  const { sickMinutes, healMinutes, stepMinutes } = story
  const phases = (middle: Phase) =>
    [
      ['healthy', healthyMinutes],
      [middle, sickMinutes],
      ['healed', healMinutes],
    ] as const
  return stringify({
    rule_files: [rules],
    evaluation_interval: `${stepMinutes}m`,
    tests: [tell(story, phases('sick'), [false, true, false]), tell(story, phases('nearly'), [false, false, false])],
  })
}

/** @param fires Whether it must, at the end of each phase. */
function tell(
  { alert, severity, series, stepMinutes }: AlertCase,
  minutes: readonly (readonly [Phase, number])[],
  fires: readonly boolean[],
) {
  const phases = minutes.map(([phase, count]) => [phase, count / stepMinutes] as const)
  const ends = minutes.map((_, n) => minutes.slice(0, n + 1).reduce((sum, [, count]) => sum + count, 0))
  const healthy: Story = { phases: [['healthy', ends.at(-1)! / stepMinutes]] }
  return {
    interval: `${stepMinutes}m`,
    input_series: [
      ...series('hurt').map((one) => ({ series: one.series, values: one.values({ phases }) })),
      // another release beside it, which must not be mixed in
      ...series('well').map((one) => ({ series: one.series, values: one.values(healthy) })),
    ],
    promql_expr_test: ends.map((end, n) => ({
      expr: `group by (namespace) (ALERTS{alertname="${alert}", severity="${severity}", alertstate="firing"})`,
      eval_time: `${end - stepMinutes}m`,
      exp_samples: fires[n] ? [{ labels: '{namespace="hurt"}', value: 1 }] : [],
    })),
  }
}
