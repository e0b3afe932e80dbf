import { AppError, generateJobId, newId } from '@continuo/contract'
import { failpoint } from '@continuo/runtime'
import type { Knex } from 'knex'
import type { SessionRow } from '../db/tables.ts'
import { inMs, inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { orderJob } from '../generations/dispatch.ts'
import { bodyHash } from './body-hash.ts'

export interface SendCommand {
  readonly userId: string
  readonly content: string
  readonly sessionId?: string | undefined
  /** The user message's id, and the idempotency key. */
  readonly id?: string | undefined
  readonly model?: string | undefined
  readonly system?: string | undefined
  readonly createSession: boolean
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
 * in it. While another answer of the session is on its way the new one waits without a job.
 * @throws {AppError} `not_found`: the session is not the caller's, or was deleted. `idempotency_conflict`: the id was
 *   used with another body, or by somebody else.
 */
export async function sendMessage(deps: Deps, command: SendCommand): Promise<Accepted> {
  const { db, streams, background, events, logger } = deps
  const { userId } = command
  const id = command.id ?? newId()
  try {
    const { accepted, dispatched } = await inTransaction(db, (trx) => insertTurn(deps, trx, { ...command, id }))
    failpoint('after_commit')
    if (dispatched) deps.wakeRelay()
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

async function insertTurn(deps: Deps, trx: Knex.Transaction, command: IdentifiedCommand) {
  const { userId, id, content, model, system } = command
  const session = await takePlace(trx, command)
  // after the session's row lock: a fresh snapshot, so that an answer ordered a moment ago is seen
  const busy = await trx('messages')
    .where({ session_id: session.id })
    .whereIn('status', ['queued', 'generating'])
    .first('id')
  const place = { session_id: session.id, user_id: userId }
  const position = session.next_position - 2
  const [question] = await trx('messages')
    .insert({
      ...place,
      id,
      role: 'user',
      position,
      status: 'completed',
      content,
      body_hash: bodyHash(command),
      completed_at: trx.fn.now(3) as unknown as Knex.Raw,
    })
    .onConflict('id')
    .ignore()
    .returning('id')
  if (!question) throw new AlreadyAccepted()
  const answer = {
    id: newId(),
    session_id: session.id,
    dispatch_no: busy ? 0 : 1,
    request_id: command.requestId ?? null,
  }
  await trx('messages').insert({
    ...place,
    ...answer,
    role: 'assistant',
    position: position + 1,
    reply_to: id,
    status: 'queued',
    requested_model: model ?? null,
    requested_system: system ?? null,
    ...(busy ? {} : { expires_at: inMs(trx, deps.limits.queueLimitMs), queue_checked_at: inMs(trx, 0) }),
  })
  if (!busy) await orderJob(trx, answer)
  return { accepted: receipt(session.id, id, answer.id, false), dispatched: !busy }
}

/** Locks the session, made if need be, and takes the next two places in it. */
async function takePlace(trx: Knex.Transaction, command: IdentifiedCommand): Promise<SessionRow> {
  const { userId, sessionId, createSession, model = null, system = null } = command
  const id = sessionId ?? newId()
  if (!sessionId || createSession) {
    // a tab that was offline while the session was deleted must not bring it back
    const deleted = sessionId && (await trx('tombstones').where({ session_id: id }).first('session_id'))
    if (!deleted) await trx('sessions').insert({ id, user_id: userId, model, system }).onConflict('id').ignore()
  }
  const [session] = await trx('sessions')
    .where({ id, user_id: userId })
    .update({
      next_position: trx.raw('next_position + 2'),
      message_count: trx.raw('message_count + 2'),
      last_message_at: trx.raw('greatest(last_message_at, now())'),
    })
    .returning('*')
  if (!session) throw new AppError('not_found', 'There is no such session')
  return session
}

async function readBack(db: Knex, command: IdentifiedCommand): Promise<Accepted> {
  const question = await db('messages')
    .where({ id: command.id, user_id: command.userId, body_hash: bodyHash(command) })
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
