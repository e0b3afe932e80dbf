import { z } from 'zod'
import { Uuid } from './ids.ts'
import { QueueName } from './jobs.ts'
import { PageQuery } from './rest.ts'

/** The queue as administrators see it: counts, times and ids; nothing that anybody has written or got. */

const Timestamp = z.iso.datetime()
const Count = z.number().int()
const Seconds = z.number()

/**
 * Where a job stands. `held`: behind an answer of its session, or its user's limit; not in the queue yet. `waiting`: for a
 * worker. `delayed`: until a time, as the model asked or a budget needs. `running`: a worker holds it. `stuck`: its worker
 * is lost, or it could not be handed to Redis. `failed`: ended in an error not long ago.
 */
export const queueStates = ['held', 'waiting', 'delayed', 'running', 'stuck', 'failed'] as const
export const QueueState = z.enum(queueStates)
export type QueueState = z.infer<typeof QueueState>

/** Spans that waits are told of; seconds. */
export const waitWindowsS = [900, 3_600, 86_400] as const

export const QueueQuery = z.object({
  /** Of what failed; seconds. */
  failures_window_s: z.coerce.number().int().min(60).max(86_400).default(3_600),
})

const Depth = z.object({
  held: Count,
  waiting: Count,
  delayed: Count,
  running: Count,
  stuck: Count,
  /** Ended in an error within the failures window. */
  failed: Count,
})

/** What Redis says. */
const Broker = z.object({
  waiting: Count,
  delayed: Count,
  active: Count,
  failed: Count,
  workers: Count,
  oldest_waiting_s: Seconds.nullable(),
})

export const QueueView = z
  .object({
    at: Timestamp,
    /** False: Redis does not answer, and what only it knows is null. */
    broker_available: z.boolean(),
    queues: z.array(
      z.object({
        name: z.string(),
        /** By what Postgres knows; of `default` only what has not been handed to Redis yet. */
        depth: Depth,
        oldest_waiting_s: Seconds.nullable(),
        broker: Broker.nullable(),
      }),
    ),
    /** From acceptance to the first claim. */
    waits: z.array(
      z.object({
        window_s: Count,
        answers: Count,
        p50_s: Seconds.nullable(),
        p90_s: Seconds.nullable(),
        p99_s: Seconds.nullable(),
      }),
    ),
    /** Answers ended in each of the last 60 minutes, oldest first. */
    ended: z.array(z.object({ at: Timestamp, completed: Count, failed: Count, cancelled: Count })),
    failures: z.array(z.object({ code: z.string(), answers: Count })),
    workers: z.array(
      z.object({
        id: z.string(),
        /** To the queue; null: Redis was not asked. */
        connected: z.boolean().nullable(),
        held: Count,
        /** The first 50. */
        holds: z.array(z.object({ id: Uuid, since: Timestamp, lease_until: Timestamp })),
      }),
    ),
  })
  .meta({ id: 'QueueReport' })
export type QueueView = z.infer<typeof QueueView>

export const QueueJobsQuery = PageQuery.extend({
  queue: QueueName.default('chat'),
  state: QueueState.default('waiting'),
})

export const QueueJobView = z
  .object({
    /** Of the answer that the job is for. */
    id: Uuid,
    queue: z.string(),
    state: z.string(),
    user: z.object({ id: Uuid, name: z.string().nullable(), email: z.string().nullable() }),
    model: z.string().nullable(),
    created_at: Timestamp,
    /** In this state. */
    since: Timestamp.nullable(),
    due_at: Timestamp.nullable(),
    attempts: Count,
    dispatch_no: Count,
    worker_id: z.string().nullable(),
    lease_until: Timestamp.nullable(),
    error_code: z.string().nullable(),
  })
  .meta({ id: 'QueueJob' })
export type QueueJobView = z.infer<typeof QueueJobView>
export const QueueJobPage = z
  .object({ items: z.array(QueueJobView), next: z.string().nullable() })
  .meta({ id: 'QueueJobPage' })
export type QueueJobPage = z.infer<typeof QueueJobPage>

/** Which of a message's jobs: that of its answer, or that of its session's title. */
export const QueueJobQuery = z.object({ queue: QueueName.default('chat') })

export const QueueJobOutcome = z
  .object({
    id: Uuid,
    /** `ordered`, `removed`, or `unchanged`: there was nothing to do. */
    outcome: z.string(),
  })
  .meta({ id: 'QueueJobOutcome' })
export type QueueJobOutcome = z.infer<typeof QueueJobOutcome>
