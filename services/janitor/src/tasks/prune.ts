import { nothing, type Task } from './task.ts'

const limit = 5_000

/** Removes rows that nobody asks for any more (sent outbox rows, old tombstones, ended logins, old audit events), in bounded steps. */
export const prune: Task = async ({ maintenance, stop }) => {
  for (let removed = 0; ;) {
    const pruned = await maintenance.prune({ limit })
    const counts = [pruned.outbox_rows, pruned.tombstones, pruned.logins, pruned.audit_events]
    removed += counts.reduce((sum, count) => sum + count, 0)
    if (Math.max(...counts) < limit || stop.aborted) return { ...nothing, removed }
  }
}
