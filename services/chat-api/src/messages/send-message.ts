import { AppError, generateJobId, newId } from '@continuo/contract'
import { failpoint } from '@continuo/runtime'
import { currentSpan } from '@continuo/telemetry/tracing'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import { inMs, inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import type { SessionRow } from '../db/tables.ts'
import { orderJob } from '../generations/dispatch.ts'
import { assertBudget } from '../limits/reserve.ts'
import { mayTakeSlot } from '../limits/slots.ts'
import { tellSession } from '../sessions/tell-session.ts'
import { bodyHash } from './body-hash.ts'
import { checkBase } from './check-base.ts'

export interface SendCommand {
  readonly userId: string
  readonly content: string
  readonly sessionId?: string | undefined
  /** The user message's id, and the idempotency key. */
  readonly id?: string | undefined
  readonly model?: string | undefined
  readonly system?: string | undefined
  readonly createSession: boolean
  /** The last message of the session that the sender has seen; undefined = wherever the session stands. */
  readonly base?: string | undefined
  readonly requestId?: string | undefined
}

/** The receipt: the same for every repeat of a request, whatever became of the answer since. */
export interface Accepted {
  readonly sessionId: string
  readonly userMessageId: string
  readonly messageId: string
  readonly taskId: string
  readonly replayed: boolean
}

/** Ends a transaction that met its own twin: nothing of it may stay, least of all a second session. */
class AlreadyAccepted extends Error {}

/**
 * Accepts a user message and orders its answer: message, answer and job order are one transaction, and Redis has no part
 * in it. While another answer of the session is on its way, or its user has no slot left, the new one waits without a job.
 * @throws {AppError} `not_found`: the session is not the caller's, or was deleted. `idempotency_conflict`: the id was
 *   used with another body, or by somebody else. `session_moved_on`: others follow the message named by `base`; nothing
 *   was stored. `budget_exceeded`: neither.
 */
export async function sendMessage(deps: Deps, command: SendCommand): Promise<Accepted> {
  const { db, streams, background, events, logger } = deps
  const { userId } = command
  const id = command.id ?? newId()
  const { traceparent } = currentSpan()
  try {
    const { accepted, dispatched, readBy } = await inTransaction(db, (trx) =>
      insertTurn(deps, trx, { ...command, id, traceparent }),
    )
    failpoint('after_commit')
    // also when it waits: the answer before it may have ended just now, unseen
    deps.wakeRelay()
    if (readBy) tellSession(deps, readBy)
    events.accepted('new')
    const { sessionId, messageId } = accepted
    logger.info(
      { request_id: command.requestId, session_id: sessionId, message_id: messageId, waits: !dispatched },
      'message accepted',
    )
    background.run('lifecycle', () =>
      streams.control.publishLifecycle(userId, {
        type: 'message_accepted',
        session_id: sessionId,
        message_id: messageId,
        user_message_id: id,
        replaces: null,
        traceparent,
      }),
    )
    return accepted
  } catch (error) {
    if (!(error instanceof AlreadyAccepted)) throw error
    events.accepted('repeat')
    return readBack(db, { ...command, id })
  }
}

type IdentifiedCommand = SendCommand & { readonly id: string }
type TracedCommand = IdentifiedCommand & { readonly traceparent: string | undefined }

/** As few round trips as it takes: eight for a new session, nine for one that exists, and one for a base. */
async function insertTurn(deps: Deps, trx: Knex.Transaction, command: TracedCommand) {
  const { userId, id, content, model = null, system = null, requestId = null } = command
  const { sessionId, position, fresh, readBy } = await takePlace(trx, command)
  if (command.base !== undefined) await checkUnlessRepeated(trx, { id, sessionId, position, base: command.base })
  const place = { session_id: sessionId, user_id: userId }
  const waits =
    (!fresh && (await isBusy(trx, sessionId))) || !(await mayTakeSlot(trx, place, deps.limits.userConcurrency))
  const question = {
    ...place,
    id,
    role: 'user' as const,
    position,
    status: 'completed' as const,
    content,
    body_hash: bodyHash(command),
    completed_at: inMs(trx, 0),
  }
  const answer = {
    ...place,
    id: newId(),
    role: 'assistant' as const,
    position: position + 1,
    reply_to: id,
    status: 'queued' as const,
    requested_model: model,
    requested_system: system,
    request_id: requestId,
    traceparent: command.traceparent ?? null,
    dispatch_no: waits ? 0 : 1,
    ...(waits ? {} : { expires_at: inMs(trx, deps.limits.queueLimitMs), queue_checked_at: inMs(trx, 0) }),
  }
  const inserted = await trx('messages').insert([question, answer]).onConflict('id').ignore().returning('id')
  if (inserted.length < 2) throw new AlreadyAccepted()
  await assertBudget(trx, userId, deps.limits)
  if (!waits) await orderJob(trx, answer)
  return { accepted: receipt(sessionId, id, answer.id, false), dispatched: !waits, readBy }
}

/** A message that was accepted has itself moved its session on: its repeat is no news. */
async function checkUnlessRepeated(trx: Knex.Transaction, message: Parameters<typeof checkBase>[1] & { id: string }) {
  try {
    await checkBase(trx, message)
  } catch (error) {
    const known = await trx('messages').where({ id: message.id }).first('id')
    throw known ? new AlreadyAccepted() : error
  }
}

/** Asked after the session's row is locked: a fresh snapshot, so that an answer ordered a moment ago is seen. */
const isBusy = async (trx: Knex.Transaction, sessionId: string): Promise<boolean> =>
  (await trx('messages').where({ session_id: sessionId }).whereIn('status', ['queued', 'generating']).first('id')) !==
  undefined

interface Place {
  readonly sessionId: string
  /** Of the user message; the answer has the next. */
  readonly position: number
  /** The session was made for this message. */
  readonly fresh: boolean
  /** The session, when it was unread until now: whoever writes in it has read it. */
  readonly readBy: SessionRow | undefined
}

/** Locks the session, made if need be, and takes the next two places in it. */
async function takePlace(trx: Knex.Transaction, command: IdentifiedCommand): Promise<Place> {
  const { userId, sessionId = newId(), createSession, model = null, system = null } = command
  // a tab that was offline while the session was deleted must not bring it back
  const mayMake =
    !command.sessionId ||
    (createSession && !(await trx('tombstones').where({ session_id: sessionId }).first('user_id')))
  if (mayMake) {
    const [made] = await trx('sessions')
      .insert({ id: sessionId, user_id: userId, model, system, next_position: 3, message_count: 2 })
      .onConflict('id')
      .ignore()
      .returning('id')
    if (made) return { sessionId, position: 1, fresh: true, readBy: undefined }
  }
  const [session] = await own(trx, userId)
    .sessions()
    .where({ id: sessionId })
    .update({
      next_position: trx.raw('next_position + 2'),
      message_count: trx.raw('message_count + 2'),
      last_message_at: trx.raw('greatest(last_message_at, now())'),
      unread_since: null,
    })
    .returning<(SessionRow & { was_unread: boolean })[]>(['*', wasUnread(trx)])
  if (!session) throw new AppError('not_found', 'There is no such session')
  const readBy = session.was_unread ? session : undefined
  return { sessionId, position: session.next_position - 2, fresh: false, readBy }
}

/** As of the start of the statement: good enough to decide whether there is news to tell, which is a hint anyway. */
const wasUnread = (db: Knex) =>
  db.raw('(select before.unread_since is not null from sessions before where before.id = sessions.id) as was_unread')

async function readBack(db: Knex, command: IdentifiedCommand): Promise<Accepted> {
  const question = await own(db, command.userId)
    .messages()
    .where({ id: command.id, body_hash: bodyHash(command) })
    .first('id', 'session_id', 'position')
  const answer =
    question &&
    (await db('messages')
      .where({ session_id: question.session_id, position: question.position + 1, variant: 0 })
      .first('id'))
  if (!question || !answer) throw new AppError('idempotency_conflict', 'This id was used for another message')
  return receipt(question.session_id, question.id, answer.id, true)
}

export const receipt = (sessionId: string, userMessageId: string, messageId: string, replayed: boolean): Accepted => ({
  sessionId,
  userMessageId,
  messageId,
  taskId: generateJobId(messageId, 1),
  replayed,
})
