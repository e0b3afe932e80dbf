import {
  QueueJobOutcome,
  QueueJobPage,
  QueueJobQuery,
  QueueJobsQuery,
  QueueQuery,
  QueueView,
  Uuid,
} from '@continuo/contract'
import { z } from 'zod'
import type { ChatApi } from '../chat-api.ts'
import { type Operation, operation } from '../http/operation.ts'
import { toQueueJob, toQueueView } from './queue-views.ts'

const common = { tag: 'Administration', access: 'admin' } as const
const ofJob = { params: z.object({ id: Uuid }), query: QueueJobQuery }
const done = (description: string) => ({ 200: { description, schema: QueueJobOutcome } })

/** The queue as administrators see it, and what they can do with a job. Who may is decided by chat-api. */
export const queueOperations = ({ api: { admin } }: { readonly api: Pick<ChatApi, 'admin'> }): Operation[] => [
  operation({
    ...common,
    id: 'getQueue',
    method: 'get',
    path: '/admin/queue',
    summary: 'How the queues stand',
    description: `Depth, waits, what ended and how, workers and what they hold. Answers are counted in Postgres; what only
Redis knows is null while it is away (\`broker_available\`). At most 15 s old.`,
    query: QueueQuery,
    replies: { 200: { description: 'The report.', schema: QueueView } },
    handle: async (call) => ({ status: 200, body: toQueueView(await admin.getQueue(call.query, call.asCaller)) }),
  }),
  operation({
    ...common,
    id: 'listQueueJobs',
    method: 'get',
    path: '/admin/queue/jobs',
    summary: 'Jobs in one state',
    description: `Those that wait longest first; failed ones, of the last 24 hours, newest first. Jobs are named by their answer.
Those of the queue \`default\` (titles) are known to Redis alone: 503 while it is away.`,
    query: QueueJobsQuery,
    replies: { 200: { description: 'One page, without any text.', schema: QueueJobPage } },
    handle: async (call) => {
      const { items, next } = await admin.listQueueJobs(call.query, call.asCaller)
      return { status: 200, body: { items: items.map(toQueueJob), next: next ?? null } satisfies QueueJobPage }
    },
  }),
  operation({
    ...common,
    ...ofJob,
    id: 'retryQueueJob',
    method: 'post',
    path: '/admin/queue/jobs/{id}/retry',
    summary: 'Dispatch a job anew, at once',
    description: `For an answer that waits out a time, or whose job or worker is lost. One that waits in the queue already
stays where it is (\`unchanged\`). 409: it has ended (then only its user can ask again), is being written, or waits for other
answers of its user. May be repeated.`,
    replies: done('Ordered, or nothing to do.'),
    refuses: ['not_found', 'conflict'],
    handle: async (call) => {
      const { id } = call.params
      const { outcome } = await admin.retryQueueJob({ id, queue: call.query.queue }, call.asCaller)
      return { status: 200, body: { id, outcome } satisfies QueueJobOutcome }
    },
  }),
  operation({
    ...common,
    ...ofJob,
    id: 'removeQueueJob',
    method: 'delete',
    path: '/admin/queue/jobs/{id}',
    summary: 'Take a job out of the queue',
    description: `Its answer ends with the error \`removed\`, and its user can ask again; a title is not made. 409: it has ended
otherwise, or is being written (then it can be stopped). May be repeated.`,
    replies: done('Removed, or nothing to do.'),
    refuses: ['not_found', 'conflict'],
    handle: async (call) => {
      const { id } = call.params
      const { outcome } = await admin.removeQueueJob({ id, queue: call.query.queue }, call.asCaller)
      return { status: 200, body: { id, outcome } satisfies QueueJobOutcome }
    },
  }),
]
