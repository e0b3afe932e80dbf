import { z } from 'zod'
import { Uuid } from './ids.ts'
import { MessageStatus } from './status.ts'

/** Bodies of the HTTP API (`/api/v1`, JSON in snake_case). The gateway validates with them; the web app is typed by them. */

export const limits = {
  /** UTF-16 code units of one prompt. */
  contentChars: 200_000,
  systemChars: 20_000,
  titleChars: 200,
  modelChars: 100,
  /** Bytes of a JSON body; a prompt at its limit fits even when every character takes 4 bytes. */
  bodyBytes: 1_048_576,
  pageItems: 200,
  pageItemsDefault: 50,
  pollWaitS: 25,
} as const

const Timestamp = z.iso.datetime()
const Model = z.string().min(1).max(limits.modelChars)
/** Text that Postgres can hold: no NUL, no lone surrogate. */
const Text = (maxChars: number) =>
  z
    .string()
    .max(maxChars)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be well-formed text without NUL')

export const PostMessageBody = z
  .object({
    content: Text(limits.contentChars).refine((text) => text.trim() !== '', 'must not be empty'),
    session_id: Uuid.optional(),
    /** The user message's id, made by the client (UUIDv7); also the idempotency key. */
    id: Uuid.optional(),
    model: Model.optional(),
    system: Text(limits.systemChars).optional(),
    /** With `session_id` made by the client: make the session when it does not exist yet. */
    create_session: z.boolean().optional(),
    /**
     * The last message of the session that the sender has seen; a user message counts for its answer too. When the
     * session has moved on since, the send is refused (`session_moved_on`) and nothing is stored. No part of the identity
     * of a send: a repeat of an accepted id gets its reply, whatever its base.
     */
    base: Uuid.optional(),
  })
  .meta({ id: 'PostMessage' })
export type PostMessageBody = z.infer<typeof PostMessageBody>

export const AcceptedMessage = z
  .object({
    session_id: Uuid,
    user_message_id: Uuid,
    /** The assistant message: the one that is being generated. */
    message_id: Uuid,
    task_id: z.string(),
    status: MessageStatus,
    stream_url: z.string(),
    status_url: z.string(),
  })
  .meta({ id: 'AcceptedMessage' })
export type AcceptedMessage = z.infer<typeof AcceptedMessage>

export const MessageUsage = z
  .object({ input_tokens: z.number().int(), output_tokens: z.number().int() })
  .meta({ id: 'Usage' })

export const MessageError = z
  .object({
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    retry_after_s: z.number().nullable(),
  })
  .meta({ id: 'MessageError' })

export const MessageView = z
  .object({
    id: Uuid,
    session_id: Uuid,
    role: z.enum(['user', 'assistant']),
    /** Place in the session; an answer that replaced a failed one has the place of the old one. */
    position: z.number().int(),
    status: MessageStatus,
    content: z.string(),
    thinking: z.string(),
    /** Only in `/sync`: the client said that it has this text, so `content` and `thinking` are empty here. */
    content_omitted: z.literal(true).optional(),
    /** Where the stored content stands, `<epoch>.<seq>`: what a stream resumes from. */
    cursor: z.string(),
    model: z.string().nullable(),
    usage: MessageUsage.nullable(),
    latency_ms: z.number().int().nullable(),
    first_token_ms: z.number().int().nullable(),
    attempts: z.number().int(),
    stop_reason: z.string().nullable(),
    error: MessageError.nullable(),
    /** The user message that this one answers. */
    reply_to: Uuid.nullable(),
    replaced_by: Uuid.nullable(),
    sha256: z.string().nullable(),
    created_at: Timestamp,
    completed_at: Timestamp.nullable(),
  })
  .meta({ id: 'Message' })
export type MessageView = z.infer<typeof MessageView>

export const FinishedMessage = AcceptedMessage.extend({
  content: z.string(),
  usage: MessageUsage.nullable(),
  latency_ms: z.number().int().nullable(),
  stop_reason: z.string().nullable(),
  model: z.string().nullable(),
  error: MessageError.nullable(),
}).meta({ id: 'FinishedMessage' })
export type FinishedMessage = z.infer<typeof FinishedMessage>

export const MessageStatusView = z
  .object({
    session_id: Uuid,
    message_id: Uuid,
    status: MessageStatus,
    content: z.string(),
    cursor: z.string(),
    model: z.string().nullable(),
    usage: MessageUsage.nullable(),
    latency_ms: z.number().int().nullable(),
    error: MessageError.nullable(),
    stop_reason: z.string().nullable(),
  })
  .meta({ id: 'MessageStatus' })
export type MessageStatusView = z.infer<typeof MessageStatusView>

/** One event of the polling rung: the SSE event name and its data. */
export const PolledEvent = z.object({ event: z.string(), data: z.looseObject({}) }).meta({ id: 'PolledEvent' })

/** The polling rung: instead of the whole content the events after the cursor that was given. */
export const PolledStatus = MessageStatusView.omit({ content: true })
  .extend({ events: z.array(PolledEvent) })
  .meta({ id: 'PolledStatus' })
export type PolledStatus = z.infer<typeof PolledStatus>

export const ActiveStream = z
  .object({
    session_id: Uuid,
    message_id: Uuid,
    status: MessageStatus,
    started_at: Timestamp,
    cursor: z.string(),
  })
  .meta({ id: 'ActiveStream' })
export const ActiveStreams = z.object({ streams: z.array(ActiveStream) }).meta({ id: 'ActiveStreams' })
export type ActiveStreams = z.infer<typeof ActiveStreams>

/** What the clicker has seen; the stored text is cut there. */
export const CancelBody = z.object({ cursor: z.string().max(64).optional() }).meta({ id: 'Cancel' })

export const SessionView = z
  .object({
    id: Uuid,
    title: z.string().nullable(),
    model: z.string().nullable(),
    system: z.string().nullable(),
    created_at: Timestamp,
    last_message_at: Timestamp,
    message_count: z.number().int(),
    pinned: z.boolean(),
    /** An answer ended after the user last read the session; one that was stopped does not count. */
    unread: z.boolean(),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof SessionView>

export const CreateSessionBody = z
  .object({
    /** Made by the client (UUIDv7): a repeat returns the same session. */
    id: Uuid.optional(),
    title: Text(limits.titleChars).optional(),
    model: Model.optional(),
    system: Text(limits.systemChars).optional(),
  })
  .meta({ id: 'CreateSession' })

export const UpdateSessionBody = z
  .object({
    title: Text(limits.titleChars)
      .refine((text) => text.trim() !== '', 'must not be empty')
      .optional(),
    model: Model.nullable().optional(),
    system: Text(limits.systemChars).nullable().optional(),
    pinned: z.boolean().optional(),
    /** Everything that has ended in it until now has been read. */
    read: z.literal(true).optional(),
  })
  .meta({ id: 'UpdateSession' })

/** Keyset pages, newest first: pass `next` back as `before`. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(limits.pageItems).default(limits.pageItemsDefault),
  before: z.string().max(200).optional(),
})

export const SessionPage = z
  .object({ items: z.array(SessionView), next: z.string().nullable() })
  .meta({ id: 'SessionPage' })
export type SessionPage = z.infer<typeof SessionPage>

export const MessagePage = z
  .object({ items: z.array(MessageView), next: z.string().nullable() })
  .meta({ id: 'MessagePage' })
export type MessagePage = z.infer<typeof MessagePage>

export const SyncView = z
  .object({
    sessions: z.array(SessionView),
    messages: z.array(MessageView),
    deleted: z.object({ sessions: z.array(Uuid), messages: z.array(Uuid) }),
    /** Give it back as `since`. */
    token: z.string(),
    /** More is waiting: ask again at once with this token. */
    more: z.boolean(),
    /** The token was too old or of another database: forget the cache, this is the whole. */
    full: z.boolean(),
  })
  .meta({ id: 'Sync' })
export type SyncView = z.infer<typeof SyncView>

export const ModelList = z
  .object({ items: z.array(z.object({ id: z.string(), name: z.string() })), default: z.string() })
  .meta({ id: 'ModelList' })
export type ModelList = z.infer<typeof ModelList>

/** RFC 9457 problem document, `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    /** With `budget_exceeded`: when there are new tokens. */
    resets_at: Timestamp.optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
