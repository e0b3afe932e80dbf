import type { FoundStream } from '@continuo/stream-log/admin'
import { isRemovable } from './removable.ts'
import { nothing, type Task, type TaskDeps, type TaskReport } from './task.ts'

/** chat-api describes at most this many messages per call. */
const batchSize = 500

/** Removes stream, status and task keys of messages that ended, or were deleted, longer than the grace ago. */
export const sweep: Task = async (deps) => {
  let report = nothing
  let cursor = '0'
  do {
    const page = await deps.admin.scan(cursor, deps.sweep.scanCount)
    cursor = page.cursor
    for (let from = 0; from < page.found.length; from += batchSize)
      report = add(report, await sweepBatch(deps, page.found.slice(from, from + batchSize)))
  } while (cursor !== '0' && !deps.stop.aborted)
  return report
}

async function sweepBatch(deps: TaskDeps, found: readonly FoundStream[]): Promise<TaskReport> {
  const refs = found.map(({ ref }) => ({ session_id: ref.sessionId, message_id: ref.messageId }))
  const { facts } = await deps.maintenance.describe({ refs })
  const factsOf = new Map(facts.map((fact) => [fact.message_id, fact]))
  let removed = 0
  for (const { ref, head } of found) {
    const known = factsOf.get(ref.messageId)
    const silentMs = head && deps.nowMs() - head.heartbeatMs
    if (!known || !isRemovable({ facts: known, silentMs }, deps.sweep.graceMs)) continue
    if (await deps.admin.removeIf(ref, head?.at.epoch ?? 0)) removed++
  }
  return { ...nothing, scanned: found.length, removed }
}

const add = (a: TaskReport, b: TaskReport): TaskReport => ({
  scanned: a.scanned + b.scanned,
  removed: a.removed + b.removed,
  repaired: a.repaired + b.repaired,
})
