import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { MessageRow } from '../db/tables.ts'

/** Bytes of text in one reply: far enough below the 16 MiB that a message between services may have. */
export const maxReplyBytes = 4_000_000

export async function getMessage(
  db: Knex,
  { userId, id, sessionId }: { userId: string; id: string; sessionId?: string | undefined },
): Promise<MessageRow> {
  const row = await own(db, userId)
    .messages()
    .where({ id, ...(sessionId === undefined ? {} : { session_id: sessionId }) })
    .first('*')
  if (!row) throw new AppError('not_found', 'There is no such message')
  return row
}

export interface MessagePage {
  readonly items: MessageRow[]
  /** The position before which the next page begins. */
  readonly next: number | undefined
}

/** One page of a session, newest first, without replaced answers; shorter than `limit` when the texts are long. */
export async function listMessages(
  db: Knex,
  {
    userId,
    sessionId,
    limit,
    before,
  }: { userId: string; sessionId: string; limit: number; before: number | undefined },
): Promise<MessagePage> {
  const session = await own(db, userId).sessions().where({ id: sessionId }).first('id')
  if (!session) throw new AppError('not_found', 'There is no such session')
  const page = own(db, userId)
    .messages()
    .where({ session_id: sessionId })
    .whereNull('replaced_by')
    .modify((query) => (before === undefined ? query : query.where('position', '<', before)))
    .orderBy('position', 'desc')
    .limit(limit)
    .select('id', 'position', textBytes(db))
  const rows = await withinBytes(db, page, 'position desc')
  rows.sort((a, b) => b.position - a.position)
  const last = rows.at(-1)
  // position 1 is a session's first message: nothing comes before it
  return { items: rows, next: last && last.position > 1 ? last.position : undefined }
}

/** Lengths of stored texts; Postgres knows them without unpacking the texts. */
export const textBytes = (db: Knex): Knex.Raw => db.raw('octet_length(content) + octet_length(thinking) as bytes')

const running = {
  'position desc':
    'sum(p.bytes) over (order by p.position desc) as total, row_number() over (order by p.position desc) as no',
  'changed_in, id':
    'sum(p.bytes) over (order by p.changed_in, p.id) as total, row_number() over (order by p.changed_in, p.id) as no',
}

/** The rows of a page (`id`, `bytes`) up to the byte limit, but always the first. */
export async function withinBytes(db: Knex, page: Knex.QueryBuilder, order: keyof typeof running) {
  const measured = db.from(page.as('p')).select('p.id', db.raw(running[order]))
  return db('messages')
    .whereIn(
      'id',
      db
        .from(measured.as('t'))
        .where((fits) => fits.where('t.total', '<=', maxReplyBytes).orWhere('t.no', 1))
        .select('t.id'),
    )
    .select<MessageRow[]>('*')
}

/** The user's messages that are queued or generating, oldest first; 1,000 at most. */
export const listActive = (
  db: Knex,
  { userId, sessionId }: { userId: string; sessionId?: string | undefined },
): Promise<MessageRow[]> =>
  own(db, userId)
    .messages()
    .where(sessionId === undefined ? {} : { session_id: sessionId })
    .whereIn('status', ['queued', 'generating'])
    .orderBy(['created_at', 'id'])
    .limit(1_000)
    .select('*')
