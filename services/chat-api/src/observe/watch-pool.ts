import type { Metrics } from '@continuo/telemetry'
import type { Knex } from 'knex'

interface TarnPool {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** This process's own connections to Postgres. */
export function watchPool(metrics: Metrics, db: Knex): void {
  metrics.gauge('continuo_database_connections', 'Connections of the pool by state.', ['state'], function () {
    const pool = (db.client as { pool?: TarnPool }).pool
    if (!pool) return
    this.set({ state: 'used' }, pool.numUsed())
    this.set({ state: 'free' }, pool.numFree())
    this.set({ state: 'waiting' }, pool.numPendingAcquires())
  })
}
