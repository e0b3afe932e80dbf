import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { callBuckets } from './buckets.ts'
import { addNodeMetrics } from './node-metrics.ts'
import { addQuickHistogram } from './quick-histogram.ts'

export { Counter, Gauge, Histogram, Registry } from 'prom-client'

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
    counter: (name, help, labelNames = [], collect) =>
      new Counter({ name, help, labelNames, registers, ...(collect ? { collect } : {}) }),
    tally(name, help) {
      let count = 0
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(count)
        },
      })
      return (more = 1) => void (count += more)
    },
    quickHistogram: (name, help, buckets, label) => addQuickHistogram(registry, { name, help, buckets, label }),
    gauge: (name, help, labelNames = [], collect) =>
      new Gauge({ name, help, labelNames, registers, ...(collect ? { collect } : {}) }),
    histogram: (name, help, labelNames = [], buckets = callBuckets) =>
      new Histogram({ name, help, labelNames, buckets, registers }),
  }
}

export interface Metrics {
  readonly registry: Registry
  /** @param collect Called at each scrape, to set what is counted elsewhere: `reset`, then `inc`. */
  counter<L extends string = never>(
    name: string,
    help: string,
    labelNames?: L[],
    collect?: (this: Counter<L>) => void | Promise<void>,
  ): Counter<L>
  /** A counter without labels for what happens with every chunk: a plain addition, read at each scrape. */
  tally(name: string, help: string): (more?: number) => void
  /** A histogram with one label at most for what happens with every chunk. */
  quickHistogram(
    name: string,
    help: string,
    buckets: readonly number[],
    label?: string,
  ): (value: number, labelValue?: string) => void
  /** @param collect Called at each scrape, to set the gauge from what it measures. */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames?: L[],
    collect?: (this: Gauge<L>) => void | Promise<void>,
  ): Gauge<L>
  /** @param buckets In the unit that ends the name; default `callBuckets` (seconds). */
  histogram<L extends string = never>(name: string, help: string, labelNames?: L[], buckets?: number[]): Histogram<L>
}
