import type { Knex } from 'knex'
import type { LeftoverRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import type { JobQueues, OrderedJob } from '../outbox/queues.ts'
import { deleteSession } from '../sessions/delete-session.ts'

export interface PurgeDeps extends Deps {
  readonly queues: Pick<JobQueues, 'remove'>
}

const usersAtOnce = 10
const batch = 500
/** A round that repairs other things too may not wait for longer; the next one goes on. Milliseconds. */
const roundMs = 10_000

/**
 * Takes away what deleted users have left: sessions, then what is in Redis, then the user. Repeatable at any point. With
 * Redis away the sessions go all the same.
 */
export async function purgeDeleted(deps: PurgeDeps): Promise<object> {
  const { db, logger } = deps
  const until = performance.now() + roundMs
  const inTime = () => performance.now() < until
  const users = await db('users').whereNotNull('deleted_at').orderBy('deleted_at').limit(usersAtOnce).pluck('id')
  for (const userId of users) {
    let ids: string[]
    do {
      ids = await db('sessions').where({ user_id: userId }).limit(batch).pluck('id')
      for (const id of ids) if (inTime()) await deleteSession(deps, { userId, id, noteLeftovers: true })
    } while (ids.length === batch && inTime())
  }
  for (const userId of users) {
    while (inTime() && (await clearLeftovers(deps, userId)) === batch);
    if (await removeUser(db, userId)) logger.info({ user_id: userId }, 'account gone')
  }
  return {}
}

/** A session cannot be made while the row is locked, so none is overlooked. */
const removeUser = (db: Knex, userId: string): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    await trx('users').where({ id: userId }).forUpdate().first('id')
    for (const table of ['sessions', 'leftovers'] as const)
      if (await trx(table).where({ user_id: userId }).first('user_id')) return false
    return (await trx('users').where({ id: userId }).delete()) > 0
  })

/**
 * Removes the keys and the jobs of messages that are gone. A message is done with when nothing of it is left and whoever
 * was writing must have heard of the end; a job that is being run counts as left.
 * @returns how many are done with.
 */
async function clearLeftovers({ db, streams, queues }: PurgeDeps, userId: string): Promise<number> {
  const rows = await db('leftovers').where({ user_id: userId }).orderBy('settled_at').limit(batch).select('*')
  if (rows.length === 0) return 0
  const refs = rows.map((row) => ({ sessionId: row.session_id, messageId: row.message_id }))
  const heads = await streams.reader.heads(refs)
  await Promise.all(refs.map((ref, index) => streams.admin.removeIf(ref, heads[index]?.at.epoch ?? 0)))
  const left = await queues.remove(rows.flatMap(jobsOf))
  const cleared = rows.filter(({ message_id }) => !left.has(message_id)).map(({ message_id }) => message_id)
  return db('leftovers').whereIn('message_id', cleared).where('settled_at', '<', db.raw('clock_timestamp()')).delete()
}

const jobsOf = ({
  message_id,
  last_dispatch,
}: LeftoverRow): Pick<OrderedJob, 'kind' | 'message_id' | 'dispatch_no'>[] => [
  { kind: 'title', message_id, dispatch_no: 1 },
  ...Array.from({ length: last_dispatch }, (_, index) => ({
    kind: 'generate' as const,
    message_id,
    dispatch_no: index + 1,
  })),
]
