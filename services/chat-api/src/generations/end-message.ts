import type { FailureCode } from '@continuo/contract'
import { failureTable, knownStopReason } from '@continuo/contract'
import type { UsageProto } from '@continuo/rpc'
import { failpoint } from '@continuo/runtime'
import type { Knex } from 'knex'
import type { MessageRow, SessionRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { type Tokens, settle } from '../limits/settle.ts'
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
  /** Tokens of the call that was under way until now. */
  readonly booked: Tokens | undefined
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
  const account = { reported: ending.usage ?? null, wasRunning, end: status, model: row.model }
  const booked = await settle(trx, row, account)
  return { row, unread, writerEpoch: locked.state.epoch, booked }
}

/** The columns of a failure. */
export const failureFacts = (code: string, message: string, retryAfterS?: number): Partial<MessageRow> => ({
  error_code: code,
  error_message: message.slice(0, 500),
  error_retryable: Object.hasOwn(failureTable, code) ? failureTable[code as FailureCode].retryable : true,
  error_retry_after_s: retryAfterS ?? null,
})

/** Of few values, whatever a worker or a model server of another version may say. */
const codeOf = ({ error_code, stop_reason }: MessageRow): string =>
  error_code === null
    ? stop_reason === null
      ? ''
      : knownStopReason(stop_reason)
    : Object.hasOwn(failureTable, error_code)
      ? error_code
      : 'other'

/**
 * After the commit of an end: stops the writer when somebody else ended its message, writes the end into the log, tells
 * the user's browsers. Nothing of it can fail the call that ended the message; what is lost here the reconciler repeats.
 */
export function afterEnd(
  deps: Pick<Deps, 'db' | 'streams' | 'background' | 'events' | 'logger' | 'wakeRelay'>,
  { row, unread, writerEpoch, booked }: Ended,
  by: 'writer' | 'authority',
): void {
  const { background, streams, events, logger } = deps
  const ids = { request_id: row.request_id ?? undefined, session_id: row.session_id, message_id: row.id }
  failpoint('after_end_commit_before_announce')
  events.ended({
    status: row.status,
    code: codeOf(row),
    seconds: (row.completed_at!.getTime() - row.created_at.getTime()) / 1_000,
  })
  if (booked) events.booked(booked)
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
