import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Audit } from '../audit/audit.ts'
import type { MessageRow, UserRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { cancelMessage } from '../messages/cancel-message.ts'

/** Facts of an answer that has not ended; its text is not among them. */
export type ActiveAnswer = Pick<
  MessageRow,
  'id' | 'user_id' | 'status' | 'model' | 'requested_model' | 'created_at' | 'started_at' | 'attempts'
> &
  Record<'user_name' | 'user_email', UserRow['name']>

/** Newest first; ids are made in the order of time. */
export const listActiveAnswers = (
  db: Knex,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<ActiveAnswer[]> =>
  db('messages as m')
    .join('users as u', 'u.id', 'm.user_id')
    .whereRaw("m.status in ('queued', 'generating')")
    .modify((query) => {
      if (before !== undefined) void query.where('m.id', '<', before)
    })
    .orderBy('m.id', 'desc')
    .limit(limit)
    .select<ActiveAnswer[]>(
      'm.id',
      'm.user_id',
      'm.status',
      'm.model',
      'm.requested_model',
      'm.created_at',
      'm.started_at',
      'm.attempts',
      'u.name as user_name',
      'u.email as user_email',
    )

/**
 * Ends an answer as its owner would, with all the text there is.
 * @throws {AppError} `not_found`: there is no such answer.
 */
export async function stopAnswer(deps: Deps, audit: Audit, id: string): Promise<MessageRow> {
  const owner = await deps.db('messages').where({ id, role: 'assistant' }).first('user_id')
  if (!owner) throw new AppError('not_found', 'There is no such answer')
  const { user_id: userId } = owner
  const alsoDo = (trx: Knex.Transaction) =>
    audit(trx, { action: 'answer_stopped', subjectId: userId, facts: { answer: id } })
  return cancelMessage(deps, { userId, id, seen: undefined, alsoDo })
}
