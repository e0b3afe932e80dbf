import { once } from 'node:events'
import { parseArgs, styleText } from 'node:util'
import { inTerminal } from '../devstack/src/in-terminal.ts'
import { StackError } from '../devstack/src/stack-error.ts'
import { standInNotice } from '../devstack/src/stand-in-notice.ts'
import { startObserved } from './start-observed.ts'

/**
 * `npm run observe`: everything of `npm start` and a Prometheus that scrapes it with the rules loaded.
 * --scale N       divides every duration of the rules: 60 shows in a minute what takes an hour
 * --generators N  (2)   --gateways N  (1)
 */
process.env.DATA_DIR ??= '.data/observe'
const link = (url: string) => styleText(['cyan', 'underline'], url)

await inTerminal(async (terminal) => {
  const { say, stop } = terminal
  await using observed = await startObserved({ ...terminal, ...readOptions(), prometheusPort: 9090 })
  const { stack, prometheus } = observed
  if (stack.standIn) say(standInNotice)
  say(`\nContinuo    ${stack.urls.map(link).join('  ')}`)
  say(`Prometheus  ${link(prometheus.url)}   alerts: ${link(`${prometheus.url}/alerts`)}`)
  say(`Dashboards  helm/continuo/files/dashboards/*.json, for a Grafana that has this Prometheus\n`)
  if (!stop.aborted) await once(stop, 'abort')
  say(`Stopping (${String(stop.reason)}) …`)
})

function readOptions() {
  const count = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { scale: count, generators: count, gateways: count } })
    return {
      scale: number('scale', values.scale, 1),
      generators: number('generators', values.generators, 2),
      gateways: number('gateways', values.gateways, 1),
    }
  } catch (error) {
    throw error instanceof StackError ? error : new StackError((error as Error).message)
  }
}

function number(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback)
  if (Number.isInteger(value) && value >= 1) return value
  throw new StackError(`--${name} must be a whole number from 1 up, not "${text}".`)
}
