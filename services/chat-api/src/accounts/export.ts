import { AppError, isUuid } from '@continuo/contract'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { MessageRow, SessionRow } from '../db/tables.ts'

/** The place behind which a page begins: a session, and in it a message (0.0 = before its first). */
interface Place {
  readonly sessionId: string
  readonly position: number
  readonly variant: number
}

export type ExportRecord = { readonly session: SessionRow } | { readonly message: MessageRow }

const pageBytes = 1_048_576
const pageRecords = 500

const format = ({ sessionId, position, variant }: Place) => `${sessionId}.${position}.${variant}`

/** @throws {AppError} `bad_request` for anything that `format` does not make. */
function parsePlace(text: string): Place {
  const [, sessionId, position, variant] = /^([0-9a-f-]{36})\.(\d{1,15})\.(\d{1,9})$/.exec(text) ?? []
  if (!isUuid(sessionId)) throw new AppError('bad_request', 'after: not a place in this export')
  return { sessionId, position: Number(position), variant: Number(variant) }
}

/**
 * One page of everything a user has: each session, then its messages in order, replaced answers included. A page ends
 * after a mebibyte or 500 records.
 */
export async function readExport(
  db: Knex,
  { userId, after }: { userId: string; after: string | undefined },
): Promise<{ records: ExportRecord[]; next?: string }> {
  const records: ExportRecord[] = []
  let place = after === undefined ? undefined : parsePlace(after)
  for (let bytes = 0; bytes < pageBytes && records.length < pageRecords;) {
    const messages: MessageRow[] = place ? await nextMessages(db, userId, place, pageBytes - bytes) : []
    if (messages.length > 0) {
      const last = messages.at(-1)!
      for (const message of messages) bytes += 1_000 + 2 * (message.content.length + message.thinking.length)
      records.push(...messages.map((message) => ({ message })))
      place = { sessionId: last.session_id, position: last.position, variant: last.variant }
      continue
    }
    const session = await nextSession(db, userId, place)
    if (!session) return { records }
    bytes += 1_000
    records.push({ session })
    place = { sessionId: session.id, position: 0, variant: 0 }
  }
  return { records, ...(place ? { next: format(place) } : {}) }
}

/** By id: made earlier comes first, and a session that is changed meanwhile keeps its place. */
const nextSession = (db: Knex, userId: string, place: Place | undefined): Promise<SessionRow | undefined> =>
  own(db, userId)
    .sessions()
    .modify((query) => {
      if (place) void query.where('id', '>', place.sessionId)
    })
    .orderBy('id')
    .first('*')

/** At least one when there is any; more as long as they fit. */
const nextMessages = (db: Knex, userId: string, place: Place, bytes: number): Promise<MessageRow[]> => {
  const upcoming = own(db, userId)
    .messages()
    .where({ session_id: place.sessionId })
    .whereRaw('(position, variant) > (?, ?)', [place.position, place.variant])
    .orderBy(['position', 'variant'])
    .limit(200)
    .select('*')
  const sized = db('upcoming').select(
    '*',
    db.raw(`sum(length(content) + length(thinking)) over (order by position, variant)
      - length(content) - length(thinking) as before`),
  )
  return db
    .with('upcoming', upcoming)
    .with('sized', sized)
    .from('sized')
    .where('before', '<', bytes)
    .orderBy(['position', 'variant'])
    .select<MessageRow[]>('*')
}
