import type {
  AddressedEvent,
  AnswerState,
  LifecycleEvent,
  MessageStatus,
  Position,
  StreamEventOf,
} from '@continuo/contract'

/** One generation's log: the message, and the session whose hash tag its keys carry. Both lower-case UUIDs. */
export interface StreamRef {
  readonly sessionId: string
  readonly messageId: string
}

/** Opens an epoch, always at seq 1. */
export type OpeningEvent = StreamEventOf<'reset' | 'snapshot'>
/** What a generator writes after the opening. The end is never among them: only chat-api announces it. */
export type WritableEvent = StreamEventOf<'delta' | 'thinking' | 'status' | 'snapshot'>
export type EndEvent = StreamEventOf<'completed' | 'error' | 'cancelled'>
export type EndStatus = Extract<MessageStatus, 'completed' | 'error' | 'cancelled'>

/** Where a log stands, from its status hash. */
export interface StreamHead {
  readonly at: Position
  readonly status: MessageStatus
  /** UTF-16 code units of the text so far. */
  readonly length: number
  /** Unix milliseconds of Redis' clock: the last opening, heartbeat or end. */
  readonly heartbeatMs: number
}

/**
 * Why a write was refused; `at` is where the log stands.
 * - `stale`: a newer epoch owns the log. Stop the model call; nothing of this writer will ever be seen again.
 * - `closed`: the message has ended (e.g. cancelled). Stop the model call.
 * - `lost`: Redis no longer holds what this writer wrote. Ask chat-api for `RenewEpoch`, open the new epoch with a
 *   `snapshot` of the text so far, and go on; no second model call.
 */
export interface Refusal {
  readonly kind: 'stale' | 'closed' | 'lost'
  readonly at: Position
}
export type WriteResult = { readonly kind: 'ok'; readonly at: Position } | Refusal

/** The writer of one epoch of one message. It owns seq: 1 is the opening, every event after it takes the next. */
export interface EpochWriter {
  readonly ref: StreamRef
  readonly epoch: number
  /** The last position Redis has acknowledged. `Complete` carries this seq. */
  readonly at: Position
  /** UTF-16 code units of the text up to `at`. */
  readonly length: number
  /**
   * Appends events in order, in one script call. Calls queue up: one is in flight at a time. While Redis is away the
   * call repeats itself (repeats are harmless) and resolves when Redis has answered.
   * After a refusal every later call gets the same refusal. Large events are not split here; see the coalescer.
   * @throws the signal's reason when the signal given to `open` fires while waiting.
   */
  readonly append: (events: readonly WritableEvent[]) => Promise<WriteResult>
}

export interface OpenInput {
  readonly ref: StreamRef
  /** From `Claim` or `RenewEpoch`: issued by Postgres, never by Redis. ≥ 1. */
  readonly epoch: number
  readonly opening: OpeningEvent
  /** Ends the waiting for an absent Redis; it does not undo what was written. */
  readonly signal?: AbortSignal
}
export type OpenResult = { readonly kind: 'ok'; readonly stream: EpochWriter } | Refusal

/** The door of the generator. */
export interface StreamWriter {
  /** Opens a newer epoch, dropping the older epoch's entries. Opening the same epoch again with seq 1 only is harmless. */
  open(input: OpenInput): Promise<OpenResult>
  /**
   * A sign of life for many streams in one pipeline: heartbeat field and TTL. Fenced by epoch, so a zombie cannot keep
   * another's log alive. Answers in the order of the input; `lost` = no state in Redis.
   * @throws {AppError} `unavailable` when Redis did not answer in time; the next beat makes up for it.
   */
  heartbeat(
    streams: readonly { readonly ref: StreamRef; readonly epoch: number; readonly length?: number }[],
  ): Promise<WriteResult[]>
  /** What the log holds now, for the attempt that takes over; undefined when there is no log or it is unreadable. */
  recoverText(ref: StreamRef): Promise<RecoveredText | undefined>
}

export interface RecoveredText {
  readonly at: Position
  readonly text: string
  readonly thinking: string
}

/**
 * An event on its way to viewers. One object per event and pod: `frame` and `event` are made on the first use and
 * shared by all viewers. `type` may be one that this version does not know; it is passed on like any other.
 */
export interface LogEvent {
  readonly sessionId: string
  readonly messageId: string
  readonly epoch: number
  readonly seq: number
  /** First seq that this event covers: = seq, but 1 in a merged snapshot and lower in a merged `delta`/`thinking`. */
  readonly firstSeq: number
  readonly type: string
  /** The SSE frame, ready to write: id, event and data line, blank line. */
  frame(): Buffer
  /** The `data:` object, parsed (polling, tests). */
  event(): AddressedEvent
}

/**
 * What a log has for a reader after its position.
 * - `events`: merged; feeding them to the reducer leads to `at` without a gap. For a reader who is up to date: the status that
 *   the log ends with, told again at its own place, else nothing.
 * - `missing`: no log (not opened yet, expired, or Redis was lost): ask Postgres.
 * - `behind`: there is a log, but not what follows the reader's position; `at` is where it stands: ask Postgres.
 */
export type Replay =
  | { readonly kind: 'events'; readonly events: readonly LogEvent[]; readonly at: Position; readonly ended: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'behind'; readonly at: Position }

/**
 * A log folded into text.
 * - `text`: the state exactly at `upTo` (or at the log's end when none was given).
 * - `behind`: the log cannot tell what stood at `upTo` (another epoch, trimmed, or not there yet); `latest` is what it
 *   holds, undefined when it does not start at its opening.
 */
export type TextRead =
  | { readonly kind: 'text'; readonly state: AnswerState }
  | { readonly kind: 'missing' }
  | { readonly kind: 'behind'; readonly latest: AnswerState | undefined }

/** The door of whoever reads: gateway (replay) and chat-api (text for cancel and recovery). */
export interface StreamReader {
  replay(ref: StreamRef, after: Position): Promise<Replay>
  readText(ref: StreamRef, upTo?: Position): Promise<TextRead>
  /** Heads of many streams in one pipeline, in the order asked; undefined where there is none. */
  heads(refs: readonly StreamRef[]): Promise<(StreamHead | undefined)[]>
}

export interface StopRequest {
  readonly message_id: string
  /** Epochs up to and including this one are to stop. */
  readonly epoch: number
}

/** The door of chat-api: what is said with authority, after Postgres has committed. Every call may be repeated. */
export interface StreamControl {
  publishStop(sessionId: string, stop: StopRequest): Promise<void>
  publishLifecycle(userId: string, event: LifecycleEvent): Promise<void>
  /** Writes the end of a message, once; `ok` also when it was there already. `closed`: it ended in an older epoch. */
  announceEnd(input: EndInput): Promise<WriteResult>
  /** Opens the epoch raised by the reconciler, so that viewers see "recovering" and the old writer is refused. */
  openRecovering(input: RecoveringInput): Promise<WriteResult>
  /** The queue's job id of a message, for whoever asks what runs it; TTL 1 h. */
  setTask(ref: StreamRef, jobId: string): Promise<void>
  readTask(ref: StreamRef): Promise<string | undefined>
}

export interface EndInput {
  readonly ref: StreamRef
  readonly epoch: number
  /**
   * Of the first event of `events`. Completed or failed by its writer: the last appended seq + 1, one event. Ended by
   * authority (cancel, expiry): a new epoch, seq 1, `[snapshot, end]`.
   */
  readonly seq: number
  readonly events: readonly [end: EndEvent] | readonly [opening: OpeningEvent, end: EndEvent]
  /** UTF-16 code units of the final text. */
  readonly length: number
}

export interface RecoveringInput {
  readonly ref: StreamRef
  readonly epoch: number
  readonly text: string
  readonly thinking?: string
}

/** A running subscription. `ready` resolves when Redis has acknowledged it (also after an outage); `close` is idempotent. */
export interface Subscription {
  readonly ready: Promise<void>
  readonly close: () => void
}

/** The generator's ear for stop requests; one connection per process, channels counted by reference. */
export interface StopListener {
  listen(sessionId: string, onStop: (stop: StopRequest) => void): Subscription
}

export interface FeedListener {
  event(event: LifecycleEvent): void
  /** Events may have been missed (the connection to Redis was renewed): look at the truth again. */
  missed(): void
}

export interface FollowInput {
  readonly ref: StreamRef
  /** What the viewer has. `origin` for nothing. */
  readonly after: Position
  /**
   * Called for every event in order, no gap, nothing twice, nothing after the end. Must not throw or block.
   * False = taken, but no more for now (the connection is full): what comes is left in the log until `resume`, and then
   * sent as few merged events. Merged text is cut at 256 KiB so that this can bite.
   */
  readonly send: (event: LogEvent) => boolean | void
  /** Called once, after the end was sent (or was already behind the viewer). The following is then closed. */
  readonly ended: () => void
  /**
   * The log cannot serve the viewer (missing or behind): what Postgres knows, as events: a `snapshot` at the stored
   * cursor, then the end if there is one; for a message without text a synthetic `status`. What lies behind the viewer's
   * position is dropped. May reject: it is asked again after a pause.
   */
  readonly fallback: (ref: StreamRef, after: Position) => Promise<readonly AddressedEvent[]>
}

export interface Following {
  /** What has been sent up to now. */
  readonly at: Position
  /** After a `send` that returned false: the connection has drained, go on from the log. */
  resume(): void
  close(): void
}

export interface HubCounts {
  readonly channels: number
  readonly listeners: number
  readonly followers: number
}

/** The door of the gateway: one subscriber connection per pod, any number of viewers. */
export interface Hub extends AsyncDisposable {
  /**
   * Follows one message for one viewer: replays what the log holds after `after`, then sends what happens. Renews itself
   * through lost connections, gaps, new epochs and a Redis that was away; ends with the message or with `close`.
   */
  follow(input: FollowInput): Following
  listenFeed(userId: string, listener: FeedListener): Subscription
  /** False while the subscriber is cut off from Redis; viewers then get what re-reads find. */
  readonly connected: boolean
  counts(): HubCounts
}

/** One message as the janitor finds it: from whichever of its keys turned up, so one message may come more than once. */
export interface FoundStream {
  readonly ref: StreamRef
  /** undefined when there is no status hash (only a stray log or task key). */
  readonly head: StreamHead | undefined
}

export interface ScanPage {
  /** Pass it to the next call; '0' = the scan is complete. A string: cursors exceed 2^53. */
  readonly cursor: string
  readonly found: readonly FoundStream[]
}

/** The door of janitor and reconciler. */
export interface StreamAdmin {
  /** One bounded step over all chat keys. @param count How many keys Redis looks at, about. Default 1,000. */
  scan(cursor: string, count?: number): Promise<ScanPage>
  /**
   * Deletes a message's keys if its log still stands at `epoch` (0 = there is no status hash). False: someone wrote
   * meanwhile; look again.
   */
  removeIf(ref: StreamRef, epoch: number): Promise<boolean>
}
