import { type QueueName, generateJobId, jobNames, titleJobId } from '@continuo/contract'
import { type Logger, type RedisMetrics, redisOutage } from '@continuo/telemetry'
import { type JobsOptions, Queue } from 'bullmq'
import { Redis } from 'ioredis'
import type { OutboxRow } from '../db/tables.ts'
import { withLimit } from '../with-limit.ts'
import { type JobState, type ListedJob, type QueueSurvey, listJobs, surveyQueue } from './survey.ts'

export type OrderedJob = Pick<OutboxRow, 'kind' | 'session_id' | 'message_id' | 'dispatch_no' | 'request_id'> &
  Partial<Pick<OutboxRow, 'traceparent'>>

/** The job queues, as far as chat-api needs them: the only place that knows BullMQ. */
export interface JobQueues extends AsyncDisposable {
  /**
   * Adds the jobs; one that is there already stays as it is.
   * @throws when Redis does not answer within 3 s; some of them may then be there, adding again is safe.
   */
  add(jobs: readonly OrderedJob[]): Promise<void>
  /**
   * Is this job still going to be run, or running? @throws when Redis does not answer within 3 s.
   */
  isPending(job: OrderedJob): Promise<boolean>
  /**
   * Takes jobs away, waiting or done. @returns the messages of those that are being run, which stay. @throws when Redis
   * does not answer within 3 s.
   */
  remove(jobs: readonly Pick<OrderedJob, 'kind' | 'message_id' | 'dispatch_no'>[]): Promise<ReadonlySet<string>>
  /** Where this job stands; `missing` also when it is done. @throws when Redis does not answer within 3 s. */
  stateOf(job: Pick<OrderedJob, 'kind' | 'message_id' | 'dispatch_no'>): Promise<JobState | 'missing'>
  /** Counts, ages and workers of every queue. @throws when Redis does not answer within 3 s. */
  survey(): Promise<Record<QueueName, QueueSurvey>>
  /** @throws when Redis does not answer within 3 s. */
  list(queue: QueueName, state: JobState, page: { offset: number; limit: number }): Promise<ListedJob[]>
}

/** ioredis may leave a call unsettled for ever when its connection goes, so each one has an end here. Milliseconds. */
const callLimitMs = 3_000

/** The budget of attempts is Postgres's: BullMQ runs a job once. Old jobs are kept for whoever debugs, not for ids. */
const jobOptions: JobsOptions = {
  attempts: 1,
  removeOnComplete: { count: 1_000, age: 86_400 },
  removeOnFail: { count: 1_000, age: 86_400 },
}

export function createJobQueues(
  redisUrl: string,
  logger: Logger,
  redisMetrics?: Pick<RedisMetrics, 'watch'>,
): JobQueues {
  const connection = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    retryStrategy: (tries) => Math.min(2_000, 50 * 2 ** Math.min(tries, 6)),
  })
  const outage = redisOutage(logger, { role: 'queue' })
  connection.on('error', outage.failed).on('ready', outage.back)
  redisMetrics?.watch('queue', connection)
  const open = (name: QueueName) => {
    const queue = new Queue(name, { connection, skipVersionCheck: true })
    queue.on('error', outage.failed) // the connection's own, once more
    return queue
  }
  const byName = { chat: open('chat'), default: open('default') }
  const queues: Record<OutboxRow['kind'], Queue> = { generate: byName.chat, title: byName.default }
  const stateOf: JobQueues['stateOf'] = async (job) => {
    // an id may still stand in a list whose job is gone: no worker could run it
    const found = await withLimit(queues[job.kind].getJob(jobId(job)), callLimitMs)
    const state = found && (await withLimit(found.getState(), callLimitMs))
    switch (state) {
      case 'active':
      case 'delayed':
      case 'failed':
        return state
      case 'waiting':
      case 'prioritized':
      case 'waiting-children':
        return 'waiting'
      default:
        return 'missing'
    }
  }
  return {
    async add(jobs) {
      const kinds = [...new Set(jobs.map(({ kind }) => kind))]
      const adds = kinds.map((kind) => queues[kind].addBulk(jobs.filter((job) => job.kind === kind).map(toJob)))
      await withLimit(Promise.all(adds), callLimitMs)
    },
    async isPending(job) {
      const state = await stateOf(job)
      return state !== 'missing' && state !== 'failed'
    },
    stateOf,
    async survey() {
      const surveys = Promise.all([surveyQueue(byName.chat), surveyQueue(byName.default)])
      const [chat, side] = await withLimit(surveys, callLimitMs)
      return { chat, default: side }
    },
    list: (queue, state, page) => withLimit(listJobs(byName[queue], state, page), callLimitMs),
    async remove(jobs) {
      const removals = jobs.map(async (job) =>
        (await queues[job.kind].remove(jobId(job))) === 0 ? job.message_id : '',
      )
      const running = new Set(await withLimit(Promise.all(removals), callLimitMs))
      running.delete('')
      return running
    },
    async [Symbol.asyncDispose]() {
      // BullMQ waits for a Redis that may never come back
      await Promise.allSettled(Object.values(queues).map((queue) => withLimit(queue.close(), 1_000)))
      connection.disconnect()
    },
  }
}

const jobId = (job: Pick<OrderedJob, 'kind' | 'message_id' | 'dispatch_no'>): string =>
  job.kind === 'generate' ? generateJobId(job.message_id, job.dispatch_no) : titleJobId(job.message_id)

/** Ids only: BullMQ keeps what it is given in clear text. */
function toJob(job: OrderedJob) {
  const ids = {
    session_id: job.session_id,
    message_id: job.message_id,
    ...(job.request_id === null ? {} : { request_id: job.request_id }),
    ...(job.traceparent ? { traceparent: job.traceparent } : {}),
  }
  const opts = { ...jobOptions, jobId: jobId(job) }
  return job.kind === 'generate'
    ? { name: jobNames.generate, data: { ...ids, dispatch_no: job.dispatch_no }, opts }
    : { name: jobNames.title, data: ids, opts }
}
