import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { type WriterWord, fenced, requireMessage } from './complete.ts'
import { orderJob } from './dispatch.ts'
import { type Ended, afterEnd, endMessage, failureFacts } from './end-message.ts'
import { mayWrite, release } from './generation.ts'
import { lockMessage, saveState } from './generation-store.ts'
import { type Tokens, settle } from '../limits/settle.ts'
import { usageFacts } from './usage.ts'

export interface ReleaseCommand extends WriterWord {
  readonly reason: 'drain' | 'retry'
  readonly delayMs: number
  /** Why the call is to be repeated, a failure code; with `retry`. */
  readonly code: string | undefined
}

/**
 * Gives a message back, to be dispatched again after the delay; ends it when no attempt or no time is left.
 * Not idempotent: a repeat is `fenced`, because the first call raised the epoch.
 * @throws {AppError} `fenced`, `not_found`.
 */
export async function releaseMessage(deps: Deps, command: ReleaseCommand): Promise<void> {
  const { db, limits, events, logger } = deps
  const { messageId, epoch, seq, text, thinking, reason, delayMs } = command
  const done = await inTransaction(db, async (trx): Promise<Ended | { released: MessageRow; booked?: Tokens }> => {
    const locked = requireMessage(await lockMessage(trx, messageId))
    const { row, state, nowMs } = locked
    if (!mayWrite(state, epoch)) throw fenced(deps, locked, epoch)
    const usage = usageFacts(row, command.usage, 'attempt')
    const decision = release(state, { reason, delayMs, nowMs }, limits)
    if (decision.kind === 'over') {
      const facts = { ...usage, ...failureFacts(command.code ?? 'expired', giveUpMessage) }
      const ending = { status: 'error', text, thinking, writerSeq: seq, facts, usage: command.usage } as const
      return endMessage(deps, trx, locked, ending)
    }
    const notBefore = new Date(nowMs + delayMs)
    const saved = await saveState(trx, locked, decision.next, {
      ...usage,
      // without Redis a writer appends nothing and yet has a text: it is kept, unless there is more from before
      ...(seq > 0 || text.length > row.content.length
        ? { content: text, thinking, content_epoch: epoch, content_seq: seq }
        : {}),
      queue_checked_at: notBefore,
    })
    await orderJob(trx, saved, notBefore)
    const booked = await settle(trx, saved, { reported: command.usage, wasRunning: true, model: saved.model })
    return { released: saved, ...(booked ? { booked } : {}) }
  })
  if (!('released' in done)) return afterEnd(deps, done, 'writer')
  if (done.booked) events.booked(done.booked)
  deps.wakeRelay()
  events.released(reason)
  const { request_id, session_id } = done.released
  logger.info(
    {
      request_id: request_id ?? undefined,
      session_id,
      message_id: messageId,
      epoch,
      reason,
      code: command.code,
      delay_ms: delayMs,
    },
    'message released',
  )
}

/** Shown to people. */
const giveUpMessage = 'The model did not answer after several tries'
