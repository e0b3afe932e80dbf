import type { Knex } from 'knex'
import type { SweepRow } from '../db/tables.ts'

export type SweepReport = Pick<SweepRow, 'task' | 'ok' | 'duration_ms' | 'scanned' | 'removed' | 'repaired'>

/** Keeps the outcome of a janitor's run, whichever replica was told of it: all of them export it. */
export async function reportSweep(db: Knex, report: SweepReport): Promise<void> {
  const now = db.fn.now(3)
  const row = { ...report, last_run_at: now, ...(report.ok ? { last_success_at: now } : {}) }
  await db('sweeps').insert(row).onConflict('task').merge(row)
}
