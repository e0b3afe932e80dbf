import type { CallReport } from '@continuo/rpc'
import { type Metrics, answerBuckets, waitBuckets } from '@continuo/telemetry'

/** What one round of the reconciler did, in messages. */
export interface Repaired {
  redispatched: number
  ended: number
  announced: number
}

/** What happens in this service, as metrics. Labels have few values; ids are for the log. */
export type Events = ReturnType<typeof createEvents>

export function createEvents(metrics: Metrics) {
  const accepted = metrics.counter(
    'continuo_messages_accepted_total',
    'Messages accepted, by kind: new, repeat, retry.',
    ['kind'],
  )
  const dispatched = metrics.counter('continuo_dispatches_total', 'Jobs handed to the queue, by kind.', ['kind'])
  const relayDelay = metrics.histogram(
    'continuo_relay_delay_seconds',
    'From the time a job was due until the queue had it.',
    [],
    waitBuckets,
  )
  const relayFailures = metrics.counter('continuo_relay_failures_total', 'Rounds of the outbox relay that failed.')
  const queueWait = metrics.histogram(
    'continuo_queue_wait_seconds',
    'From acceptance to the first claim.',
    [],
    waitBuckets,
  )
  const claims = metrics.counter('continuo_claims_total', 'Claims by result: granted or the reason of the refusal.', [
    'result',
  ])
  const ends = metrics.counter('continuo_messages_ended_total', 'Ends by status, and error code or stop reason.', [
    'status',
    'code',
  ])
  const fences = metrics.counter(
    'continuo_fenced_writers_total',
    'Calls refused because a newer epoch owns the message.',
  )
  const releases = metrics.counter('continuo_releases_total', 'Messages given back by workers, by reason.', ['reason'])
  const leaseExpiries = metrics.counter(
    'continuo_lease_expiries_total',
    'Messages taken from a worker that stopped renewing.',
  )
  const lostJobs = metrics.counter('continuo_lost_jobs_total', 'Messages whose job was no longer in the queue.')
  const repairs = metrics.counter('continuo_reconciler_actions_total', 'What the reconciler did.', ['action'])
  const lastRound = metrics.gauge(
    'continuo_reconciler_last_round_timestamp_seconds',
    'End of the last complete round, Unix time.',
  )
  const announces = metrics.counter('continuo_announces_total', 'Ends written into logs, by the answer of the log.', [
    'result',
  ])
  const rpcDuration = metrics.histogram('continuo_rpc_duration_seconds', 'Calls by method and code.', [
    'method',
    'code',
  ])
  const firstToken = metrics.histogram(
    'continuo_first_token_seconds',
    'From acceptance to the first visible text, of completed answers that had text.',
    [],
    waitBuckets,
  )
  const answerSeconds = metrics.histogram(
    'continuo_answer_duration_seconds',
    'From acceptance to the end of an answer, waits included.',
    ['status'],
    answerBuckets,
  )
  const recoveries = metrics.counter(
    'continuo_recoveries_total',
    'Answers that another worker went on with after theirs was lost.',
  )
  const tokens = metrics.counter(
    'continuo_tokens_total',
    'Tokens of model calls as they were booked; estimated where a call could not report them.',
    ['kind'],
  )
  return {
    accepted: (kind: 'new' | 'repeat' | 'retry') => accepted.inc({ kind }),
    dispatched: (kind: string, waitedS: number) => {
      dispatched.inc({ kind })
      relayDelay.observe(Math.max(0, waitedS))
    },
    relayFailed: () => relayFailures.inc(),
    queueWait: (seconds: number) => queueWait.observe(Math.max(0, seconds)),
    claimed: (result: string) => claims.inc({ result }),
    /** @param seconds From acceptance. */
    ended: ({ status, code, seconds }: { status: string; code: string; seconds: number }) => {
      ends.inc({ status, code })
      answerSeconds.observe({ status }, Math.max(0, seconds))
    },
    firstToken: (seconds: number) => firstToken.observe(Math.max(0, seconds)),
    recovered: () => recoveries.inc(),
    booked: ({ input, output }: { input: number; output: number }) => {
      tokens.inc({ kind: 'input' }, input)
      tokens.inc({ kind: 'output' }, output)
    },
    fenced: () => fences.inc(),
    released: (reason: string) => releases.inc({ reason }),
    leaseExpired: () => leaseExpiries.inc(),
    jobLost: () => lostJobs.inc(),
    announced: (result: string) => announces.inc({ result }),
    reconciled: (done: Repaired) => {
      for (const action of ['redispatched', 'ended', 'announced'] as const) repairs.inc({ action }, done[action])
      lastRound.setToCurrentTime()
    },
    called: ({ method, code, ms }: CallReport) => rpcDuration.observe({ method, code }, ms / 1_000),
  }
}
