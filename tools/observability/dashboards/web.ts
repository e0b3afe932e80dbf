import type { DashboardFacts } from './build/dashboard.ts'
import { stat, timeseries } from './build/panel.ts'
import { quantile, quantiles, rate, rateOrZero } from './build/promql.ts'

export const web: DashboardFacts = {
  uid: 'continuo-web',
  title: 'Continuo / Web experience',
  description: 'What browsers report of themselves, a sample of them: the only place that sees what people see.',
  jobs: '.*gateway.*',
  rows: [
    {
      title: 'Are users hurt?',
      panels: [
        stat({
          title: 'Enter to first text, p95',
          description:
            'As a person sees it. Normal: the first-byte time of the model and little more. Much above "First text" of Queue and generators: network or page.',
          unit: 's',
          queries: [{ expr: quantile(0.95, 'continuo_web_first_text_seconds'), legend: 'p95' }],
        }),
        stat({
          title: 'Text behind the model, p95',
          description: 'From the append to the screen. Normal: below 200 ms; on polling up to 1.5 s.',
          unit: 's',
          steps: ['green', [0.5, 'orange'], [2, 'red']],
          queries: [{ expr: quantile(0.95, 'continuo_web_answer_lag_seconds'), legend: 'p95' }],
        }),
        stat({
          title: 'Switch of chats, p95',
          description: 'From the click to the first paint. Normal: below 100 ms.',
          unit: 's',
          steps: ['green', [0.1, 'orange'], [0.5, 'red']],
          queries: [{ expr: quantile(0.95, 'continuo_web_switch_paint_seconds'), legend: 'p95' }],
        }),
        stat({
          title: 'Time without a live connection',
          description:
            'Share of the time of open pages that was spent polling or offline. Normal: near 0; phones raise it.',
          unit: 'percentunit',
          max: 1,
          steps: ['green', [0.1, 'orange'], [0.3, 'red']],
          queries: [
            {
              expr: `(${rate('continuo_web_rung_seconds_total', '', 'rung!~"stream|socket|sse"')} or vector(0)) / (${rate('continuo_web_rung_seconds_total')} > 0)`,
              legend: 'without',
            },
          ],
        }),
        stat({
          title: 'Errors of pages',
          description: 'Per second. Normal: 0. After a release: which version, and the kind below.',
          unit: 'ops',
          steps: ['green', [0.01, 'orange'], [0.1, 'red']],
          queries: [{ expr: rateOrZero('continuo_web_errors_total'), legend: 'errors' }],
        }),
        stat({
          title: 'Reports',
          description:
            'Per second; pages that are open and sampled. None at all: nobody is here, or reports are blocked.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_web_reports_total'), legend: 'reports' }],
        }),
      ],
    },
    {
      title: 'How it feels',
      panels: [
        timeseries({
          title: 'Enter to first text',
          description: 'Rising while the model is as fast as ever: queue, stream or page.',
          unit: 's',
          queries: quantiles('continuo_web_first_text_seconds'),
        }),
        timeseries({
          title: 'Text behind the model',
          description: 'From the append in Redis to the screen, as far as a browser can know it.',
          unit: 's',
          queries: quantiles('continuo_web_answer_lag_seconds'),
        }),
        timeseries({
          title: 'Switch of chats',
          description:
            'From the click to the first paint. Rising with nothing else: large caches or a slow release of the page.',
          unit: 's',
          queries: quantiles('continuo_web_switch_paint_seconds'),
        }),
        timeseries({
          title: 'Wait in the outbox of the page',
          description: 'From Enter until the message was accepted. Normal: below 200 ms; offline people raise p99.',
          unit: 's',
          queries: quantiles('continuo_web_outbox_wait_seconds'),
        }),
      ],
    },
    {
      title: 'Connection',
      panels: [
        timeseries({
          title: 'Rungs in use',
          description:
            'Open pages by how text reaches them. Many below the event stream: something on the way holds it back; docs/deploy/production.md.',
          unit: 'short',
          stacked: true,
          queries: [{ expr: rate('continuo_web_rung_seconds_total', 'rung'), legend: '{{rung}}' }],
        }),
        timeseries({
          title: 'Connections that came back',
          description: 'After a loss. A burst after each deploy is normal; a steady stream is a proxy that cuts.',
          unit: 'ops',
          queries: [{ expr: rateOrZero('continuo_web_resumes_total'), legend: 'resumes' }],
        }),
        timeseries({
          title: 'Errors by kind',
          description:
            'That pages noticed in themselves. policy: something was blocked by the content security policy. [may be empty] none yet.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_web_errors_total', 'kind'), legend: '{{kind}}' }],
        }),
        timeseries({
          title: 'Reports taken and refused',
          description:
            'Refused ones are too large, too many or not what the contract says: old pages after a release, or somebody plays.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_web_reports_total'), legend: 'taken' },
            { expr: rateOrZero('continuo_web_reports_refused_total'), legend: 'refused' },
          ],
        }),
      ],
    },
  ],
}
