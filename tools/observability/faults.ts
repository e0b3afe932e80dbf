import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import pg from 'pg'
import { inTerminal } from '../devstack/src/in-terminal.ts'
import { alertsPage, insertInto } from './docs/page.ts'
import type { Fault, Lab } from './faults/fault.ts'
import { faults } from './faults/faults.ts'
import { type Seen, tableOf } from './faults/table.ts'
import { type Watch, watchAlerts } from './faults/watch-alerts.ts'
import { startTraffic } from './load/clean-traffic.ts'
import { startObserved } from './start-observed.ts'

/**
 * Injects every fault for real against the product under a Prometheus with scaled rules, and waits until its alerts fire
 * and, mended, are over again: `node tools/observability/faults.ts`.
 * --scale N    default 60       --only A,B   faults whose title or alerts contain one of them
 * --write      puts the table into docs/alerts.md
 */
const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean' },
  },
})
const chosen = faults.filter(({ title, alerts }) =>
  values.only.split(',').some((text) => [title, ...alerts].join(' ').includes(text)),
)
const [fireLimitMs, overLimitMs, ticketLimitMs] = [180_000, 180_000, 600_000]

process.env.DATA_DIR ??= '.data/faults'
// one address sends what many would
for (const limit of ['ADDRESS', 'LOGINS', 'SENDS', 'STREAMS', 'REQUESTS']) process.env[`RATE_${limit}`] ??= '1000000'
process.env.DATABASE_POOL_MAX ??= '10'
process.env.PORT ??= '18080'

await inTerminal(async (terminal) => {
  const quiet = { ...terminal, printer: () => () => {} }
  await using observed = await startObserved({ ...quiet, scale: Number(values.scale) })
  const { stack, prometheus } = observed
  const { say, stop } = terminal
  say(`Prometheus ${prometheus.url}, scale ${values.scale}`)
  const redis = new Redis(stack.storeUrls.redis)
  redis.on('error', () => {})
  const lab: Lab = {
    stack,
    redis,
    partsOf: (job) => stack.parts.filter((part) => part.job === job),
    async connect() {
      const client = new pg.Client(stack.storeUrls.database)
      client.on('error', () => {})
      await client.connect()
      return client
    },
  }
  const watch = watchAlerts(prometheus.url, stop)
  const seen: Seen[] = []
  for (const fault of chosen) {
    if (stop.aborted) break
    seen.push(...(await see(fault, lab, watch, say)))
  }
  // the tickets of burn rates look back over hours, here minutes: whatever fires still has to end
  const left = await watch.waitUntil((firing) => firing.size === 0, stop.aborted ? 0 : ticketLimitMs)
  const when = left === undefined ? `still firing: ${[...watch.firing()].join(', ')}` : `${Math.round(left)} s later`
  say(`all over: ${when}`)
  await watch.stop()
  redis.disconnect()
  console.log(tableOf(seen))
  if (values.write) insertInto(alertsPage, 'faults', tableOf(seen))
  if (seen.some(({ firedS, overS }) => firedS === undefined || overS === undefined) || left === undefined)
    process.exitCode = 1
})

async function see(fault: Fault, lab: Lab, watch: Watch, say: (text: string) => void): Promise<Seen[]> {
  const { people, perSecond, keywords = '' } = fault.traffic ?? { people: 12, perSecond: 3 }
  const origins = lab.stack.urls
  const question = (n: number) => `[words:20] ${keywords} Question ${n}-${Date.now()}`
  // what an earlier fault has left must not count
  await watch.waitUntil((firing) => !fault.alerts.some((alert) => firing.has(alert)), overLimitMs)
  watch.forget()
  say(`── ${fault.title}`)
  const traffic = await startTraffic({ origins, people, perSecond, ...(keywords ? { question } : {}) })
  const mend = await fault.inject(lab).catch((error: unknown) => {
    say(`   could not be injected: ${String(error)}`)
    return () => {}
  })
  const after = await Promise.all(
    fault.alerts.map((alert) => watch.waitUntil((firing) => firing.has(alert), fireLimitMs)),
  )
  const fired = new Map(watch.fired())
  await mend()
  const over = fault.alerts.map((alert) => watch.waitUntil((firing) => !firing.has(alert), overLimitMs))
  await traffic.stop()
  const healthy = await startTraffic({ origins, people: 12, perSecond: 3 })
  const results = await Promise.all(
    fault.alerts.map(async (alert, n): Promise<Seen> => {
      const { description = '' } = fired.get(alert)?.alert.annotations ?? {}
      return { alert, fault: fault.title, firedS: after[n], overS: await over[n], description }
    }),
  )
  await healthy.stop()
  for (const { alert, firedS, overS, description } of results)
    say(`   ${alert}: fired ${firedS?.toFixed(0)} s, over ${overS?.toFixed(0)} s: ${description}`)
  const others = [...fired.keys()].filter((key) => !fault.alerts.includes(key))
  if (others.length > 0) say(`   also: ${others.join(', ')}`)
  return results
}
