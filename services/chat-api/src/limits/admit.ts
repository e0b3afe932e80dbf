import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { dispatchNext } from '../generations/dispatch.ts'
import { findAdmissible } from './slots.ts'

/** Messages in one round. */
const roundLimit = 100

/**
 * Dispatches messages that wait although they could go: behind no answer of their session, and with a free slot of their
 * user. No user's waiting holds up another's.
 * @returns How many were dispatched.
 */
export async function admitWaiting({ db, limits }: Pick<Deps, 'db' | 'limits'>): Promise<number> {
  let admitted = 0
  for (const sessionId of await findAdmissible(db, limits.userConcurrency, roundLimit)) {
    const dispatched = await inTransaction(db, async (trx) => {
      await trx('sessions').where({ id: sessionId }).forNoKeyUpdate().first('id')
      // decided anew under the locks
      return dispatchNext(trx, sessionId, limits)
    })
    if (dispatched) admitted++
  }
  return admitted
}
