import { AppError } from '@continuo/contract'
import { type SpanOptions, inSpan } from '@continuo/telemetry/tracing'
import type { Knex } from 'knex'
import { isWorthRepeating } from './errors.ts'

/** Runs `work` in one transaction, again (3 times in all) after a deadlock. `work` must have no effect but on `trx`. */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return inSpan('transaction', asTransaction, async (span) => {
    for (let tryNo = 1; ; tryNo++) {
      try {
        return await db.transaction(work)
      } catch (error) {
        if (!isWorthRepeating(error) || tryNo === 3) throw error
        span.event('deadlock')
      }
    }
  })
}

/** A refusal ends a transaction, too, and says nothing against the database. */
const asTransaction: SpanOptions = {
  kind: 'client',
  facts: { 'db.system.name': 'postgresql' },
  isFailure: (error) => !(error instanceof AppError),
}

/** `now() + ms`, by the database's clock, the only one that leases and limits know. */
export const inMs = (db: Knex, ms: number): Knex.Raw => db.raw("now() + ? * interval '1 millisecond'", [ms])
