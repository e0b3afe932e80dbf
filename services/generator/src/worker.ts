import { GenerateJob, type QueueName, TitleJob, jobNames } from '@continuo/contract'
import { delay } from '@continuo/runtime'
import type { Logger } from '@continuo/telemetry'
import { inSpan } from '@continuo/telemetry/tracing'
import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq'
import type { z } from 'zod'
import type { JobOutcome } from './generate/generate.ts'

export interface WorkerDeps {
  readonly generate: (job: GenerateJob) => Promise<JobOutcome>
  readonly makeTitle: (job: TitleJob) => Promise<void>
  /** A lock of the queue was lost. That proves nothing about the message: the lease in Postgres decides. */
  readonly onLockLost: () => void
  readonly logger: Logger
}

export interface WorkerConfig {
  readonly redisUrl: string
  readonly queues: readonly QueueName[]
  readonly concurrency: number
  /** Of its leases, too: shown to administrators as who is connected. */
  readonly id: string
}

export interface Workers extends AsyncDisposable {
  notReady(): Promise<string[]>
  /** Takes no more jobs. Resolves when the running ones have ended and their end stands in Redis. */
  drain(): Promise<void>
}

/** Side work waits for the model server, too, but must not keep answers from it. */
const sideConcurrency = 4
/** Longest wait for a queue to close: it never does when its Redis has gone. Milliseconds. */
const closeMs = 3_000

/**
 * BullMQ only says that there is work. Attempts, delays and the fence are chat-api's; so a job runs once, a lost lock does
 * not stop an answer, and a job that comes twice is sorted out by `Claim`.
 */
export function startWorkers(deps: WorkerDeps, config: WorkerConfig): Workers {
  const workers = config.queues.map((name) => startWorker(deps, config, name))
  const drain = () => Promise.all(workers.map((worker) => worker.close())).then(() => {})
  return {
    async notReady() {
      const states = await Promise.all(workers.map(takesJobs))
      return workers.filter((_, index) => !states[index]).map(({ name }) => `queue ${name}: not connected`)
    },
    drain,
    async [Symbol.asyncDispose]() {
      await Promise.race([drain().catch(() => {}), delay(closeMs)])
      // What has not closed by now has no Redis to say goodbye to.
      await Promise.race([Promise.allSettled(workers.map((worker) => worker.disconnect())), delay(closeMs)])
    },
  }
}

function startWorker(deps: WorkerDeps, { redisUrl, concurrency, id }: WorkerConfig, name: QueueName): Worker {
  const logger = deps.logger.child({ queue: name })
  const worker = new Worker(name, (job, token) => run(deps, job, token), {
    connection: {
      url: redisUrl,
      maxRetriesPerRequest: null,
      connectTimeout: 3_000,
      keepAlive: 10_000,
      // BullMQ's own goes up to 20 s, and every second of it is a second without answers.
      retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times - 1, 5), 2_000),
    },
    // part of the name of its connection, which takes no blanks
    name: encodeURIComponent(id),
    concurrency: name === 'chat' ? concurrency : Math.min(sideConcurrency, concurrency),
    lockDuration: 10_000,
    stalledInterval: 5_000,
    // A crash is counted by Claim; the queue should hand the job out again until chat-api says no.
    maxStalledCount: 5,
    removeOnComplete: { age: 86_400, count: 1_000 },
    removeOnFail: { age: 86_400, count: 1_000 },
  })
  let problem: string | undefined
  worker.on('error', (error) => {
    // Reconnecting repeats the same error each second or so.
    if (error.message !== problem) logger.warn({ err: error }, 'queue error')
    problem = error.message
  })
  worker.on('active', () => (problem = undefined))
  worker.on('lockRenewalFailed', () => deps.onLockLost())
  worker.on('failed', (job, error) => logger.error({ err: error, job_id: job?.id }, 'job failed'))
  return worker
}

/** `isRunning()` alone stays true while Redis is away: both connections must stand. */
async function takesJobs(worker: Worker): Promise<boolean> {
  const backend = worker.getBackend()
  const clients = Promise.all([backend.client, backend.blockingClient])
  const states = await Promise.race([clients.catch(() => undefined), delay(500).then(() => undefined)])
  return worker.isRunning() && (states?.every((client) => client?.status === 'ready') ?? false)
}

async function run(deps: WorkerDeps, job: Job, token: string | undefined): Promise<void> {
  switch (job.name) {
    case jobNames.generate: {
      const outcome = await traced(job, parse(GenerateJob, job), deps.generate)
      if (outcome.kind === 'done') return
      await job.moveToDelayed(Date.now() + outcome.delayMs, token)
      throw new DelayedError()
    }
    case jobNames.title:
      return traced(job, parse(TitleJob, job), deps.makeTitle)
    default:
      throw new UnrecoverableError(`unknown job ${job.name}`)
  }
}

/** What a job does is a part of the hand-over that ordered it: attempts at one message stand side by side in its trace. */
const traced = <J extends GenerateJob | TitleJob, T>(job: Job, data: J, work: (data: J) => Promise<T>): Promise<T> =>
  inSpan(
    job.name,
    {
      kind: 'consumer',
      parent: data.traceparent,
      facts: {
        'messaging.system': 'bullmq',
        'messaging.destination.name': job.queueName,
        'messaging.message.id': job.id,
        'continuo.session_id': data.session_id,
        'continuo.message_id': data.message_id,
        'continuo.request_id': data.request_id,
      },
    },
    () => work(data),
  )

function parse<S extends z.ZodType>(schema: S, job: Job): z.infer<S> {
  const parsed = schema.safeParse(job.data)
  if (parsed.success) return parsed.data
  throw new UnrecoverableError(`bad job data: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
}
