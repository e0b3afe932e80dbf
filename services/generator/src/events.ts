import { knownStopReason } from '@continuo/contract'
import { type Metrics, answerBuckets, storeBuckets, waitBuckets } from '@continuo/telemetry'
import type { FailureClass } from './claude/classify-error.ts'
import type { TokenUsage } from './claude/to-events.ts'

/** How an attempt ended, for counting. */
export type Outcome = 'completed' | 'failed' | 'retried' | 'drained' | 'fenced' | 'stopped' | 'unsaved'

const gapBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 45]

/** How a model call ended: `aborted` by us (stop, fence, drain), `spared` by the breaker before it began. */
export type CallOutcome = 'completed' | 'failed' | 'aborted' | 'spared'

/** What this service counts; each function is one thing that happens. */
export function createEvents(metrics: Metrics) {
  const attempts = metrics.counter('continuo_generator_attempts_total', 'Attempts at an answer that ended.', [
    'outcome',
    'code',
  ])
  const firstToken = metrics.histogram(
    'continuo_generator_first_token_seconds',
    'From claim to the first visible text.',
    [],
    waitBuckets,
  )
  const tokenGap = metrics.quickHistogram(
    'continuo_generator_token_gap_seconds',
    'Between two pieces of visible text.',
    gapBuckets,
  )
  const duration = metrics.histogram(
    'continuo_generator_generation_seconds',
    'From claim to the end of an attempt.',
    ['outcome'],
    answerBuckets,
  )
  const tokens = metrics.counter('continuo_generator_tokens_total', 'Tokens as the model server counts them.', ['kind'])
  const appends = metrics.tally('continuo_generator_appends_total', 'Appends to the log, one script call each.')
  const entries = metrics.tally('continuo_generator_log_entries_total', 'Entries in those appends.')
  const bytes = metrics.tally('continuo_generator_log_text_bytes_total', 'Bytes of text in those entries.')
  const appendRetries = metrics.counter(
    'continuo_generator_append_retries_total',
    'Calls to Redis that had to be repeated.',
  )
  const fences = metrics.counter('continuo_generator_fences_total', 'Attempts that found a newer owner or an end.', [
    'by',
  ])
  const epochs = metrics.counter('continuo_generator_epochs_renewed_total', 'New epochs after Redis had lost the log.')
  const continuations = metrics.counter(
    'continuo_generator_continuations_total',
    'Answers that were gone on with after a crash.',
  )
  const resets = metrics.counter('continuo_generator_resets_total', 'Answers that were begun again.')
  const releases = metrics.counter('continuo_generator_releases_total', 'Messages handed back.', ['reason'])
  const refusals = metrics.counter('continuo_generator_claims_refused_total', 'Claims that were refused.', ['reason'])
  const alarms = metrics.counter('continuo_generator_model_alarms_total', 'Failures that only a person can mend.', [
    'code',
  ])
  const titles = metrics.counter('continuo_generator_titles_total', 'Titles asked for.', ['outcome'])
  const active = metrics.gauge('continuo_generator_active_generations', 'Attempts that are running.')
  const modelCalls = metrics.counter(
    'continuo_generator_model_calls_total',
    'Calls to the model server that ended, by outcome and by what the failure means (none, or a class of classify-error).',
    ['outcome', 'class'],
  )
  const callSeconds = metrics.histogram(
    'continuo_generator_model_call_duration_seconds',
    'From the request to the model server until the call ended.',
    ['outcome'],
    answerBuckets,
  )
  const firstByte = metrics.histogram(
    'continuo_generator_model_first_byte_seconds',
    'From the request to the model server until its answer began.',
    [],
    waitBuckets,
  )
  const retries = metrics.counter(
    'continuo_generator_retries_total',
    'Attempts given back to be made again later, by what the failure means.',
    ['class'],
  )
  const appendSeconds = metrics.quickHistogram(
    'continuo_generator_append_duration_seconds',
    'From an append to the log until Redis had acknowledged it, repeats included.',
    storeBuckets,
  )
  const renewals = metrics.counter(
    'continuo_generator_lease_renewals_total',
    'Leases that were to be renewed: renewed, lost (somebody else owns the message) or failed (no answer).',
    ['outcome'],
  )
  const draining = metrics.gauge('continuo_generator_draining', '1 while the process is stopping.')

  return {
    began: () => active.inc(),
    left: () => active.dec(),
    ended(outcome: Outcome, code: string, ms: number) {
      attempts.inc({ outcome, code: outcome === 'completed' ? knownStopReason(code) : code })
      duration.observe({ outcome }, ms / 1000)
    },
    firstText: (ms: number) => firstToken.observe(ms / 1000),
    nextText: (ms: number) => tokenGap(ms / 1000),
    used(usage: TokenUsage) {
      tokens.inc({ kind: 'input' }, usage.input_tokens)
      tokens.inc({ kind: 'output' }, usage.output_tokens)
      tokens.inc({ kind: 'cache_read' }, usage.cache_read_tokens)
      tokens.inc({ kind: 'cache_write' }, usage.cache_write_tokens)
    },
    appended(entryCount: number, textBytes: number, ms: number) {
      appends()
      entries(entryCount)
      bytes(textBytes)
      appendSeconds(ms / 1000)
    },
    /** A call begins. `sawBytes` may be called for every piece of the answer. */
    modelCalled() {
      const began = performance.now()
      let seen = false
      return {
        sawBytes() {
          if (seen) return
          seen = true
          firstByte.observe((performance.now() - began) / 1000)
        },
        ended(failed?: FailureClass) {
          const outcome: CallOutcome =
            failed === undefined ? 'completed' : failed === 'silent' || failed === 'drain' ? 'aborted' : 'failed'
          modelCalls.inc({ outcome, class: failed ?? 'none' })
          callSeconds.observe({ outcome }, (performance.now() - began) / 1000)
        },
      }
    },
    callSpared: (failed: FailureClass) => modelCalls.inc({ outcome: 'spared' satisfies CallOutcome, class: failed }),
    retried: (failed: FailureClass) => retries.inc({ class: failed }),
    leasesChecked(outcome: 'renewed' | 'lost' | 'failed', count: number) {
      if (count > 0) renewals.inc({ outcome }, count)
    },
    /** What stands when it is read. @param slots Answers that this process makes at once. */
    watch(breaker: { readonly open: readonly unknown[] }, slots: number) {
      metrics.gauge('continuo_generator_capacity', 'Answers that this process can make at once.').set(slots)
      metrics.gauge(
        'continuo_generator_breaker_open',
        '1 while calls to the model server are spared, because every one would fail until a person acts.',
        [],
        function () {
          this.set(breaker.open.length > 0 ? 1 : 0)
        },
      )
    },
    appendRepeated: () => appendRetries.inc(),
    fenced: (by: string) => fences.inc({ by }),
    epochRenewed: () => epochs.inc(),
    continued: () => continuations.inc(),
    reset: () => resets.inc(),
    released: (reason: string) => releases.inc({ reason }),
    refused: (reason: string) => refusals.inc({ reason }),
    alarmed: (code: string) => alarms.inc({ code }),
    titled: (outcome: 'made' | 'unwanted' | 'failed') => titles.inc({ outcome }),
    drainBegan: () => draining.set(1),
  }
}
export type Events = ReturnType<typeof createEvents>
