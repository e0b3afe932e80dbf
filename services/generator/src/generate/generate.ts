import { AppError, type GenerateJob } from '@continuo/contract'
import type { Claimed } from '@continuo/rpc'
import { fullJitterMs } from '@continuo/runtime'
import { UpstreamError } from '../claude/failure.ts'
import { type Attempt, beginAttempt } from './attempt.ts'
import { type Ending, callModel } from './call-model.ts'
import { type StartPlan, freshStart, planStart } from './continuation.ts'
import type { GenerateDeps } from './deps.ts'
import { finish } from './finish.ts'
import { within } from './within.ts'

/** `later`: nothing was begun; the job is to come again after the delay. */
export type JobOutcome = { readonly kind: 'done' } | { readonly kind: 'later'; readonly delayMs: number }

const done: JobOutcome = { kind: 'done' }
/** How long an attempt waits for the text of the one before, milliseconds; then the checkpoint has to do. */
const recoverMs = 2_000

/** The way of one attempt: claim it, open its epoch, stream the model's answer into the log, tell chat-api the end. */
export async function generate(deps: GenerateDeps, job: GenerateJob): Promise<JobOutcome> {
  const claim = await claimMessage(deps, job)
  if (claim.kind !== 'claimed') return claim
  await using attempt = beginAttempt(deps, job, claim.claimed)

  const start = await planFor(deps, attempt)
  attempt.open(start.opening)
  announce(deps, attempt, start)

  let ending = await callModel(deps, attempt, start)
  if (start.kind === 'continued' && refusesToContinue(ending)) {
    const again = freshStart('rerun', 'continuation_refused')
    await attempt.restart(again.opening)
    announce(deps, attempt, again)
    ending = await callModel(deps, attempt, again)
  }
  await finish(deps, attempt, ending)
  return done
}

async function claimMessage(
  deps: GenerateDeps,
  job: GenerateJob,
): Promise<JobOutcome | { kind: 'claimed'; claimed: Claimed }> {
  const logger = deps.logger.child({
    request_id: job.request_id,
    session_id: job.session_id,
    message_id: job.message_id,
    dispatch_no: job.dispatch_no,
  })
  try {
    const { claimed, refused } = await deps.api.claim(
      {
        message_id: job.message_id,
        dispatch_no: job.dispatch_no,
        worker_id: deps.workerId,
        max_output_tokens: deps.config.maxOutputTokens,
      },
      job.request_id === undefined ? {} : { requestId: job.request_id },
    )
    if (claimed) return { kind: 'claimed', claimed }
    const reason = refused?.reason ?? 'unknown'
    deps.events.refused(reason)
    logger.info({ reason }, 'claim refused')
    // The other lease either goes on living, or ends and the message is dispatched anew: both end this job soon.
    return reason === 'leased' ? { kind: 'later', delayMs: Math.max(100, refused?.retry_in_ms ?? 0) } : done
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    deps.events.refused(error.code)
    logger.warn({ err: error }, 'claim failed')
    if (error.code === 'not_found' || error.code === 'bad_request') return done
    return { kind: 'later', delayMs: 500 + fullJitterMs(1, { baseMs: 1_500, maxMs: 1_500 }) }
  }
}

async function planFor(deps: GenerateDeps, { claimed, ref, logger }: Attempt): Promise<StartPlan> {
  const { epoch, checkpoint_epoch, checkpoint_text } = claimed
  // The first writer of a message has nothing to recover, and no time to lose.
  const logged =
    epoch === 1
      ? undefined
      : await within(recoverMs, deps.writer.recoverText(ref)).catch((error: unknown) => {
          logger.warn({ err: error }, 'log not read')
          return undefined
        })
  const checkpoint = checkpoint_epoch > 0 ? { text: checkpoint_text } : undefined
  return planStart({ epoch, checkpoint, logged, continuation: deps.config.continuation })
}

function announce({ events }: GenerateDeps, { logger, claimed, epoch }: Attempt, start: StartPlan): void {
  if (start.kind === 'fresh') return logger.info({ epoch, max_attempts: claimed.max_attempts }, 'task started')
  const how = start.kind === 'continued' ? 'continued' : 'rerun'
  if (how === 'continued') events.continued()
  else events.reset()
  logger.info({ epoch, how, prefix_length: start.prefix.length }, 'task resumed')
}

/** The request as such is refused: perhaps this server does not take the prefix; without it, it may. */
const refusesToContinue = (ending: Ending): boolean =>
  ending.kind === 'failed' && ending.error instanceof UpstreamError && ending.error.failure.status === 400
