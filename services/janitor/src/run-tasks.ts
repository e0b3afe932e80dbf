import { inSpan } from '@continuo/telemetry/tracing'
import { prune } from './tasks/prune.ts'
import { repair } from './tasks/repair.ts'
import { sweep } from './tasks/sweep.ts'
import { nothing, type Task, type TaskDeps } from './tasks/task.ts'

export const tasks = { sweep, repair, prune } satisfies Record<string, Task>
export type TaskName = keyof typeof tasks

/**
 * Does the tasks one after the other; a failed one does not keep the others from running. Each outcome is reported to
 * chat-api, which exports it as a metric: a process that lives for seconds cannot be scraped.
 * @returns true when all of them worked and were reported.
 */
export async function runTasks(deps: TaskDeps, names: readonly TaskName[]): Promise<boolean> {
  let allOk = true
  for (const name of names) {
    if (deps.stop.aborted) return false
    const beganMs = deps.nowMs()
    const outcome = await inSpan(`janitor ${name}`, { parent: 'new' }, () => tasks[name](deps)).then(
      (report) => ({ ok: true, report, error: undefined }),
      (error: unknown) => ({ ok: false, report: nothing, error }),
    )
    const summary = { task: name, duration_ms: deps.nowMs() - beganMs, ...outcome.report }
    if (outcome.ok) deps.logger.info(summary, 'task done')
    else deps.logger.error({ ...summary, err: outcome.error }, 'task failed')
    const reported = await deps.maintenance.reportSweep({ ...summary, ok: outcome.ok }).then(
      () => true,
      (error: unknown) => {
        deps.logger.error({ task: name, err: error }, 'task outcome not reported')
        return false
      },
    )
    allOk &&= outcome.ok && reported
  }
  return allOk
}
