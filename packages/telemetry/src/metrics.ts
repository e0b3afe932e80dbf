import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { addNodeMetrics } from './node-metrics.ts'

export { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds, from a millisecond to ten minutes: for calls, waits and whole generations alike. */
export const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600,
]

/**
 * A registry of its own for one service, with what every process tells, so that several services can run in one test process.
 * Every series carries no label but those its metric names; ids never become labels.
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  addNodeMetrics(registry)
  const registers = [registry]
  return {
    registry,
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers }),
    gauge: (name, help, labelNames = [], collect) =>
      new Gauge({ name, help, labelNames, registers, ...(collect ? { collect } : {}) }),
    histogram: (name, help, labelNames = [], buckets = durationBuckets) =>
      new Histogram({ name, help, labelNames, buckets, registers }),
  }
}

export interface Metrics {
  readonly registry: Registry
  counter<L extends string = never>(name: string, help: string, labelNames?: L[]): Counter<L>
  /** @param collect Called at each scrape, to set the gauge from what it measures. */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames?: L[],
    collect?: (this: Gauge<L>) => void | Promise<void>,
  ): Gauge<L>
  /** @param buckets In the unit that ends the name; default `durationBuckets` (seconds). */
  histogram<L extends string = never>(name: string, help: string, labelNames?: L[], buckets?: number[]): Histogram<L>
}
