import { AppError, newId } from '@continuo/contract'
import type { SessionRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'

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
    tell(deps, made)
    return made
  }
  const present = await db('sessions').where({ id, user_id: userId }).first('*')
  if (!present) throw new AppError('idempotency_conflict', 'This id is in use')
  return present
}

/** Absent fields stay; an empty model or system is taken away. @throws {AppError} `not_found` */
export async function updateSession(
  deps: ChangeDeps,
  { userId, id, fields }: { userId: string; id: string; fields: SessionFields },
): Promise<SessionRow> {
  const { title, model, system } = fields
  const changes = {
    ...(title === undefined ? {} : { title, titled_by_user: true }),
    ...(model === undefined ? {} : { model: model || null }),
    ...(system === undefined ? {} : { system: system || null }),
  }
  const mine = deps.db('sessions').where({ id, user_id: userId })
  const [row] = Object.keys(changes).length > 0 ? await mine.update(changes).returning('*') : await mine.select('*')
  if (!row) throw new AppError('not_found', 'There is no such session')
  tell(deps, row)
  return row
}

const tell = ({ streams, background }: ChangeDeps, { id, user_id, title }: SessionRow) =>
  background.run('lifecycle', () =>
    streams.control.publishLifecycle(user_id, { type: 'session_changed', session_id: id, title }),
  )
