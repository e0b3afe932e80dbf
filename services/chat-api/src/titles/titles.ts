import type { Turn } from '@continuo/rpc'
import type { MessageRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { tellSession } from '../sessions/tell-session.ts'

/** UTF-16 code units of each turn that a title is made from. */
const turnChars = 2_000

export interface TitleContext {
  readonly wanted: boolean
  readonly model?: string
  readonly turns: Turn[]
}

/** The first question and its answer, cut short; `wanted` is false when there is a title, or nothing to make one from. */
export async function getTitleContext({ db }: Pick<Deps, 'db'>, sessionId: string): Promise<TitleContext> {
  const nothing = { wanted: false, turns: [] }
  const session = await db('sessions').where({ id: sessionId }).whereNull('title').first('id', 'model')
  if (!session) return nothing
  const answer = await db('messages')
    .where({ session_id: sessionId, role: 'assistant', status: 'completed' })
    .whereNull('replaced_by')
    .where('content', '<>', '')
    .orderBy('position')
    .first<Pick<MessageRow, 'reply_to' | 'model' | 'requested_model' | 'content'> | undefined>([
      'reply_to',
      'model',
      'requested_model',
      db.raw('left(content, ?) as content', [turnChars]),
    ])
  if (!answer?.reply_to) return nothing
  const question = await db('messages')
    .where({ id: answer.reply_to })
    .first<{ content: string } | undefined>(db.raw('left(content, ?) as content', [turnChars]))
  if (!question) return nothing
  const model = session.model ?? answer.requested_model ?? answer.model
  return {
    wanted: true,
    ...(model ? { model } : {}),
    turns: [
      { role: 'user', content: question.content },
      { role: 'assistant', content: answer.content },
    ],
  }
}

/** Gives a session its made title; a title that is there already, above all its user's own, stays. True when applied. */
export async function setTitle(
  { db, streams, background, logger }: Pick<Deps, 'db' | 'streams' | 'background' | 'logger'>,
  sessionId: string,
  title: string,
): Promise<boolean> {
  const [titled] = await db('sessions')
    .where({ id: sessionId, titled_by_user: false })
    .whereNull('title')
    .update({ title })
    .returning('*')
  if (!titled) return false
  logger.info({ session_id: sessionId }, 'session titled')
  tellSession({ streams, background }, titled)
  return true
}
