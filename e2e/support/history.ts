import type { AcceptedMessage, MessageView, PostMessageBody, Position } from '@continuo/contract'

/** What a run has shown from outside: everything the checker judges by. Times are milliseconds since 1970. */
export interface History {
  /** Every POST of a message, refused and unanswered ones (status 0) too. */
  readonly posts: PostRecord[]
  readonly views: ViewRecord[]
  /** Every refusal (4xx, 5xx) of any call. */
  readonly refusals: RefusalRecord[]
  /** Every time a reply said what state a message is in. */
  readonly sightings: Sighting[]
  /** Sessions that were deleted, and when the reply came. */
  readonly deletions: { sessionId: string; at: number }[]
  /** Read at the end. */
  readonly rows: FinalRow[]
  readonly calls: ModelCall[]
  readonly leaks: Leaks
}

export interface PostRecord {
  readonly user: string
  readonly body: PostMessageBody
  /** The answer that a retry replaces; undefined for a message of its own. */
  readonly retryOf?: string
  readonly status: number
  readonly reply?: AcceptedMessage
}

/** One `data:` frame. Comments are counted by the connection and not kept. */
export interface FrameRecord {
  readonly at: number
  /** Which connection of the view it came by, from 0. */
  readonly connection: number
  readonly event: string | undefined
  readonly id: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

/** One client that follows a session (or, with `sessionId` null, the user's feed) over all its reconnects. */
export interface ViewRecord {
  readonly user: string
  readonly sessionId: string | null
  readonly frames: FrameRecord[]
  readonly connections: ConnectionRecord[]
}

export interface ConnectionRecord {
  /** The cursors it asked with. */
  readonly cursor: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  openedAt: number
  /** When the headers came; 0 while they have not. */
  answeredAt: number
  /** `server`: the response ended. `lost`: it was cut. `left`: the client went. */
  end: 'server' | 'lost' | 'left' | undefined
}

export interface RefusalRecord {
  readonly user: string
  readonly call: string
  readonly status: number
  readonly contentType: string | null
  readonly retryAfter: string | null
  readonly problem: unknown
}

export interface Sighting {
  readonly messageId: string
  readonly status: string
  readonly where: string
}

export interface FinalRow extends MessageView {
  readonly user: string
}

/** One model call for an answer, from the stand-in's transcript. */
export interface ModelCall {
  /** The text of the question; unique per message in these tests. */
  readonly prompt: string
  /** What the call said had been delivered already; null when it asked for the whole answer. */
  readonly delivered: string | null
  readonly sentText: string
  readonly outcome: string
  /** The scenario's fault, if it had one. */
  readonly fault: string | null
  readonly status: number | null
}

/** What should be back at nothing when all is quiet. */
export interface Leaks {
  /** Outbox rows of ended messages that were never sent. */
  readonly unsentOutboxRows: number
  /** Chat keys in Redis without a time to live. */
  readonly keysForEver: string[]
  /** Answers whose end was never written to the log. */
  readonly unannounced: number
}

export const at = (data: Readonly<Record<string, unknown>>): Position => ({
  epoch: Number(data.epoch),
  seq: Number(data.seq),
})

export const emptyHistory = (): History => ({
  posts: [],
  views: [],
  refusals: [],
  sightings: [],
  deletions: [],
  rows: [],
  calls: [],
  leaks: { unsentOutboxRows: 0, keysForEver: [], unannounced: 0 },
})
