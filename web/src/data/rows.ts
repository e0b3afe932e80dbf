import {
  type AnswerState,
  comparePositions,
  type EventBody,
  isTerminal,
  type MessageStatus,
  type MessageView,
  origin,
  parsePosition,
  type Position,
  type PostMessageBody,
  type SessionView,
} from '@continuo/contract'

/** A turn as this browser keeps it. `text` and its place (`epoch`, `seq`) are only ever written together. */
export interface StoredMessage {
  id: string
  sessionId: string
  role: 'user' | 'assistant'
  position: number
  status: MessageStatus
  text: string
  thinking: string
  epoch: number
  seq: number
  recovering: boolean
  wait?: AnswerState['wait']
  error?: EventBody<'error'>
  model: string | null
  usage: { input_tokens: number; output_tokens: number } | null
  latencyMs: number | null
  stopReason: string | null
  replyTo: string | null
  createdAt: string
  /** Only on a user's own turn that the server has not confirmed yet. */
  send?: 'waiting' | 'failed'
  sendError?: { code: string; message: string; requestId?: string | undefined; resetsAt?: string | undefined }
  /** Only on a failed answer: tried again by itself at this time (Unix ms). */
  retryAt?: number
  /** Only on a user's own turn: its answer has been tried again by itself, which happens once. */
  autoRetried?: boolean
  /** Rises with every write, so that a list can tell what changed without comparing texts. */
  rev: number
}

export interface StoredSession {
  id: string
  title: string | null
  /** The first words of its first message: shown until there is a title. */
  preview: string
  model: string | null
  createdAt: string
  lastMessageAt: string
  /** Unix ms of the last opening or writing here; decides which sessions' messages stay in the cache. */
  usedAt: number
  /** 0: its messages are not in the cache (evicted), opening it loads them. */
  cached: 0 | 1
  /** Its copy was cleared by hand: it comes again when it is opened or pointed at, and not by itself. */
  cleared?: true
  /** What comes before this place is not in the cache; the server gives it for `before`. Missing: all of it is here. */
  older?: { position: number; before: string }
  /** An answer ended that nobody has looked at, on any device. */
  unread: 0 | 1
  /** Read here up to this answer, and the server does not know it yet. */
  readUpTo?: string
  /** The answer that a notification has been shown for, by whichever tab. */
  notifiedOf?: string
  /** Kept at the top of the list. */
  pinned: 0 | 1
  /** Deleted by the user, to be told to the server at this time (Unix ms); can be undone until then. */
  deleteAt?: number
  /** Made here and not yet known to the server. */
  local?: boolean
}

export interface ActiveStreamRow {
  messageId: string
  sessionId: string
  startedAt: string
}

export interface OutboxRow {
  /** The user message's id, which is also the idempotency key: one row is one turn, however often it is sent. */
  id: string
  sessionId: string
  /** Sent in this order inside a session. */
  order: number
  /** Exactly what is posted, the same at every repeat. */
  body: PostMessageBody
  /** `accepted`: the server said yes; the row goes when the turn is seen in a list. */
  state: 'waiting' | 'accepted' | 'failed'
}

export interface DraftRow {
  sessionId: string
  text: string
}

export interface MetaRow {
  key: 'syncToken'
  value: string
}

export const positionOf = (row: Pick<StoredMessage, 'epoch' | 'seq'>): Position => ({ epoch: row.epoch, seq: row.seq })

/** The row as the state that events are folded into. */
export const stateOf = (row: StoredMessage): AnswerState => ({
  at: positionOf(row),
  status: row.status,
  text: row.text,
  thinking: row.thinking,
  recovering: row.recovering,
  ...(row.wait ? { wait: row.wait } : {}),
  ...(row.error ? { error: row.error } : {}),
})

/** What a state changes in its row: text, place and status in one piece. */
export function changesOf(state: AnswerState) {
  return {
    status: state.status,
    text: state.text,
    thinking: state.thinking,
    epoch: state.at.epoch,
    seq: state.at.seq,
    recovering: state.recovering,
    // an estimate is good for the moment; whoever comes later is told a new one
    wait: state.wait && { ...state.wait, estimateS: undefined },
    error: state.error,
    ...(state.completed
      ? {
          usage: state.completed.usage,
          latencyMs: state.completed.latency_ms,
          stopReason: state.completed.stop_reason,
          model: state.completed.model,
        }
      : {}),
  } satisfies Partial<StoredMessage>
}

export function rowOf(view: MessageView): StoredMessage {
  const at = parsePosition(view.cursor) ?? origin
  return {
    id: view.id,
    sessionId: view.session_id,
    role: view.role,
    position: view.position,
    status: view.status,
    text: view.content,
    thinking: view.thinking,
    epoch: at.epoch,
    seq: at.seq,
    recovering: false,
    ...(view.error ? { error: { ...view.error, retry_after_s: view.error.retry_after_s ?? undefined } } : {}),
    model: view.model,
    usage: view.usage,
    latencyMs: view.latency_ms,
    stopReason: view.stop_reason,
    replyTo: view.reply_to,
    createdAt: view.created_at,
    rev: 0,
  }
}

export const isOver = (row: Pick<StoredMessage, 'status'>): boolean => isTerminal(row.status)

/**
 * What to keep when the server describes a message this browser may know better: an ended answer of the server is the
 * truth; of two texts in progress the one that is further wins, whole, with its place.
 */
export function mergeMessage(local: StoredMessage | undefined, view: MessageView): StoredMessage {
  const told = rowOf(view)
  if (!local) return told
  // the server left out what it knows to be here
  const whole = view.content_omitted ? { ...told, text: local.text, thinking: local.thinking } : told
  const theirs = {
    ...whole,
    ...(local.retryAt ? { retryAt: local.retryAt } : {}),
    ...(local.autoRetried ? { autoRetried: true } : {}),
  }
  const rev = local.rev + 1
  const oursIsFurther = comparePositions(positionOf(local), positionOf(theirs)) >= 0
  if (isOver(theirs) || (!isOver(local) && !oursIsFurther)) return { ...theirs, rev }
  const { status, text, thinking, epoch, seq, recovering, wait, error } = local
  return {
    ...theirs,
    status: theirs.status === 'generating' && status === 'queued' ? theirs.status : status,
    ...{ text, thinking, epoch, seq, recovering, rev },
    ...(wait ? { wait } : {}),
    ...(error ? { error } : {}),
  }
}

export function mergeSession(local: StoredSession | undefined, view: SessionView): StoredSession {
  const { local: _confirmed, ...known } = local ?? fresh(view)
  return {
    ...known,
    title: view.title,
    model: view.model,
    createdAt: view.created_at,
    lastMessageAt: view.last_message_at,
    usedAt: Math.max(known.usedAt, Date.parse(view.last_message_at)),
    pinned: view.pinned ? 1 : 0,
    // what was read here and could not be told yet is read
    unread: view.unread && known.readUpTo === undefined ? 1 : 0,
  }
}

const fresh = (view: SessionView): StoredSession => ({
  id: view.id,
  title: null,
  preview: '',
  model: null,
  createdAt: view.created_at,
  lastMessageAt: view.last_message_at,
  usedAt: Date.parse(view.last_message_at),
  cached: 1,
  unread: 0,
  pinned: 0,
})

/** The first words of a text on one line, for a session without a title. */
export const previewOf = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 80)
