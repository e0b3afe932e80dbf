import { createHash } from 'node:crypto'
import { type AppError, type FailureCode, failureTable } from '@continuo/contract'
import { failpoint } from '@continuo/runtime'
import { currentSpan } from '@continuo/telemetry/tracing'
import { abortKindOf } from '../claude/failure.ts'
import type { Outcome } from '../events.ts'
import type { Attempt } from './attempt.ts'
import type { Ending } from './call-model.ts'
import type { GenerateDeps } from './deps.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { type Persisted, persist } from './persist.ts'

/** How long the end waits for the log: normally milliseconds; a Redis that is away must not hold back Postgres. */
const settleMs = 2_000
/** An answer that is ready gets this long at least to be stored, however late it was; milliseconds. */
const leastPersistMs = 60_000
/** A whole answer travels in the call. */
const callMs = 10_000

/** Tells chat-api how the attempt ended. Whatever the answer, nothing is written afterwards. */
export async function finish(deps: GenerateDeps, attempt: Attempt, ending: Ending): Promise<void> {
  deps.events.used(ending.facts.usage)
  const [outcome, code] =
    ending.kind === 'complete' ? await complete(deps, attempt, ending) : await giveUp(deps, attempt, ending)
  deps.events.ended(outcome, code, attempt.elapsedMs())
  const span = currentSpan()
  span.set({ 'continuo.outcome': outcome, 'continuo.code': code })
  if (isFailure[outcome]) span.fail(code)
}

const isFailure: Record<Outcome, boolean> = {
  failed: true,
  retried: true,
  unsaved: true,
  completed: false,
  drained: false,
  fenced: false,
  stopped: false,
}

type Ended = readonly [outcome: Outcome, code: string]

async function complete(deps: GenerateDeps, attempt: Attempt, { facts, model }: Ending): Promise<Ended> {
  const { text, thinking, firstTextMs, acceptedToFirstTextMs, claimed, logger } = attempt
  await attempt.settle(settleMs)
  failpoint('before_complete_rpc')
  const latencyMs = latencyOf(attempt)
  const sent = await save(attempt, () =>
    deps.api.complete(
      {
        ...placeOf(attempt),
        text,
        thinking,
        sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
        usage: facts.usage,
        stop_reason: facts.stopReason,
        model: facts.model ?? model,
        latency_ms: latencyMs,
        ...(firstTextMs === undefined ? {} : { first_token_ms: firstTextMs }),
        ...(acceptedToFirstTextMs === undefined ? {} : { accepted_to_first_token_ms: acceptedToFirstTextMs }),
      },
      { deadlineMs: callMs },
    ),
  )
  if (sent.kind !== 'ok') return notSaved(attempt, sent)
  logger.info(
    {
      epoch: attempt.epoch,
      chunks: attempt.chunks,
      input_tokens: facts.usage.input_tokens,
      output_tokens: facts.usage.output_tokens,
      latency_ms: latencyMs,
      first_token_ms: firstTextMs,
      stop_reason: facts.stopReason,
      model: facts.model ?? model,
      max_attempts: claimed.max_attempts,
    },
    'response generated',
  )
  return ['completed', facts.stopReason]
}

type Failed = Extract<Ending, { kind: 'failed' }>

async function giveUp(deps: GenerateDeps, attempt: Attempt, ending: Failed): Promise<Ended> {
  const { claimed, deadlineAt, logger } = attempt
  const step = nextStep({
    classified: ending.classified,
    attempt: claimed.attempt,
    maxAttempts: claimed.max_attempts,
    deadlineInMs: deadlineAt - performance.now(),
  })
  if (step.kind === 'leave') return [stopped(attempt) ? 'stopped' : 'fenced', 'none']
  if (step.kind === 'release' && step.reason === 'drain') return release(deps, attempt, ending, step)
  logger.warn(
    {
      epoch: attempt.epoch,
      code: step.code,
      class: ending.classified.class,
      ...(step.kind === 'release' ? { retry_in_ms: step.delayMs } : {}),
      ...(ending.error === undefined ? {} : { err: ending.error }),
    },
    'attempt failed',
  )
  return step.kind === 'release' ? release(deps, attempt, ending, step) : fail(deps, attempt, ending, step)
}

async function release(
  deps: GenerateDeps,
  attempt: Attempt,
  { facts, classified }: Failed,
  { reason, delayMs, code }: Extract<NextStep, { kind: 'release' }>,
): Promise<Ended> {
  const waiting = { type: 'status', status: 'generating', recovering: true } as const
  const wait = { reason: code, wait_s: Math.round(delayMs / 100) / 10, wait_until: Math.round(Date.now() + delayMs) }
  attempt.tell(reason === 'retry' ? { ...waiting, ...wait } : waiting)
  await attempt.settle(settleMs)
  const { text, thinking } = attempt
  const sent = await save(attempt, () =>
    deps.api.release({
      ...placeOf(attempt),
      text,
      thinking,
      reason,
      delay_ms: delayMs,
      usage: facts.usage,
      ...(reason === 'retry' ? { code } : {}),
    }),
  )
  if (sent.kind !== 'ok') return notSaved(attempt, sent)
  deps.events.released(reason)
  if (reason === 'retry') deps.events.retried(classified.class)
  if (reason === 'drain') attempt.logger.info({ epoch: attempt.epoch, length: text.length }, 'attempt handed over')
  return [reason === 'drain' ? 'drained' : 'retried', reason === 'drain' ? 'none' : code]
}

async function fail(
  deps: GenerateDeps,
  attempt: Attempt,
  { facts, model }: Failed,
  { code, retryAfterS }: Extract<NextStep, { kind: 'fail' }>,
): Promise<Ended> {
  await attempt.settle(settleMs)
  const { text, thinking } = attempt
  const sent = await save(attempt, () =>
    deps.api.fail(
      {
        ...placeOf(attempt),
        text,
        thinking,
        failure: {
          code,
          message: messages[code],
          retryable: failureTable[code].retryable,
          ...(retryAfterS === undefined ? {} : { retry_after_s: retryAfterS }),
        },
        usage: facts.usage,
        model: facts.model ?? model,
        latency_ms: latencyOf(attempt),
      },
      { deadlineMs: callMs },
    ),
  )
  return sent.kind === 'ok' ? ['failed', code] : notSaved(attempt, sent)
}

const placeOf = ({ ref, epoch, seq }: Attempt) => ({ message_id: ref.messageId, epoch, seq })

/** Since the first claim; what lies before a later one is known only from the acceptance on, waiting included. */
const latencyOf = ({ claimed, elapsedMs }: Attempt): number =>
  elapsedMs() + (claimed.attempt === 1 ? 0 : claimed.accepted_ms_ago)

const stopped = ({ signal }: Attempt): boolean => abortKindOf(signal) === 'stop'

/** Stubborn until the deadline, because the text exists nowhere else; but a fence ends it at once. */
async function save<T>(attempt: Attempt, call: () => Promise<T>): Promise<Persisted<T>> {
  const untilMs = Math.max(attempt.deadlineAt, performance.now() + leastPersistMs)
  attempt.beginEnd()
  let told = false
  const onRetry = (error: AppError) => {
    if (!told) attempt.logger.warn({ err: error, epoch: attempt.epoch }, 'end not stored yet')
    told = true
  }
  for (;;) {
    const { epoch } = attempt
    const sent = await persist(call, { untilMs, signal: attempt.fenced, onRetry })
    const replaced = attempt.renewing || attempt.epoch !== epoch
    // Refused in favour of an epoch that is our own: Redis was lost just now. The next call carries it.
    if (sent.kind !== 'refused' || sent.error.code !== 'fenced' || !replaced) return sent
    if (attempt.fenced.aborted || performance.now() > untilMs) return sent
    await attempt.settle(settleMs)
  }
}

function notSaved(attempt: Attempt, { kind, error }: Exclude<Persisted<never>, { kind: 'ok' }>): Ended {
  if (stopped(attempt)) return ['stopped', 'none']
  if (kind === 'refused' && (error.code === 'fenced' || error.code === 'not_found')) {
    attempt.abort('fenced', 'end')
    return ['fenced', 'none']
  }
  if (attempt.fenced.aborted) return ['fenced', 'none']
  attempt.logger.error({ err: error, epoch: attempt.epoch }, 'end not stored')
  return ['unsaved', error.code]
}

/** For people; no upstream text ever goes in. */
const messages: Record<FailureCode, string> = {
  rate_limited: 'The model server limits the number of requests right now.',
  overloaded: 'The model server is overloaded.',
  upstream_unreachable: 'The model server could not be reached.',
  upstream_timeout: 'The model server did not answer in time.',
  upstream_protocol: 'The model server broke off its answer.',
  invalid_request: 'The model server refused the request; the conversation may be too long for this model.',
  config: 'The model is not available: the server is not set up for it.',
  budget: 'The spending limit for the model has been reached.',
  expired: 'The answer took too long.',
  worker_crash: 'The answer could not be finished.',
  removed: 'The answer was taken out of the queue.',
  internal: 'Something went wrong on our side.',
}
