import type { Position } from '@continuo/contract'
import type { StreamHead, StreamRef } from './types.ts'

/**
 * What the doors ask of the place where logs live: the port between protocol and Redis, with a twin in memory. Each
 * method is one round trip. They reject with `unavailable` when the store does not answer in time; none waits for ever.
 */
export interface LogStore {
  /** A writer's next entries. */
  append(input: AppendInput): Promise<StoreReply>
  /** The first entries of a newer epoch; whatever the log held before goes. */
  open(input: OpenStoreInput): Promise<StoreReply>
  /** The last entries of a message, by authority: written even where the log does not lead up to them. */
  end(input: EndStoreInput): Promise<StoreReply>
  /** Fenced sign of life. In the order of the input. */
  heartbeat(beats: readonly Beat[]): Promise<StoreReply[]>
  heads(refs: readonly StreamRef[]): Promise<(StoredHead | undefined)[]>
  /** The head, and up to `limit` entries of its epoch from seq `from` on: one consistent view. */
  page(ref: StreamRef, from: number, limit: number): Promise<Page | undefined>
  publish(channel: string, payload: string): Promise<void>
  setTask(ref: StreamRef, jobId: string): Promise<void>
  readTask(ref: StreamRef): Promise<string | undefined>
  /** Keys as they are found, some perhaps twice; '0' begins and ends. */
  scanKeys(cursor: string, count: number): Promise<{ cursor: string; keys: string[] }>
  removeIf(ref: StreamRef, epoch: number): Promise<boolean>
}

export interface AppendInput {
  readonly ref: StreamRef
  readonly epoch: number
  /** Seq of the first entry. */
  readonly seq: number
  readonly entries: readonly string[]
}

export interface OpenStoreInput {
  readonly ref: StreamRef
  readonly epoch: number
  readonly entry: string
  /** UTF-16 code units of the text. */
  readonly length: number
}

export interface EndStoreInput extends AppendInput {
  readonly length: number
  readonly status: string
}

export interface Beat {
  readonly ref: StreamRef
  readonly epoch: number
  /** UTF-16 code units of the text so far. */
  readonly length?: number
}

/** `dup` = all of it was there already. `at` is where the log stands after the call. */
export interface StoreReply {
  readonly code: 'ok' | 'dup' | 'stale' | 'closed' | 'gap'
  readonly at: Position
}

export interface StoredHead extends StreamHead {
  /** Seq of the log's oldest entry: 1, unless an end was written that the log did not lead up to. */
  readonly firstSeq: number
}

export interface Page {
  readonly head: StoredHead
  readonly entries: readonly Buffer[]
}

/** Pub/sub on one connection, channels counted by reference. */
export interface Subscriber extends AsyncDisposable {
  subscribe(channel: string, listener: ChannelListener): ChannelSubscription
  readonly connected: boolean
  /** How many channels are held; for metrics and leak tests. */
  readonly channels: number
}

export interface ChannelListener {
  /** Must not throw or block. */
  message(payload: Buffer): void
  /** The connection was renewed and the channel subscribed again: messages may have been missed. */
  renewed(): void
}

export interface ChannelSubscription {
  /** Resolves when Redis has acknowledged the subscription, after an outage if need be. Never rejects. */
  readonly ready: Promise<void>
  readonly close: () => void
}

/** How long keys live after the last sign of life: first write, heartbeat, end. */
export const ttlMs = 3_600_000
