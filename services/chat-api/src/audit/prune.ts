import type { Knex } from 'knex'

/** Removes what is older than `days`, at most `limit` rows. @returns how many. */
export const pruneAudit = (db: Knex, { limit, days }: { limit: number; days: number }): Promise<number> =>
  db('audit_events')
    .whereIn(
      'id',
      db('audit_events').whereRaw("at < now() - ? * interval '1 day'", [days]).orderBy('at').limit(limit).select('id'),
    )
    .delete()
