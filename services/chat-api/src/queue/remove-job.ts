import { AppError, isTerminal } from '@continuo/contract'
import type { Audit } from '../audit/audit.ts'
import { inTransaction } from '../db/transaction.ts'
import { type Ended, afterEnd, endMessage, failureFacts } from '../generations/end-message.ts'
import { lockMessage } from '../generations/generation-store.ts'
import type { QueueDeps } from './retry-job.ts'

export type RemoveOutcome = 'removed' | 'unchanged'

/** Shown to people. */
const removedMessage = 'An administrator took this answer out of the queue'

/**
 * Takes an answer's job away: the answer ends with the error `removed`, with the text that is stored of it, so that nothing
 * waits for it; its user can ask again. Repeatable.
 * @throws {AppError} `not_found`; `conflict`: it has ended otherwise, or is being written (then it can be stopped).
 */
export async function removeAnswerJob(deps: QueueDeps, audit: Audit, id: string): Promise<RemoveOutcome> {
  const ended = await inTransaction(deps.db, async (trx): Promise<Ended | undefined> => {
    const locked = await lockMessage(trx, id)
    if (!locked || locked.row.role === 'user') throw new AppError('not_found', 'There is no such job')
    const { row, state, nowMs } = locked
    if (row.error_code === 'removed') return undefined
    if (isTerminal(state.status))
      throw new AppError('conflict', `The answer has ended already (${row.error_code ?? row.status})`)
    if (state.lease && state.lease.untilMs > nowMs)
      throw new AppError('conflict', 'The answer is being written; it can be stopped')
    // locks of budgets come last: the audit before the end
    await audit(trx, {
      action: 'job_removed',
      subjectId: row.user_id,
      facts: { queue: 'chat', answer: id, dispatch: row.dispatch_no },
    })
    const { content: text, thinking } = row
    const facts = failureFacts('removed', removedMessage)
    return endMessage(deps, trx, locked, { status: 'error', text, thinking, writerSeq: null, facts })
  })
  if (!ended) return 'unchanged'
  afterEnd(deps, ended, 'authority')
  const { dispatch_no } = ended.row
  deps.background.run('old job', () => deps.queues.remove([{ kind: 'generate', message_id: id, dispatch_no }]), {
    message_id: id,
  })
  return 'removed'
}
