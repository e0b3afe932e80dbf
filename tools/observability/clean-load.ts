import { parseArgs } from 'node:util'
import { delay } from '../devstack/src/delay.ts'
import { inTerminal } from '../devstack/src/in-terminal.ts'
import { alertsPage, insertInto } from './docs/page.ts'
import { toTable } from './docs/tables.ts'
import { startTraffic } from './load/clean-traffic.ts'
import { query } from './prometheus/query.ts'
import { startObserved } from './start-observed.ts'

/**
 * Minutes of clean load under the rules as they ship: nothing may fire. `node tools/observability/clean-load.ts`
 * --minutes N  default 30     --per-second N  messages, default 2     --write  puts the outcome into docs/alerts.md
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'per-second': { type: 'string', default: '2' },
    write: { type: 'boolean' },
  },
})
const minutes = Number(values.minutes)
const perSecond = Number(values['per-second'])
process.env.DATA_DIR ??= '.data/clean-load'
process.env.PORT ??= '18081'
process.env.RATE_LOGINS ??= '1000000'

await inTerminal(async (terminal) => {
  const quiet = { ...terminal, printer: () => () => {} }
  await using observed = await startObserved({ ...quiet, scale: 1 })
  const { stack, prometheus } = observed
  terminal.say(`Prometheus ${prometheus.url}: ${minutes} minutes of ${perSecond} messages a second`)
  const traffic = await startTraffic({ origins: stack.urls, people: 12, perSecond })
  await delay(minutes * 60_000, terminal.stop)
  const { accepted, refused } = traffic.sent()
  // asked before the load ends, so that the end cannot matter
  const range = `[${Math.ceil(minutes) + 2}m]`
  const states = await query(
    prometheus.url,
    `count by (alertname, severity, alertstate) (count_over_time(ALERTS${range}))`,
  )
  const slos = await query(prometheus.url, `1 - avg_over_time(slo:sli_error:ratio_rate5m${range})`)
  await traffic.stop()
  const text = [
    `${minutes} minutes, ${accepted} messages accepted, ${refused} refused: ${states.length === 0 ? 'no alert was pending or fired.' : 'these were not silent:'}`,
    ...states.map(({ metric }) => `- ${metric.alertname} (${metric.severity}) ${metric.alertstate}`),
    '',
    toTable(
      ['promise', 'kept'],
      slos.map(({ metric, value }) => [metric.slo!, `${(Number(value[1]) * 100).toFixed(2)} %`]),
    ),
  ].join('\n')
  console.log(text)
  if (values.write) insertInto(alertsPage, 'clean-load', text)
  if (states.some(({ metric }) => metric.alertstate === 'firing') || refused > 0 || accepted === 0) process.exitCode = 1
})
