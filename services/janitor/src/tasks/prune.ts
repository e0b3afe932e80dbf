import { nothing, type Task } from './task.ts'

const limit = 5_000

/** Removes rows that nobody asks for any more (sent outbox rows, old tombstones, ended logins), in bounded steps. */
export const prune: Task = async ({ maintenance, stop }) => {
  for (let removed = 0; ;) {
    const { outbox_rows: outboxRows, tombstones, logins } = await maintenance.prune({ limit })
    removed += outboxRows + tombstones + logins
    if (Math.max(outboxRows, tombstones, logins) < limit || stop.aborted) return { ...nothing, removed }
  }
}
