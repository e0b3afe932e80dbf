import type { QueueJobView, QueueView } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'

type Report = Awaited<ReturnType<ChatApi['admin']['getQueue']>>
type Job = Awaited<ReturnType<ChatApi['admin']['listQueueJobs']>>['items'][number]

const noDepth = { held: 0, waiting: 0, delayed: 0, running: 0, stuck: 0, failed: 0 }

export const toQueueView = (report: Report): QueueView => ({
  at: report.at,
  broker_available: report.broker_available,
  queues: report.queues.map(({ name, depth, oldest_waiting_s, broker }) => ({
    name,
    depth: depth ?? noDepth,
    oldest_waiting_s: oldest_waiting_s ?? null,
    broker: broker ? { ...broker, oldest_waiting_s: broker.oldest_waiting_s ?? null } : null,
  })),
  waits: report.waits.map(({ window_s, answers, p50_s, p90_s, p99_s }) => ({
    window_s,
    answers,
    p50_s: p50_s ?? null,
    p90_s: p90_s ?? null,
    p99_s: p99_s ?? null,
  })),
  ended: report.ended,
  failures: report.failures,
  workers: report.workers.map((worker) => ({ ...worker, connected: worker.connected ?? null })),
})

export const toQueueJob = (job: Job): QueueJobView => ({
  id: job.id,
  queue: job.queue,
  state: job.state,
  user: { id: job.user_id, name: job.user_name ?? null, email: job.user_email ?? null },
  model: job.model ?? null,
  created_at: job.created_at,
  since: job.since ?? null,
  due_at: job.due_at ?? null,
  attempts: job.attempts,
  dispatch_no: job.dispatch_no,
  worker_id: job.worker_id ?? null,
  lease_until: job.lease_until ?? null,
  error_code: job.error_code ?? null,
})
