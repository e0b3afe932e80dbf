/**
 * What Continuo promises to its users, in numbers: the one place. `generate.ts` makes the recording rules, the alerts and the
 * rows of the dashboards from it; docs/alerts.md says why these numbers.
 */
export interface Slo {
  /** Label `slo` of every series. */
  readonly name: string
  readonly title: string
  /** Share of good events over `periodDays`. */
  readonly objective: number
  /** The alert, and by it the runbook. */
  readonly alert: string
  /** What a person sees who is paged; `{{ $value }}` is the share of bad events. */
  readonly bad: string
  /** What is counted and what is left out, for those who read the dashboard. */
  readonly counts: string
  /** Uid of the dashboard where one looks next. */
  readonly dashboard: string
  readonly events: Sli
}

export type Rate = 'rate' | 'increase'

/** Both are sums by namespace, over a window, of counters. */
export interface Sli {
  bad(rate: Rate, window: string): string
  total(rate: Rate, window: string): string
}

export const periodDays = 30

const sum = (rate: Rate, series: string, window: string) => `sum by (namespace) (${rate}(${series}[${window}]))`

const accepts = (statuses: string) =>
  `continuo_gateway_http_requests_total{method="POST", route=~"/api/v1/chat/messages(/[{]id[}]/retry)?", status${statuses}}`

/** Prometheus 3 writes whole buckets with a fraction. */
const bucket = (histogram: string, le: number) => `${histogram}_bucket{le=~"${le}${le % 1 === 0 ? '([.]0)?' : ''}"}`

/** Events slower than a bucket's upper end are bad. */
const within = (histogram: string, seconds: number): Sli => ({
  total: (rate, window) => sum(rate, `${histogram}_count`, window),
  bad: (rate, window) =>
    `${sum(rate, `${histogram}_count`, window)} - ${sum(rate, bucket(histogram, seconds), window)}`,
})

/** Ends that say nothing about us: the request itself is not valid, or a budget is used up. */
const notOurs = 'code!~"invalid_request|budget"'

export const firstTokenS = 10
export const queueWaitS = 2.5

export const slos: readonly Slo[] = [
  {
    name: 'accept',
    title: 'Messages are accepted',
    objective: 0.999,
    alert: 'ContinuoMessagesNotAccepted',
    bad: 'of the sent messages were refused by an error of ours',
    counts:
      'POST /chat/messages and …/retry. Bad: 5xx. Refusals that the product means (4xx: limits, budgets, sign-in, bad requests) and clients that went away count neither way.',
    dashboard: 'continuo-chat-api',
    events: {
      total: (rate, window) => sum(rate, accepts('!~"4.."'), window),
      bad: (rate, window) => sum(rate, accepts('=~"5.."'), window),
    },
  },
  {
    name: 'first-token',
    title: 'Answers begin soon',
    objective: 0.95,
    alert: 'ContinuoFirstTokenSlow',
    bad: `of the answers showed their first text later than ${firstTokenS} s after Enter`,
    counts: `Answers that had text. Bad: more than ${firstTokenS} s from acceptance to the first visible text, the wait in the queue included.`,
    dashboard: 'continuo-generators',
    events: within('continuo_first_token_seconds', firstTokenS),
  },
  {
    name: 'answers',
    title: 'Answers complete',
    objective: 0.99,
    alert: 'ContinuoAnswersFailing',
    bad: 'of the answers ended in an error',
    counts:
      'Answers that ended. Good: completed for whatever reason, and stopped by their user. Left out: invalid_request (the conversation itself) and budget (a limit somebody has set). Everything else is bad, a wrong key (config) too: users do not care whose fault it is.',
    dashboard: 'continuo-model',
    events: {
      total: (rate, window) => sum(rate, `continuo_messages_ended_total{${notOurs}}`, window),
      bad: (rate, window) => sum(rate, `continuo_messages_ended_total{status="error", ${notOurs}}`, window),
    },
  },
  {
    name: 'continuity',
    title: 'Streams hold',
    objective: 0.95,
    alert: 'ContinuoStreamsBreaking',
    bad: 'of the streams were opened because an earlier one had broken in the middle of an answer',
    counts:
      'Streams opened. Bad: taken up again at a cursor without having been told to by a draining gateway. A gateway that is killed, a proxy that cuts and readers that were dropped as too slow all show here; a network that changes under a phone does too, so the objective is wide.',
    dashboard: 'continuo-streams',
    events: {
      total: (rate, window) => sum(rate, 'continuo_gateway_streams_opened_total', window),
      bad: (rate, window) =>
        `clamp_min(${sum(rate, 'continuo_gateway_streams_opened_total{resumed="true"}', window)} - ${sum(rate, 'continuo_gateway_streams_drained_total', window)}, 0)`,
    },
  },
  {
    name: 'queue-wait',
    title: 'Answers are taken up',
    objective: 0.95,
    alert: 'ContinuoQueueSlow',
    bad: `of the messages waited longer than ${queueWaitS} s for a generator`,
    counts: `First claims. Bad: more than ${queueWaitS} s from acceptance to the claim; a user who sends more at once than may run waits too, by design.`,
    dashboard: 'continuo-generators',
    events: within('continuo_queue_wait_seconds', queueWaitS),
  },
]
