import { z } from 'zod'
import type { Position } from './cursor.ts'
import { FailureCode, MessageStatus } from './status.ts'

/**
 * What happens in a generation. The generator (and chat-api, for the end) writes these into the log; the gateway adds
 * the ids and sends them as SSE frames; the browser folds them with `applyEvent`. One schema for all of that way.
 *
 * Rules, tested as invariants (see packages/stream-log/PROTOCOL.md):
 * - seq 1 of every epoch is an opening event, `reset` or `snapshot`; everything else follows without a gap.
 * - A replay may merge neighbours: such a `delta` or `thinking` covers `first_seq`…`seq`, a `snapshot` covers 1…`seq`.
 * - After a terminal event (`completed`, `error`, `cancelled`) nothing follows in that message.
 */
const Usage = z.object({
  input_tokens: z.number().int().nonnegative(),
  output_tokens: z.number().int().nonnegative(),
})
export type Usage = z.infer<typeof Usage>

const nonNegativeMs = z.number().int().nonnegative()

export const eventBodies = {
  status: z.object({
    status: MessageStatus,
    /** The writer was lost or is waiting out a rate limit; the answer goes on by itself. */
    recovering: z.boolean().optional(),
    /** Why it waits, e.g. `rate_limited`; a `FailureCode` of the attempt that is being repeated. */
    reason: z.string().optional(),
    /** How long the wait will be at least, in seconds. */
    wait_s: z.number().nonnegative().optional(),
    /** The end of that wait by the writer's clock, Unix ms: for who hears of it later, since the log keeps the event. */
    wait_until: z.number().int().nonnegative().optional(),
    queue_position: z.number().int().nonnegative().optional(),
    /** While it waits in the queue: seconds until it begins, by what answers took lately; absent: nobody knows. */
    wait_estimate_s: z.number().nonnegative().optional(),
  }),
  delta: z.object({ text: z.string(), first_seq: z.number().int().positive().optional() }),
  thinking: z.object({ text: z.string(), first_seq: z.number().int().positive().optional() }),
  snapshot: z.object({
    text: z.string(),
    thinking: z.string().optional(),
    status: MessageStatus,
    recovering: z.boolean().optional(),
  }),
  reset: z.object({ reason: z.string() }),
  completed: z.object({
    length: z.number().int().nonnegative(),
    sha256: z.string(),
    usage: Usage,
    latency_ms: nonNegativeMs,
    first_token_ms: nonNegativeMs.nullable(),
    stop_reason: z.string(),
    model: z.string(),
  }),
  error: z.object({
    code: FailureCode.or(z.string()),
    message: z.string(),
    retryable: z.boolean(),
    retry_after_s: z.number().nonnegative().optional(),
  }),
  cancelled: z.object({ length: z.number().int().nonnegative(), sha256: z.string() }),
} as const

export type EventType = keyof typeof eventBodies
export type EventBody<T extends EventType> = z.infer<(typeof eventBodies)[T]>

/** An event without its address: what a writer appends. */
export type StreamEvent = { [T in EventType]: { type: T } & EventBody<T> }[EventType]
export type StreamEventOf<T extends EventType> = Extract<StreamEvent, { type: T }>

/** An event with its address: what a reader gets. */
export type AddressedEvent = StreamEvent & { session_id: string; message_id: string } & Position

export const eventTypes = Object.keys(eventBodies) as EventType[]
export const isEventType = (name: string): name is EventType => Object.hasOwn(eventBodies, name)

const terminalStatus = { completed: 'completed', error: 'error', cancelled: 'cancelled' } as const

/** The message status that a terminal event stands for; undefined for every other event. */
export const statusOfEnd = (type: EventType): 'completed' | 'error' | 'cancelled' | undefined =>
  type in terminalStatus ? terminalStatus[type as keyof typeof terminalStatus] : undefined

export const isOpening = (event: StreamEvent): boolean => event.type === 'reset' || event.type === 'snapshot'

/** The body as it stands in a log entry and in `data:`, without the type (that is the SSE event name). */
export function bodyOf({ type: _type, ...body }: StreamEvent): Omit<StreamEvent, 'type'> {
  return body
}

/**
 * Lifecycle events of `GET /chat/stream`, beside the events of the messages: news about a user's sessions, sent without
 * an id. They are hints, never the truth: what was missed comes by `/sync`, which a client asks after each reconnect.
 */
export const lifecycleBodies = {
  /** A message was accepted; its events follow on this connection. */
  message_accepted: z.object({
    session_id: z.string(),
    message_id: z.string(),
    user_message_id: z.string().nullable(),
    replaces: z.string().nullable(),
    /** Between services only: of a message that is traced. */
    traceparent: z.string().optional(),
  }),
  /** A message reached its end. */
  message_ended: z.object({ session_id: z.string(), message_id: z.string(), status: MessageStatus }),
  /** A session was made or changed (title, model, read, …); ask `/sync` or `/sessions/:id`. */
  session_changed: z.object({
    session_id: z.string(),
    title: z.string().nullable(),
    pinned: z.boolean().optional(),
    unread: z.boolean().optional(),
  }),
  session_deleted: z.object({ session_id: z.string() }),
} as const
export type LifecycleType = keyof typeof lifecycleBodies
export type LifecycleEvent = {
  [T in LifecycleType]: { type: T } & z.infer<(typeof lifecycleBodies)[T]>
}[LifecycleType]
export const isLifecycleType = (name: string): name is LifecycleType => Object.hasOwn(lifecycleBodies, name)

/** The gateway is going away: reconnect after this many milliseconds with the cursors you have. */
export const DrainBody = z.object({ reconnect_in_ms: z.number().int().nonnegative() })
