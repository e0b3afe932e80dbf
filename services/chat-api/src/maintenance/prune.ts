import type { Knex } from 'knex'

export interface PruneOptions {
  /** Rows of each kind at most. */
  readonly limit: number
  readonly outboxMs: number
  readonly tombstoneMs: number
}

/** Removes what has served its time; bounded, to be repeated while it removes something. */
export async function prune(
  db: Knex,
  { limit, outboxMs, tombstoneMs }: PruneOptions,
): Promise<{ outboxRows: number; tombstones: number }> {
  const before = (ms: number) => db.raw("clock_timestamp() - ? * interval '1 millisecond'", [ms])
  const outboxRows = await db('outbox')
    .whereIn('id', db('outbox').where('sent_at', '<', before(outboxMs)).orderBy('sent_at').limit(limit).select('id'))
    .delete()
  const tombstones = await db.transaction(async (trx) => {
    const removed = await trx('tombstones')
      .whereIn(
        'session_id',
        trx('tombstones')
          .where('deleted_at', '<', before(tombstoneMs))
          .orderBy('deleted_at')
          .limit(limit)
          .select('session_id'),
      )
      .delete()
      .returning('changed_in')
    const newest = removed.map(({ changed_in }) => BigInt(changed_in)).reduce((a, b) => (a > b ? a : b), 0n)
    // a client whose token is older than what was forgotten must get the whole anew
    if (newest > 0n)
      await trx('sync_horizon').update({
        pruned_up_to: trx.raw('greatest(pruned_up_to, ?::xid8)', [newest.toString()]),
      })
    return removed.length
  })
  return { outboxRows, tombstones }
}
