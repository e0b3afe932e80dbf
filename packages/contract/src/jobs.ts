import { z } from 'zod'
import { Uuid } from './ids.ts'

/** The queues there are: `chat` is interactive (answers), `default` is side work (titles). */
export const queueNames = ['chat', 'default'] as const
export const QueueName = z.enum(queueNames)
export type QueueName = z.infer<typeof QueueName>

/** Of the span that handed the job over, when its message is traced. */
const traceparent = z.string().max(200).optional()

/** Jobs hold ids only, never a prompt: BullMQ keeps job data in clear text. Unknown fields are ignored. */
export const GenerateJob = z.object({
  message_id: Uuid,
  session_id: Uuid,
  dispatch_no: z.number().int().positive(),
  /** Of the POST that asked for it; carried for the logs. */
  request_id: z.string().max(128).optional(),
  traceparent,
})
export type GenerateJob = z.infer<typeof GenerateJob>

export const TitleJob = z.object({
  session_id: Uuid,
  message_id: Uuid,
  request_id: z.string().max(128).optional(),
  traceparent,
})
export type TitleJob = z.infer<typeof TitleJob>

export const jobNames = { generate: 'generate', title: 'title' } as const

/**
 * Job ids name the dispatch, not the message: BullMQ silently ignores an add whose id still exists, so a message that
 * is dispatched again needs a new one. `:` and all-digit ids are refused by BullMQ.
 */
export const generateJobId = (messageId: string, dispatchNo: number): string => `gen-${messageId}-${dispatchNo}`
export const titleJobId = (messageId: string): string => `title-${messageId}`
