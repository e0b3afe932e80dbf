import type { QueueName } from '@continuo/contract'
import type { Metrics } from '@continuo/telemetry'
import type { QueueSurvey } from '../outbox/survey.ts'
import type { Sample } from './sampled.ts'

interface QueueState {
  readonly queue: QueueName
  readonly jobs: Readonly<Record<'wait' | 'prioritized' | 'delayed' | 'active' | 'failed', number>>
  readonly oldestSeconds: number
  readonly workers: number | undefined
}

/** Jobs by the names that the queue gives their states, and ages as of now. */
export const byQueue = (surveys: Record<QueueName, QueueSurvey>): QueueState[] =>
  Object.entries(surveys).map(
    ([queue, { waiting, prioritized, delayed, active, failed, oldestWaitingAt, workers }]) => ({
      queue: queue as QueueName,
      jobs: { wait: waiting - prioritized, prioritized, delayed, active, failed },
      oldestSeconds: oldestWaitingAt === undefined ? 0 : Math.max(0, (Date.now() - oldestWaitingAt) / 1_000),
      workers: workers?.length,
    }),
  )

export function watchQueues(metrics: Metrics, read: Sample<readonly QueueState[]>): void {
  metrics.gauge('continuo_queue_jobs', 'Jobs by queue and state.', ['queue', 'state'], async function () {
    const now = await read()
    this.reset()
    for (const { queue, jobs } of now ?? [])
      for (const [state, count] of Object.entries(jobs)) this.set({ queue, state }, count)
  })
  metrics.gauge(
    'continuo_queue_oldest_seconds',
    'Age of the job that waits longest for a worker; 0 = none waits.',
    ['queue'],
    async function () {
      const now = await read()
      this.reset()
      for (const { queue, oldestSeconds } of now ?? []) this.set({ queue }, oldestSeconds)
    },
  )
  metrics.gauge('continuo_queue_workers', 'Workers that are connected to a queue.', ['queue'], async function () {
    const now = await read()
    this.reset()
    for (const { queue, workers } of now ?? []) if (workers !== undefined) this.set({ queue }, workers)
  })
}
