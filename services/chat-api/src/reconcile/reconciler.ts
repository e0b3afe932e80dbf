import { delay } from '@continuo/runtime'
import { type PurgeDeps, purgeDeleted } from '../accounts/purge.ts'
import { isDatabaseAway } from '../db/errors.ts'
import type { Repaired } from '../events.ts'
import { createRecoveries } from './recoveries.ts'
import { type RepairDeps, repairAbandoned, repairLostJobs, repairUnannounced, repairUndispatched } from './repairs.ts'

/** Any number, the same in every release: one replica repairs at a time. */
const reconcileLock = 7_236_412

export interface ReconcilerOptions {
  /** Milliseconds between rounds. */
  readonly everyMs: number
  /** A waiting message is looked up in the queue when it was not for so long; milliseconds. */
  readonly queueCheckAfterMs: number
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

export interface Reconciler extends AsyncDisposable {
  /** One round, at most `limit` messages of each kind. Everything 0 when another replica is at it. */
  round(limit: number): Promise<Repaired>
}

export const roundLimit = 200

/**
 * Finds and repairs what nobody cares for any more: the loop behind the promise that every accepted message ends.
 * Every step decides under the row's lock, so the lock between replicas only saves work.
 *
 * Leases count only after they could have been renewed: after its own start, and after a time in which Postgres was away,
 * the loop waits two lease periods before it takes a message from a worker. Otherwise a database outage would make every
 * running answer start again.
 */
export function startReconciler(deps: RepairDeps & PurgeDeps, options: ReconcilerOptions): Reconciler {
  const { db, limits, logger, events } = deps
  const { everyMs, queueCheckAfterMs, now = () => performance.now() } = options
  const stop = new AbortController()
  const trustPauseMs = 2 * limits.leaseMs
  let trustFrom = now() + trustPauseMs
  const recoveries = createRecoveries()
  const countRecoveries = async () => {
    for (let left = await recoveries.count(db); left > 0; left--) events.recovered()
    return {}
  }

  const steps = (limit: number): (() => Promise<Partial<Repaired>>)[] => [
    countRecoveries,
    ...(now() >= trustFrom ? [() => repairAbandoned({ ...deps, onTakenBack: recoveries.takenBack }, limit)] : []),
    () => repairUndispatched(deps),
    () => repairLostJobs(deps, limit, queueCheckAfterMs),
    () => repairUnannounced(deps, limit),
    () => purgeDeleted(deps),
  ]

  const round = async (limit: number): Promise<Repaired> => {
    const sum: Repaired = { redispatched: 0, ended: 0, announced: 0 }
    try {
      await db.transaction(async (trx) => {
        // the lock's transaction idles while the steps work on connections of their own
        await trx.raw('set local idle_in_transaction_session_timeout = 0')
        const { rows } = await trx.raw<{ rows: { mine: boolean }[] }>('select pg_try_advisory_xact_lock(?) as mine', [
          reconcileLock,
        ])
        if (!rows[0]?.mine) return
        for (const step of steps(limit)) {
          try {
            const done = await step()
            for (const key of ['redispatched', 'ended', 'announced'] as const) sum[key] += done[key] ?? 0
          } catch (error) {
            if (isDatabaseAway(error)) throw error
            // Redis is away, or one message is odd: the other steps must not suffer
            logger.warn({ err: error }, 'reconcile step failed')
          }
        }
      })
    } catch (error) {
      if (isDatabaseAway(error)) trustFrom = now() + trustPauseMs
      throw error
    }
    events.reconciled(sum)
    return sum
  }

  const loop = async () => {
    for (;;) {
      await delay(everyMs, stop.signal)
      if (stop.signal.aborted) return
      await round(roundLimit).catch((error: unknown) => logger.warn({ err: error }, 'reconcile round failed'))
    }
  }
  const running = loop()
  return {
    round,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}
