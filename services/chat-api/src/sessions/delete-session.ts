import { AppError, isTerminal } from '@continuo/contract'
import { own } from '../access/own.ts'
import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { endEvents } from '../generations/end-events.ts'
import { settle } from '../limits/settle.ts'
import { sha256Hex } from '../sha256.ts'

/** A log lives an hour after its last sign of life; older messages have none left to remove. */
const logLife = "interval '2 hours'"

/**
 * Removes a session and its messages for good; what is being generated in it is stopped. Repeatable.
 * @param noteLeftovers Write down what may be left in Redis, to be looked after until it is gone.
 * @throws {AppError} `not_found` when it never was the caller's.
 */
export async function deleteSession(
  deps: Deps,
  { userId, id, noteLeftovers = false }: { userId: string; id: string; noteLeftovers?: boolean },
): Promise<void> {
  const { db, background, streams, logger } = deps
  const logged = await inTransaction(db, async (trx) => {
    const session = await own(trx, userId).sessions().where({ id }).forUpdate().first('id')
    if (!session) return undefined
    const withLog = await trx('messages')
      .where({ session_id: id, role: 'assistant' })
      .where((alive) => alive.whereNull('completed_at').orWhereRaw(`completed_at > now() - ${logLife}`))
      .select('*')
    const running = withLog.filter((row) => !isTerminal(row.status))
    for (const row of running)
      await settle(trx, row, {
        reported: null,
        wasRunning: row.lease_owner !== null,
        end: 'cancelled',
        model: row.model,
      })
    if (noteLeftovers) await note(trx, id)
    await trx('sessions').where({ id }).delete()
    await trx('tombstones').insert({ session_id: id, user_id: userId }).onConflict('session_id').ignore()
    return withLog
  })
  if (!logged) {
    const repeated = await own(db, userId).tombstones().where({ session_id: id }).first('session_id')
    if (repeated) return
    throw new AppError('not_found', 'There is no such session')
  }
  logger.info({ session_id: id }, 'session deleted')
  deps.wakeRelay() // what was running in it has left its slot
  background.run('lifecycle', () =>
    streams.control.publishLifecycle(userId, { type: 'session_deleted', session_id: id }),
  )
  for (const row of logged)
    background.run('remove log', () => removeLog(deps, row), { session_id: id, message_id: row.id })
}

/** A writer may not have heard of the end before a lease and a heartbeat later; an old message has no writer. */
const note = (trx: Knex.Transaction, sessionId: string) =>
  trx.raw(
    `insert into leftovers (message_id, session_id, user_id, last_dispatch, settled_at)
     select id, session_id, user_id, dispatch_no,
       case when completed_at < now() - interval '2 hours' then now() else now() + interval '15 seconds' end
     from messages where session_id = ? and role = 'assistant'
     on conflict (message_id) do nothing`,
    [sessionId],
  )

/** Ends what viewers are following, then takes the text out of Redis. What fails here, the key's TTL does. */
async function removeLog({ streams }: Pick<Deps, 'streams'>, row: MessageRow): Promise<void> {
  const ref = { sessionId: row.session_id, messageId: row.id }
  if (isTerminal(row.status)) {
    await streams.admin.removeIf(ref, row.epoch)
    return
  }
  if (row.epoch > 0) await streams.control.publishStop(row.session_id, { message_id: row.id, epoch: row.epoch })
  const epoch = row.epoch + 1
  const ended: MessageRow = {
    ...row,
    status: 'cancelled',
    content: '',
    thinking: '',
    epoch,
    end_opens: true,
    sha256: sha256Hex(''),
  }
  await streams.control.announceEnd(endEvents(ended))
  await streams.admin.removeIf(ref, epoch)
}
