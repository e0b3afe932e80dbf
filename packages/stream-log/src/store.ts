import type { Position } from '@continuo/contract'
import type { StreamHead, StreamRef } from './types.ts'

/**
 * What the doors ask of the place where logs live: the port between protocol and Redis, with a twin in memory. Each
 * method is one round trip. All of them reject when the store is away; none of them waits for it for ever.
 */
export interface LogStore {
  append(input: StoreAppend): Promise<AppendReply>
  /** Fenced sign of life; see heartbeat.lua. In the order of the input. */
  heartbeat(beats: readonly { readonly ref: StreamRef; readonly epoch: number }[]): Promise<AppendReply[]>
  heads(refs: readonly StreamRef[]): Promise<(StreamHead | undefined)[]>
  /** The head, then up to `limit` entries after the position, read in this order. */
  page(ref: StreamRef, after: Position, limit: number): Promise<{ head: StreamHead | undefined; entries: Entry[] }>
  publish(channel: string, payload: string): Promise<void>
  setTask(ref: StreamRef, jobId: string): Promise<void>
  readTask(ref: StreamRef): Promise<string | undefined>
  /** Keys of all kinds, as they are found; '0' begins and ends. */
  scanKeys(cursor: string, count: number): Promise<{ cursor: string; keys: string[] }>
  removeIf(ref: StreamRef, epoch: number): Promise<boolean>
}

export interface StoreAppend {
  readonly ref: StreamRef
  readonly epoch: number
  /** Seq of the first entry. */
  readonly seq: number
  readonly entries: readonly string[]
  /** UTF-16 code units of the text after these entries. */
  readonly length: number
  /** `append`: plain. `open`: the first entry opens the epoch. `end`: the last entry ends the message, by authority. */
  readonly mode: 'append' | 'open' | 'end'
  /** What the status hash says afterwards; only with `open` and `end`. */
  readonly status?: string
}

/** `dup` = everything was there already. Positions are where the log stands after the call. */
export interface AppendReply {
  readonly code: 'ok' | 'dup' | 'stale' | 'closed' | 'gap'
  readonly at: Position
}

/** One entry as stored, not decoded. */
export interface Entry extends Position {
  readonly data: Buffer
}

/** Pub/sub with counted channels. */
export interface Subscriber extends AsyncDisposable {
  /**
   * `onMessage` gets the payload as stored bytes; it must not throw or block. `onRenewed` is called after the connection
   * was renewed and this channel subscribed again: messages may have been missed.
   */
  subscribe(channel: string, listener: ChannelListener): { readonly ready: Promise<void>; close(): void }
  readonly connected: boolean
  readonly channels: number
}

export interface ChannelListener {
  message(payload: Buffer): void
  renewed(): void
}
