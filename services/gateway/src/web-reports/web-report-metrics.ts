import type { WebReport } from '@continuo/contract'
import type { Metrics } from '@continuo/telemetry'

/** Seconds: what a person sees at once, notices, waits for, gives up on. */
const seenBuckets = [0.008, 0.016, 0.033, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30]

/** What browsers say of themselves: a share of the page loads, and only signed-in ones. No label but the ones named here. */
export function webReportMetrics(metrics: Metrics) {
  const reports = metrics.counter('continuo_web_reports_total', 'Reports of browsers that were taken.')
  const refused = metrics.counter('continuo_web_reports_refused_total', 'Reports of browsers refused, by reason.', [
    'reason',
  ])
  const samples = {
    switch_paint_ms: metrics.histogram(
      'continuo_web_switch_paint_seconds',
      'From the choice of another chat to its messages on the screen, as browsers report it.',
      [],
      seenBuckets,
    ),
    answer_lag_ms: metrics.histogram(
      'continuo_web_answer_lag_seconds',
      'From a piece of an answer reaching the page to its being on the screen, as browsers report it.',
      [],
      seenBuckets,
    ),
    first_text_ms: metrics.histogram(
      'continuo_web_first_text_seconds',
      'From Enter to the first text of the answer on the screen, as browsers report it.',
    ),
    outbox_wait_ms: metrics.histogram(
      'continuo_web_outbox_wait_seconds',
      'From Enter to the server having the message, as browsers report it; time without a network counts.',
    ),
  } as const
  const resumes = metrics.counter('continuo_web_resumes_total', 'Connections of browsers that came back after a loss.')
  const rungSeconds = metrics.counter(
    'continuo_web_rung_seconds_total',
    'Seconds that seen pages were fed by each kind of connection; offline: by none.',
    ['rung'],
  )
  const errors = metrics.counter('continuo_web_errors_total', 'Errors that pages noticed in themselves, by kind.', [
    'kind',
  ])

  return {
    refused,
    /** Adds a report whose numbers have been checked. */
    take(report: WebReport): void {
      reports.inc()
      for (const [name, histogram] of Object.entries(samples))
        for (const ms of report[name as keyof typeof samples] ?? []) histogram.observe(ms / 1_000)
      resumes.inc(report.resumes ?? 0)
      for (const [rung, seconds] of Object.entries(report.rung_seconds ?? {})) rungSeconds.inc({ rung }, seconds)
      for (const [kind, count] of Object.entries(report.errors ?? {})) errors.inc({ kind }, count)
    },
  }
}
