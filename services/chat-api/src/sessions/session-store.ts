import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { SessionRow } from '../db/tables.ts'

export async function getSession(db: Knex, userId: string, id: string): Promise<SessionRow> {
  const row = await own(db, userId).sessions().where({ id }).first('*')
  if (!row) throw new AppError('not_found', 'There is no such session')
  return row
}

/** A place in the list: after this session, going back in time. */
export interface SessionPlace {
  readonly at: Date
  readonly id: string
}

/** By last message, newest first. */
export const listSessions = (
  db: Knex,
  { userId, limit, before }: { userId: string; limit: number; before: SessionPlace | undefined },
): Promise<SessionRow[]> =>
  own(db, userId)
    .sessions()
    .modify((query) => {
      if (before) void query.whereRaw('(last_message_at, id) < (?, ?::uuid)', [before.at, before.id])
    })
    .orderBy([
      { column: 'last_message_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select('*')

/** `<unix ms>.<id>`, as it travels in `next` and `before`. */
export const formatSessionPlace = (row: SessionRow): string => `${row.last_message_at.getTime()}.${row.id}`

/** @throws {AppError} `bad_request` for anything that `formatSessionPlace` does not make. */
export function parseSessionPlace(text: string): SessionPlace {
  const match = /^(\d{1,15})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(text)
  if (!match) throw new AppError('bad_request', 'before: not a place in this list')
  return { at: new Date(Number(match[1])), id: match[2]! }
}
