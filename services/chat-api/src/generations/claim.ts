import { failpoint } from '@continuo/runtime'
import type { Claimed } from '@continuo/rpc'
import { currentSpan } from '@continuo/telemetry/tracing'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { reserve } from '../limits/reserve.ts'
import { dispatchLater } from './dispatch.ts'
import { type Ended, afterEnd, endMessage, failureFacts } from './end-message.ts'
import { claim } from './generation.ts'
import { lockMessage, saveState } from './generation-store.ts'
import { promptHistory } from './prompt-history.ts'

export interface ClaimCommand {
  readonly messageId: string
  readonly dispatchNo: number
  readonly workerId: string
  /** The longest answer that it asks the model for. Default 16,000: workers of the release before this one do not say. */
  readonly maxOutputTokens?: number | undefined
  readonly requestId?: string | undefined
}

export type ClaimOutcome =
  { readonly claimed: Claimed } | { readonly refused: { readonly reason: string; readonly retry_in_ms: number } }

const usualOutputTokens = 16_000
/** How often a message asks again for what running answers may leave over; milliseconds. */
const promisedWaitMs = 1_000

const refused = (reason: string, retryInMs = 0): ClaimOutcome => ({ refused: { reason, retry_in_ms: retryInMs } })

/** Grants a worker the right to generate, with a new epoch, a lease and the prompt's context; or says why not. */
export async function claimMessage(deps: Deps, command: ClaimCommand): Promise<ClaimOutcome> {
  const { db, limits, events, logger } = deps
  const { messageId, dispatchNo, workerId, maxOutputTokens = usualOutputTokens } = command
  const { outcome, ended } = await inTransaction(db, async (trx): Promise<{ outcome: ClaimOutcome; ended?: Ended }> => {
    const locked = await lockMessage(trx, messageId)
    if (!locked || locked.row.role === 'user') return { outcome: refused('gone') }
    const { row, state, nowMs } = locked
    const decision = claim(state, { dispatchNo, workerId, nowMs }, limits)
    if (decision.kind === 'refused') return { outcome: refused(decision.reason, decision.retryInMs) }
    if (decision.kind === 'over') {
      const { content: text, thinking } = row
      const facts = failureFacts(decision.code, overMessages[decision.reason])
      const ended = await endMessage(deps, trx, locked, { status: 'error', text, thinking, writerSeq: null, facts })
      return { outcome: refused(decision.reason), ended }
    }
    const { next } = decision
    const session = await trx('sessions').where({ id: row.session_id }).first('model', 'system')
    const model = row.requested_model ?? session?.model
    const system = row.requested_system ?? session?.system
    const history = await promptHistory(trx, row)
    const reserved = await reserve(trx, row, { system, history, maxOutputTokens }, limits)
    if (reserved.kind === 'promised') {
      await dispatchLater(trx, locked, promisedWaitMs)
      return { outcome: refused('promised') }
    }
    if (reserved.kind === 'spent') {
      const facts = failureFacts('budget', reserved.error.message, reserved.error.retryAfterS)
      const nothing = { text: '', thinking: '', writerSeq: null }
      const ended = await endMessage(deps, trx, locked, { status: 'error', ...nothing, facts })
      return { outcome: refused('budget'), ended }
    }
    await saveState(trx, locked, next, { started_at: row.started_at ?? new Date(nowMs) })
    if (row.started_at === null) events.queueWait((nowMs - row.created_at.getTime()) / 1_000)
    return {
      outcome: {
        claimed: {
          session_id: row.session_id,
          message_id: row.id,
          user_id: row.user_id,
          epoch: next.epoch,
          attempt: next.attempts,
          max_attempts: limits.maxAttempts,
          lease_ms: limits.leaseMs,
          deadline_in_ms: next.deadlineAtMs! - nowMs,
          ...(model ? { model } : {}),
          ...(system ? { system } : {}),
          history,
          checkpoint_epoch: row.content_epoch,
          checkpoint_seq: row.content_seq,
          checkpoint_text: row.content,
          checkpoint_thinking: row.thinking,
          accepted_ms_ago: nowMs - row.created_at.getTime(),
        },
      },
    }
  })
  failpoint('after_claim_commit_before_reply')
  if (ended) afterEnd(deps, ended, 'authority')
  const result = 'claimed' in outcome ? 'granted' : outcome.refused.reason
  events.claimed(result)
  currentSpan().set({ 'continuo.message_id': messageId, 'continuo.claim': result })
  logger.info(
    {
      request_id: command.requestId,
      ...('claimed' in outcome ? { session_id: outcome.claimed.session_id } : {}),
      message_id: messageId,
      dispatch_no: dispatchNo,
      worker_id: workerId,
      result,
      ...('claimed' in outcome ? { epoch: outcome.claimed.epoch, attempt: outcome.claimed.attempt } : {}),
    },
    'message claimed',
  )
  return outcome
}

/** Shown to people. */
export const overMessages = {
  spent: 'The answer was interrupted too often',
  expired: 'The answer took too long',
}
