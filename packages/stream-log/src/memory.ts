import { type MessageStatus, type Position } from '@continuo/contract'
import { append, type Change, end, heartbeat, type LogState, open } from './append-rule.ts'
import { logKey, refOfKey, statusKey, taskKey, updatesChannel } from './keys.ts'
import type { ChannelListener, LogStore, StoredHead, StoreReply, Subscriber } from './store.ts'
import type { StreamRef } from './types.ts'

interface Kept extends LogState {
  readonly length: number
  readonly heartbeatMs: number
}

/**
 * The store and its pub/sub without Redis, for unit tests: the same rules and the same order, no expiry. Payloads are
 * delivered in a later microtask, as a network would.
 */
export function createMemoryStore(now: () => number = Date.now): { store: LogStore; subscriber: Subscriber } {
  const logs = new Map<string, Kept>()
  const tasks = new Map<string, string>()
  const listeners = new Map<string, Set<ChannelListener>>()

  function publish(channel: string, payload: string) {
    const bytes = Buffer.from(payload)
    for (const listener of listeners.get(channel) ?? [])
      queueMicrotask(() => listeners.get(channel)?.has(listener) && listener.message(bytes))
  }

  /** Keeps what a rule decided; `facts` are what the rule does not look at. */
  function keep(ref: StreamRef, change: Change, facts: Partial<Kept>): StoreReply {
    const key = statusKey(ref)
    const old = logs.get(key) ?? { length: 0, heartbeatMs: now() }
    if (change.next) logs.set(key, { ...old, ...change.next, ...facts })
    for (const { at, entry } of change.published ?? [])
      publish(updatesChannel(ref.sessionId), `${ref.messageId}:${at.epoch}.${at.seq}\n${entry}`)
    return change.reply
  }

  const find = (ref: StreamRef) => logs.get(statusKey(ref))

  const store: LogStore = {
    append: async (input) => keep(input.ref, append(find(input.ref), input), {}),
    open: async (input) => keep(input.ref, open(find(input.ref), input), { length: input.length, heartbeatMs: now() }),
    end: async (input) => keep(input.ref, end(find(input.ref), input), { length: input.length, heartbeatMs: now() }),
    heartbeat: async (beats) =>
      beats.map(({ ref, epoch, length }) => {
        const kept = find(ref)
        const { reply } = heartbeat(kept, epoch)
        if (reply.code === 'ok' && kept)
          logs.set(statusKey(ref), { ...kept, heartbeatMs: now(), length: length ?? kept.length })
        return reply
      }),
    heads: async (refs) => refs.map((ref) => headOf(find(ref))),
    page: async (ref, from, limit) => {
      const kept = find(ref)
      const head = headOf(kept)
      if (!kept || !head) return undefined
      const index = Math.max(0, from - kept.firstSeq)
      return { head, entries: kept.entries.slice(index, index + limit).map((entry) => Buffer.from(entry)) }
    },
    publish: async (channel, payload) => publish(channel, payload),
    setTask: async (ref, jobId) => void tasks.set(taskKey(ref), jobId),
    readTask: async (ref) => tasks.get(taskKey(ref)),
    scanKeys: async () => {
      const statuses = [...logs.keys()]
      const refs = statuses.map(refOfKey).filter((ref) => ref !== undefined)
      return { cursor: '0', keys: [...statuses, ...refs.map(logKey), ...tasks.keys()] }
    },
    removeIf: async (ref, epoch) => {
      if ((find(ref)?.at.epoch ?? 0) !== epoch) return false
      logs.delete(statusKey(ref))
      tasks.delete(taskKey(ref))
      return true
    },
  }

  const subscriber: Subscriber = {
    connected: true,
    get channels() {
      return listeners.size
    },
    subscribe(channel, listener) {
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(listener))
      const close = () => void (set.delete(listener) && set.size === 0 && listeners.delete(channel))
      return { ready: Promise.resolve(), close }
    },
    async [Symbol.asyncDispose]() {
      listeners.clear()
    },
  }
  return { store, subscriber }
}

function headOf(kept: Kept | undefined): StoredHead | undefined {
  if (!kept) return undefined
  const { at, firstSeq, length, heartbeatMs }: { at: Position } & Omit<Kept, 'entries' | 'status'> = kept
  return { at, firstSeq, length, heartbeatMs, status: kept.status as MessageStatus }
}
