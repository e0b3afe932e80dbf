import { type Rate, type Slo, periodDays, slos } from '../slos.ts'
import { type AlertingRule, type RecordingRule, type RuleGroup, type Severity, toAlert } from './rule.ts'
import { type Scale, millisecondsOf } from './scale.ts'

export const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const
export type Window = (typeof windows)[number]

interface Burn {
  /** How many times faster than allowed the budget burns. */
  readonly times: number
  readonly long: Window
  /** So that the alert ends soon after its cause. */
  readonly short: Window
}

/** Of a budget of 30 days, 14.4× for one hour is 2 %, 6× for six hours 5 %, 3× for a day 10 %, 1× for three days 10 %. */
export const burns: Record<Severity, readonly [Burn, Burn]> = {
  page: [
    { times: 14.4, long: '1h', short: '5m' },
    { times: 6, long: '6h', short: '30m' },
  ],
  ticket: [
    { times: 3, long: '1d', short: '2h' },
    { times: 1, long: '3d', short: '6h' },
  ],
}

/** In the long window; fewer bad events are no reason to wake anybody, whatever their share is. */
export const leastBadEvents = 5

/** Bad events, 0 while there are only good ones; a counter that has not been raised yet does not exist. */
const bad = ({ events }: Slo, rate: Rate, window: string) =>
  `(${events.bad(rate, window)} or ${events.total(rate, window)} * 0)`

export const budgetOf = ({ objective }: Slo) => Number((1 - objective).toFixed(6))

function recordsOf(slo: Slo, window: Window, scale: Scale): RecordingRule[] {
  const range = scale.window(window)
  const labels = { slo: slo.name }
  const isLong = Object.values(burns).some((pair) => pair.some(({ long }) => long === window))
  return [
    {
      record: `slo:sli_error:ratio_rate${window}`,
      expr: `${bad(slo, 'rate', range)} / (${slo.events.total('rate', range)} > 0)`,
      labels,
    },
    ...(isLong ? [{ record: `slo:sli_bad:increase${window}`, expr: bad(slo, 'increase', range), labels }] : []),
  ]
}

/** The whole period is weighed by the events of each moment, and cheaply: from what is recorded anyway. */
function periodOf(slo: Slo, scale: Scale): RecordingRule[] {
  const labels = { slo: slo.name }
  const period = scale.window(`${periodDays}d`)
  const of = `{slo="${slo.name}"}`
  const over = (name: string) => `sum_over_time(slo:${name}:rate5m${of}[${period}])`
  const ratio = `slo:sli_error:ratio_rate${periodDays}d`
  return [
    { record: 'slo:sli_bad:rate5m', expr: bad(slo, 'rate', scale.window('5m')), labels },
    { record: 'slo:sli_total:rate5m', expr: slo.events.total('rate', scale.window('5m')), labels },
    { record: ratio, expr: `${over('sli_bad')} / (${over('sli_total')} > 0)`, labels },
    { record: 'slo:objective:ratio', expr: `${ratio}${of} * 0 + ${slo.objective}`, labels },
    { record: 'slo:current_burn_rate:ratio', expr: `slo:sli_error:ratio_rate1h${of} / ${budgetOf(slo)}`, labels },
    { record: 'slo:error_budget_remaining:ratio', expr: `1 - ${ratio}${of} / ${budgetOf(slo)}`, labels },
  ]
}

export function burnAlert(slo: Slo, severity: Severity): AlertingRule {
  const of = `{slo="${slo.name}"}`
  const isBurning = ({ times, long, short }: Burn) => {
    const threshold = Number((times * budgetOf(slo)).toFixed(6))
    return `(slo:sli_error:ratio_rate${long}${of} > ${threshold} and slo:sli_error:ratio_rate${short}${of} > ${threshold} and slo:sli_bad:increase${long}${of} >= ${leastBadEvents})`
  }
  const [fast, slow] = burns[severity]
  return toAlert(
    {
      alert: slo.alert,
      severity,
      summary: `${slo.title}: the error budget burns ${severity === 'page' ? 'fast' : 'too fast'}`,
      description: `{{ $value | humanizePercentage }} ${slo.bad} in {{ $labels.namespace }}, over the last ${fast.long} or ${slow.long}; ${(budgetOf(slo) * 100).toFixed(1)} % are allowed over ${periodDays} days.`,
      dashboard: slo.dashboard,
      expr: `${isBurning(fast)} or ${isBurning(slow)}`,
    },
    { slo: slo.name },
  )
}

const isSlow = (window: Window) => millisecondsOf(window) > millisecondsOf('6h')

/** Long windows move slowly and cost most, so they are computed less often. */
export function sloGroups(scale: Scale): RuleGroup[] {
  const records = (which: readonly Window[]) =>
    slos.flatMap((slo) => which.flatMap((window) => recordsOf(slo, window, scale)))
  return [
    {
      name: 'continuo-slo',
      interval: scale.wait('30s'),
      rules: [...records(windows.filter((window) => !isSlow(window))), ...slos.flatMap((slo) => periodOf(slo, scale))],
    },
    { name: 'continuo-slo-days', interval: scale.wait('2m'), rules: records(windows.filter(isSlow)) },
    {
      name: 'continuo-slo-alerts',
      interval: scale.wait('30s'),
      rules: slos.flatMap((slo) => [burnAlert(slo, 'page'), burnAlert(slo, 'ticket')]),
    },
  ]
}
