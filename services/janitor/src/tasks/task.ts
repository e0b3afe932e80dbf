import type { ChatApiClient } from '@continuo/rpc'
import type { StreamAdmin } from '@continuo/stream-log/admin'
import type { Logger } from '@continuo/telemetry'

export interface TaskDeps {
  readonly maintenance: ChatApiClient['maintenance']
  readonly admin: StreamAdmin
  readonly logger: Logger
  readonly sweep: { readonly graceMs: number; readonly scanCount: number }
  /** Aborts when the run's time is up or the pod is stopped. A task then ends where it is. */
  readonly stop: AbortSignal
  readonly nowMs: () => number
}

/** What a task has done, in numbers; every task may run any time, and twice at once. */
export interface TaskReport {
  readonly scanned: number
  readonly removed: number
  readonly repaired: number
}
export const nothing: TaskReport = { scanned: 0, removed: 0, repaired: 0 }

export type Task = (deps: TaskDeps) => Promise<TaskReport>
