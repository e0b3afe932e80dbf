import type { Row } from './layout.ts'
import { timeseries } from './panel.ts'
import { of, quantile, rate, sum } from './promql.ts'

/** How the processes themselves are: the same for every service, folded away at the end. */
export const processRow = (): Row => ({
  title: 'Processes',
  collapsed: true,
  panels: [
    timeseries({
      title: 'Event loop busy',
      description:
        'Share of the time in which the only thread worked. Normal: below 60 %. Near 100 % everything waits: add pods, or look for one large piece of work in the traces.',
      unit: 'percentunit',
      max: 1,
      queries: [{ expr: of('continuo_event_loop_utilization_ratio'), legend: '{{pod}}' }],
    }),
    timeseries({
      title: 'Event loop lag, p99',
      description:
        'How late timers are. Normal: a few milliseconds. Above 100 ms streams stutter: see "Event loop busy".',
      unit: 's',
      queries: [{ expr: of('nodejs_eventloop_lag_p99_seconds'), legend: '{{pod}}' }],
    }),
    timeseries({
      title: 'CPU',
      description: 'Cores in use. Compare with the request of the pod; a service uses hardly more than one core.',
      unit: 'short',
      queries: [{ expr: rate('process_cpu_seconds_total', 'pod'), legend: '{{pod}}' }],
    }),
    timeseries({
      title: 'Memory',
      description:
        'Resident memory. Normal: flat after warm-up. A line that only rises is a leak: note the version, restart, report.',
      unit: 'bytes',
      queries: [
        { expr: of('process_resident_memory_bytes'), legend: '{{pod}} resident' },
        { expr: of('nodejs_heap_size_used_bytes'), legend: '{{pod}} heap' },
      ],
    }),
    timeseries({
      title: 'Garbage collection, p99 of a pause',
      description: 'Normal: below 50 ms. Longer pauses mean that the heap is nearly full.',
      unit: 's',
      queries: [{ expr: quantile(0.99, 'nodejs_gc_duration_seconds', 'pod'), legend: '{{pod}}' }],
    }),
    timeseries({
      title: 'Open files and sockets',
      description: 'Normal: follows the open streams. Rising without them: connections are not closed.',
      unit: 'short',
      queries: [{ expr: of('process_open_fds'), legend: '{{pod}}' }],
    }),
    timeseries({
      title: 'Log lines',
      description: 'By level. Errors are to be read, each of them; docs/log-events.md says what an event asks for.',
      unit: 'cps',
      queries: [{ expr: rate('continuo_log_lines_total', 'level'), legend: '{{level}}' }],
    }),
    timeseries({
      title: 'Connections to Redis',
      description: '1 = connected, by what the connection is for. Normal: all at 1. At 0: runbook gateway-cut-off.',
      unit: 'none',
      max: 1,
      queries: [{ expr: `min by (pod, role) (${of('continuo_redis_connected')})`, legend: '{{pod}} {{role}}' }],
    }),
    timeseries({
      title: 'Versions',
      description: 'Pods by version. Two versions side by side are normal during a rollout only.',
      unit: 'short',
      stacked: true,
      queries: [{ expr: sum('continuo_build_info', 'job, version'), legend: '{{job}} {{version}}' }],
    }),
  ],
})
