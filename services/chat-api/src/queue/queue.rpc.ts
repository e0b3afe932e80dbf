import { AppError, QueueName, QueueState, Uuid, limits } from '@continuo/contract'
import type { ChatApiHandlers, QueueJobProto, QueueReportProto } from '@continuo/rpc'
import { z } from 'zod'
import { auditOf } from '../audit/audit.ts'
import { dropNulls } from '../messages/message-view.ts'
import type { JobQueues } from '../outbox/queues.ts'
import type { QueueSurvey } from '../outbox/survey.ts'
import { pageLimit, parse } from '../rpc/parse.ts'
import type { FailureCount } from './history.ts'
import { type ListedQueueJob, listAnswerJobs, listTitleJobs } from './list-jobs.ts'
import { removeAnswerJob } from './remove-job.ts'
import { type QueueReport, createQueueReporter } from './report.ts'
import { type QueueDeps, retryAnswerJob } from './retry-job.ts'
import { removeTitleJob, retryTitleJob } from './title-jobs.ts'

const Report = z.object({
  /** proto3 has no absent number: 0 is the default. */
  failures_window_s: z
    .number()
    .int()
    .transform((seconds) => seconds || 3_600)
    .pipe(z.number().min(60).max(86_400)),
})
const List = z.object({
  queue: QueueName,
  state: QueueState,
  limit: pageLimit(limits.pageItemsDefault, limits.pageItems),
  before: z.string().max(50).optional(),
})
const Ref = z.object({ queue: QueueName, id: Uuid })

export type QueueHandlers = Pick<
  ChatApiHandlers['admin'],
  'getQueue' | 'listQueueJobs' | 'retryQueueJob' | 'removeQueueJob'
>

export function queueHandlers(deps: QueueDeps & { readonly queues: JobQueues }): QueueHandlers {
  const reporter = createQueueReporter(deps)
  return {
    async getQueue(request) {
      const { failures_window_s } = parse(Report, request)
      const [report, failures] = await Promise.all([reporter.report(), reporter.failures(failures_window_s)])
      return reportView(report, failures)
    },
    async listQueueJobs(request) {
      const { queue, state, limit, before } = parse(List, request)
      if (queue === 'chat') {
        const place = before === undefined ? undefined : parse(z.object({ before: Uuid }), { before }).before
        const rows = await listAnswerJobs(deps.db, state, { limit, before: place })
        const items = rows.slice(0, limit)
        return { items: items.map(jobView(queue)), ...(rows.length > limit ? { next: items.at(-1)!.id } : {}) }
      }
      const offset = offsetOf(before)
      const { items, more } = await listTitleJobs(deps, state, { limit, offset })
      return { items: items.map(jobView(queue)), ...(more ? { next: String(offset + limit) } : {}) }
    },
    async retryQueueJob(request, call) {
      const { queue, id } = parse(Ref, request)
      const retry = queue === 'chat' ? retryAnswerJob : retryTitleJob
      return { outcome: await retry(deps, auditOf(call), id) }
    },
    async removeQueueJob(request, call) {
      const { queue, id } = parse(Ref, request)
      const remove = queue === 'chat' ? removeAnswerJob : removeTitleJob
      return { outcome: await remove(deps, auditOf(call), id) }
    },
  }
}

/** Jobs of Redis are told by their place, which moves while jobs come and go. */
function offsetOf(before: string | undefined): number {
  if (before === undefined) return 0
  if (!/^\d{1,7}$/.test(before)) throw new AppError('bad_request', 'before: not a place in this list')
  return Number(before)
}

function reportView(report: QueueReport, failures: readonly FailureCount[]): QueueReportProto {
  const { at, chat, titles, survey, waits, ended, workers } = report
  const failed = failures.reduce((sum, { answers }) => sum + answers, 0)
  const none = { held: 0, delayed: 0, running: 0, stuck: 0, failed: 0 }
  return {
    at: at.toISOString(),
    broker_available: survey !== null,
    queues: [
      {
        name: 'chat',
        depth: { ...chat.depth, failed },
        ...dropNulls({ oldest_waiting_s: chat.oldestWaitingS }),
        ...brokerView(survey?.chat, at),
      },
      {
        name: 'default',
        depth: { ...none, waiting: titles.due },
        ...dropNulls({ oldest_waiting_s: titles.oldestWaitingS }),
        ...brokerView(survey?.default, at),
      },
    ],
    waits: waits.map((stats) => dropNulls(stats)),
    ended: ended.map((minute) => ({ ...minute, at: minute.at.toISOString() })),
    failures: [...failures],
    workers: workers.map(({ connected, holds, ...worker }) => ({
      ...worker,
      ...dropNulls({ connected }),
      holds: holds.map(({ id, since, lease_until }) => ({
        id,
        since: since.toISOString(),
        lease_until: lease_until.toISOString(),
      })),
    })),
  }
}

function brokerView(survey: QueueSurvey | undefined, at: Date) {
  if (!survey) return {}
  const { oldestWaitingAt, workers, ...counts } = survey
  const age = oldestWaitingAt === undefined ? null : Math.max(0, (at.getTime() - oldestWaitingAt) / 1_000)
  return { broker: { ...counts, workers: workers?.length ?? 0, ...dropNulls({ oldest_waiting_s: age }) } }
}

const jobView =
  (queue: QueueName) =>
  (row: ListedQueueJob): QueueJobProto => ({
    ...dropNulls({
      user_name: row.user_name,
      user_email: row.user_email,
      model: row.model,
      since: row.since?.toISOString() ?? null,
      due_at: row.due_at?.toISOString() ?? null,
      worker_id: row.lease_owner,
      lease_until: row.lease_until?.toISOString() ?? null,
      error_code: row.error_code,
    }),
    id: row.id,
    queue,
    state: row.state,
    user_id: row.user_id,
    created_at: row.created_at.toISOString(),
    attempts: row.attempts,
    dispatch_no: row.dispatch_no,
  })
