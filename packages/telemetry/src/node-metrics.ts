import { performance } from 'node:perf_hooks'
import { Gauge, type Registry, collectDefaultMetrics } from 'prom-client'
import telemetry from '../package.json' with { type: 'json' }

/** Gauges that are called like counters; each says no more than the sum of the one without `_total`. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total']

/** What every process tells: Node's own metrics, how busy its event loop is, and what runs. */
export function addNodeMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  const registers = [registry]

  let last = performance.eventLoopUtilization()
  new Gauge({
    name: 'continuo_event_loop_utilization_ratio',
    help: 'Share of the time since the last scrape in which the event loop was busy, 0 to 1.',
    registers,
    collect() {
      const now = performance.eventLoopUtilization()
      this.set(performance.eventLoopUtilization(now, last).utilization)
      last = now
    },
  })
  // all packages have one version
  new Gauge({
    name: 'continuo_build_info',
    help: 'Always 1; its labels say which version of Continuo runs on which Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: telemetry.version, node: process.version }, 1)
}
