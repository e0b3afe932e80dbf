import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { MessageRow, SessionRow, TombstoneRow } from '../db/tables.ts'
import { textBytes, withinBytes } from './message-queries.ts'
import { type SyncSource, type SyncToken, formatSyncToken, parseSyncToken, syncSources } from './sync-token.ts'

export interface SyncResult {
  readonly sessions: SessionRow[]
  readonly messages: MessageRow[]
  readonly deletedSessions: string[]
  /** Answers that were replaced by a retry. */
  readonly deletedMessages: string[]
  readonly token: string
  readonly more: boolean
  readonly full: boolean
}

/**
 * Everything of a user that changed since a token: may repeat, never misses.
 *
 * Each visible change stamps its row with its transaction's id. The token holds the oldest transaction that was still
 * running when its first page was read: whatever was invisible then has this id or a later one, so it comes with the
 * next call. Pages go in the order of the stamps; what changes meanwhile gets a later stamp and comes later.
 */
export async function sync(
  db: Knex,
  { userId, since, limit }: { userId: string; since: string | undefined; limit: number },
): Promise<SyncResult> {
  return db.transaction(
    async (trx) => {
      const start = await startOf(trx, parseSyncToken(since))
      const found = await readPage(trx, userId, start, limit)
      const visible = found.messages.filter((row) => row.replaced_by === null)
      const { after } = found
      const { history, nextXmin } = start
      return {
        sessions: found.sessions,
        messages: visible,
        deletedSessions: found.tombstones.map((row) => row.session_id),
        deletedMessages: found.messages.filter((row) => row.replaced_by !== null).map((row) => row.id),
        token: formatSyncToken(after ? { ...start, after } : { history, xmin: nextXmin }),
        more: after !== undefined,
        full: start.full,
      }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}

type Start = SyncToken & { readonly nextXmin: string; readonly full: boolean }

/** From where to read: where the token says, or from nothing when this database cannot know what it stands for. */
async function startOf(trx: Knex.Transaction, token: SyncToken | undefined): Promise<Start> {
  const { rows } = await trx.raw<{ rows: { history: string; xmin: string; horizon: string }[] }>(
    `select to_hex(system_identifier) || '-' || ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int
              as history,
            pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
            (select pruned_up_to::text from sync_horizon) as horizon
     from pg_control_system()`,
  )
  const { history, xmin, horizon } = rows[0]!
  const known = token && token.history.toLowerCase() === history && BigInt(token.xmin) <= BigInt(xmin)
  if (!known || (!token.full && BigInt(token.xmin) <= BigInt(horizon)))
    return { history, xmin: '0', nextXmin: xmin, full: true }
  return { ...token, nextXmin: token.nextXmin ?? xmin, full: token.full ?? false }
}

interface Page {
  sessions: SessionRow[]
  messages: MessageRow[]
  tombstones: TombstoneRow[]
  /** The last row, when there may be more. */
  after?: NonNullable<SyncToken['after']>
}

async function readPage(trx: Knex.Transaction, userId: string, start: Start, limit: number): Promise<Page> {
  const page: Page = { sessions: [], messages: [], tombstones: [] }
  let left = limit
  for (const source of syncSources.slice(start.after ? syncSources.indexOf(start.after.source) : 0)) {
    // a client that starts from nothing has nothing that could have been deleted
    if (start.full && source === 'tombstones') continue
    const after = start.after?.source === source ? start.after : undefined
    const { rows, complete } = await readSource(trx, userId, source, {
      xmin: start.xmin,
      after,
      limit: left,
      full: start.full,
    })
    Object.assign(page, { [source]: rows })
    const last = rows.at(-1)
    left -= rows.length
    // a page that is full to the brim says nothing about the sources behind it
    if (last && (!complete || left === 0)) {
      const id = 'id' in last ? last.id : last.session_id
      return { ...page, after: { source, changedIn: last.changed_in, id } }
    }
  }
  return page
}

interface SourceInput {
  readonly xmin: string
  readonly after: SyncToken['after']
  readonly limit: number
  readonly full: boolean
}

async function readSource(trx: Knex.Transaction, userId: string, source: SyncSource, input: SourceInput) {
  const { xmin, after, limit, full } = input
  const idColumn = source === 'tombstones' ? 'session_id' : 'id'
  const changed = own(trx, userId)
    .rows(source)
    .whereRaw('changed_in >= ?::xid8', [xmin])
    .modify((query) => {
      if (after) void query.whereRaw('(changed_in, ??) > (?::xid8, ?::uuid)', [idColumn, after.changedIn, after.id])
      if (full && source === 'messages') void query.whereNull('replaced_by')
    })
    .orderBy(['changed_in', idColumn])
    // one more than wanted tells whether there is more
    .limit(limit + 1)
  if (source !== 'messages') {
    const rows = (await changed.select('*')) as (SessionRow | TombstoneRow)[]
    return { rows: rows.slice(0, limit), complete: rows.length <= limit }
  }
  const ids: { id: string }[] = await changed.clone().select('id')
  const rows = await withinBytes(trx, changed.limit(limit).select('id', 'changed_in', textBytes(trx)), 'changed_in, id')
  rows.sort(byChange)
  return { rows, complete: rows.length === ids.length }
}

function byChange(a: MessageRow, b: MessageRow): number {
  const [x, y] = [BigInt(a.changed_in), BigInt(b.changed_in)]
  if (x !== y) return x < y ? -1 : 1
  return a.id < b.id ? -1 : 1
}
