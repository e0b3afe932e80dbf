import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, type StreamEvent } from '@continuo/contract'
import { encodeEntry } from './entry.ts'
import { createReader } from './reader.ts'
import type { LogStore, StoreReply } from './store.ts'
import type { EpochWriter, OpenInput, OpenResult, Refusal, StreamWriter, WritableEvent, WriteResult } from './types.ts'

export type * from './types.ts'

export interface WriterOptions {
  /** First pause before a call is repeated while the store is away; doubles up to 20 times it. Default 50 ms. */
  readonly retryMs?: number
  /** Told of every call that has to be repeated, e.g. for a log line and a metric. */
  readonly onRetry?: (cause: unknown, attempt: number) => void
}

export function createWriter(store: LogStore, { retryMs = 50, onRetry }: WriterOptions = {}): StreamWriter {
  /**
   * Repeats a call until the store has answered. Safe for every call that names (epoch, seq): what ran without our
   * knowing answers DUP.
   */
  async function untilAnswered(call: () => Promise<StoreReply>, signal: AbortSignal | undefined): Promise<StoreReply> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      try {
        return await call()
      } catch (cause) {
        if (cause instanceof AppError && cause.code !== 'unavailable') throw cause
        onRetry?.(cause, attempt)
        const pauseMs = retryMs * Math.min(20, 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
        await sleep(pauseMs, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => {})
      }
    }
  }

  async function open({ ref, epoch, opening, signal }: OpenInput): Promise<OpenResult> {
    const length = lengthOf(opening, 0)
    const entry = encodeEntry(opening)
    const reply = await untilAnswered(() => store.open({ ref, epoch, entry, length }), signal)
    if (reply.code === 'stale' || reply.code === 'closed') return { kind: reply.code, at: reply.at }
    // Epochs are given out once: entries in it that this opening did not write are somebody else's.
    if (reply.at.seq !== 1) return { kind: 'stale', at: reply.at }
    return { kind: 'ok', stream: epochWriter({ ref, epoch, length, signal }) }
  }

  function epochWriter(start: Pick<OpenInput, 'ref' | 'epoch'> & { length: number; signal: AbortSignal | undefined }) {
    const { ref, epoch, signal } = start
    let { length } = start
    let seq = 1
    let refusal: Refusal | undefined
    let queue: Promise<unknown> = Promise.resolve()

    async function write(events: readonly WritableEvent[]): Promise<WriteResult> {
      if (refusal) return refusal
      if (events.length === 0) return { kind: 'ok', at: { epoch, seq } }
      const entries = events.map(encodeEntry)
      const reply = await untilAnswered(() => store.append({ ref, epoch, seq: seq + 1, entries }), signal)
      if (reply.code === 'ok' || reply.code === 'dup') {
        // Only one of an epoch writes, so a log further on than this append means that it is not us.
        if (reply.at.seq !== seq + entries.length) return (refusal = { kind: 'stale', at: reply.at })
        seq = reply.at.seq
        for (const event of events) length = lengthOf(event, length)
        return { kind: 'ok', at: { epoch, seq } }
      }
      return (refusal = { kind: reply.code === 'gap' ? 'lost' : reply.code, at: reply.at })
    }

    const stream: EpochWriter = {
      ref,
      epoch,
      get at() {
        return { epoch, seq }
      },
      get length() {
        return length
      },
      append(events) {
        const result = queue.then(() => write(events))
        queue = result.catch(() => {})
        return result
      },
    }
    return stream
  }

  return {
    open,
    heartbeat: async (streams) =>
      (await store.heartbeat(streams)).map(({ code, at }) =>
        code === 'ok' || code === 'dup' ? { kind: 'ok', at } : { kind: code === 'gap' ? 'lost' : code, at },
      ),
    async recoverText(ref) {
      const read = await createReader(store).readText(ref)
      return read.kind === 'text'
        ? { at: read.state.at, text: read.state.text, thinking: read.state.thinking }
        : undefined
    },
  }
}

function lengthOf(event: StreamEvent, before: number): number {
  if (event.type === 'delta') return before + event.text.length
  return event.type === 'snapshot' ? event.text.length : event.type === 'reset' ? 0 : before
}
