import { AppError, newId } from '@continuo/contract'
import { own } from '../access/own.ts'
import type { SessionRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { getSession } from './session-store.ts'
import { tellSession } from './tell-session.ts'

type ChangeDeps = Pick<Deps, 'db' | 'streams' | 'background'>

export interface SessionFields {
  readonly title?: string | undefined
  readonly model?: string | undefined
  readonly system?: string | undefined
}

/**
 * Makes a session; a repeat with the same id returns the first one untouched.
 * @throws {AppError} `idempotency_conflict`: the id is somebody else's. `not_found`: it was deleted.
 */
export async function createSession(
  deps: ChangeDeps,
  { userId, id = newId(), fields }: { userId: string; id?: string | undefined; fields: SessionFields },
): Promise<SessionRow> {
  const { db } = deps
  const { title = null, model = null, system = null } = fields
  if (await db('tombstones').where({ session_id: id }).first('session_id'))
    throw new AppError('not_found', 'This session was deleted')
  const [made] = await db('sessions')
    .insert({ id, user_id: userId, title, titled_by_user: title !== null, model, system })
    .onConflict('id')
    .ignore()
    .returning('*')
  if (made) {
    tellSession(deps, made)
    return made
  }
  const present = await own(db, userId).sessions().where({ id }).first('*')
  if (!present) throw new AppError('idempotency_conflict', 'This id is in use')
  return present
}

export interface SessionChange extends SessionFields {
  readonly pinned?: boolean | undefined
  /** Everything that has ended in it until now has been read. */
  readonly read?: boolean | undefined
}

/**
 * Absent fields stay; an empty model or system is taken away. Reading what is read already is no change and no news.
 * @throws {AppError} `not_found`
 */
export async function updateSession(
  deps: ChangeDeps,
  { userId, id, fields }: { userId: string; id: string; fields: SessionChange },
): Promise<SessionRow> {
  const { title, model, system, pinned, read } = fields
  const changes = {
    ...(title === undefined ? {} : { title, titled_by_user: true }),
    ...(model === undefined ? {} : { model: model || null }),
    ...(system === undefined ? {} : { system: system || null }),
    ...(pinned === undefined ? {} : { pinned }),
  }
  const mine = () => own(deps.db, userId).sessions().where({ id })
  const isChange = Object.keys(changes).length > 0
  const [changed] = isChange
    ? await mine()
        .update({ ...changes, ...(read ? { unread_since: null } : {}) })
        .returning('*')
    : read
      ? await mine().whereNotNull('unread_since').update({ unread_since: null }).returning('*')
      : []
  if (changed) tellSession(deps, changed)
  return changed ?? getSession(deps.db, userId, id)
}
