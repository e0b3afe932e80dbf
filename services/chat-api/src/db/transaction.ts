import type { Knex } from 'knex'
import { isWorthRepeating } from './errors.ts'

/** Runs `work` in one transaction, again (3 times in all) after a deadlock. `work` must have no effect but on `trx`. */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let tryNo = 1; ; tryNo++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (!isWorthRepeating(error) || tryNo === 3) throw error
    }
  }
}

/** `now() + ms`, by the database's clock, the only one that leases and limits know. */
export const inMs = (db: Knex, ms: number): Knex.Raw => db.raw("now() + ? * interval '1 millisecond'", [ms])
