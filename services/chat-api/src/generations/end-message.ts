import type { FailureCode } from '@continuo/contract'
import { failureTable } from '@continuo/contract'
import type { UsageProto } from '@continuo/rpc'
import { failpoint } from '@continuo/runtime'
import type { Knex } from 'knex'
import type { MessageRow, SessionRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { settle } from '../limits/settle.ts'
import { markUnread } from '../sessions/read-state.ts'
import { tellSession } from '../sessions/tell-session.ts'
import { sha256Hex } from '../sha256.ts'
import { announce } from './announce.ts'
import { dispatchNext } from './dispatch.ts'
import { end } from './generation.ts'
import { type LockedMessage, saveState } from './generation-store.ts'

export interface Ending {
  readonly status: 'completed' | 'error' | 'cancelled'
  readonly text: string
  readonly thinking: string
  /** The last seq its writer appended; `null` ends by authority, in an epoch of its own. */
  readonly writerSeq: number | null
  /** Usage, failure and the like. */
  readonly facts?: Partial<MessageRow>
  /** What the attempt has used, when its writer ends it and knows. */
  readonly usage?: UsageProto | null
}

export interface Ended {
  readonly row: MessageRow
  /** The session, when this end made it unread. */
  readonly unread: SessionRow | undefined
  /** The epoch that was writing. */
  readonly writerEpoch: number
}

/** The one place where a message becomes terminal, and where its session's next message is dispatched. */
export async function endMessage(
  deps: Pick<Deps, 'limits'>,
  trx: Knex.Transaction,
  locked: LockedMessage,
  ending: Ending,
): Promise<Ended> {
  const { status, text, thinking, writerSeq } = ending
  // A writer that appended nothing has opened nothing: its end, too, needs the snapshot that opens an epoch.
  const opens = writerSeq === null || writerSeq === 0
  const next = end(locked.state, status, writerSeq === null)
  const row = await saveState(trx, locked, next, {
    content: text,
    thinking,
    content_epoch: next.epoch,
    content_seq: opens ? 1 : writerSeq,
    sha256: sha256Hex(text),
    end_opens: opens,
    completed_at: new Date(locked.nowMs),
    ...ending.facts,
  })
  await dispatchNext(trx, row.session_id, deps.limits)
  // whoever stopped an answer has seen what there is of it
  const unread = status === 'cancelled' ? undefined : await markUnread(trx, row.session_id, row.completed_at!)
  const wasRunning = locked.state.lease !== null
  await settle(trx, row, { reported: ending.usage ?? null, wasRunning, end: status, model: row.model })
  return { row, unread, writerEpoch: locked.state.epoch }
}

/** The columns of a failure. */
export const failureFacts = (code: string, message: string, retryAfterS?: number): Partial<MessageRow> => ({
  error_code: code,
  error_message: message.slice(0, 500),
  error_retryable: Object.hasOwn(failureTable, code) ? failureTable[code as FailureCode].retryable : true,
  error_retry_after_s: retryAfterS ?? null,
})

/**
 * After the commit of an end: stops the writer when somebody else ended its message, writes the end into the log, tells
 * the user's browsers. Nothing of it can fail the call that ended the message; what is lost here the reconciler repeats.
 */
export function afterEnd(
  deps: Pick<Deps, 'db' | 'streams' | 'background' | 'events' | 'logger' | 'wakeRelay'>,
  { row, unread, writerEpoch }: Ended,
  by: 'writer' | 'authority',
): void {
  const { background, streams, events, logger } = deps
  const ids = { session_id: row.session_id, message_id: row.id }
  failpoint('after_end_commit_before_announce')
  events.ended(row.status, row.error_code ?? row.stop_reason ?? '')
  logger.info(
    { ...ids, status: row.status, code: row.error_code ?? undefined, epoch: row.epoch, attempts: row.attempts },
    'message ended',
  )
  // its slot may let another session's message go
  deps.wakeRelay()
  if (unread) tellSession(deps, unread)
  if (by === 'authority' && writerEpoch > 0)
    background.run(
      'stop',
      () => streams.control.publishStop(row.session_id, { message_id: row.id, epoch: writerEpoch }),
      ids,
    )
  background.run('announce', () => announce(deps, row), ids)
  background.run(
    'lifecycle',
    () =>
      streams.control.publishLifecycle(row.user_id, {
        type: 'message_ended',
        session_id: row.session_id,
        message_id: row.id,
        status: row.status,
      }),
    ids,
  )
}
