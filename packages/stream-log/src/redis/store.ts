import { AppError, formatPosition, MessageStatus, parsePosition, type Position } from '@continuo/contract'
import type { Redis } from 'ioredis'
import { keyPattern, logKey, statusKey, taskKey, updatesChannel } from '../keys.ts'
import { type AppendInput, type LogStore, type Page, type StoredHead, type StoreReply, ttlMs } from '../store.ts'
import type { StreamRef } from '../types.ts'
import { batchWrites } from './batch-writes.ts'
import { runScript, scripts } from './scripts.ts'

export interface RedisStoreOptions {
  /** Told of every command and script when it has been answered or given up, by a name of our own: for a metric. */
  readonly onCommand?: (name: string, ms: number) => void
}

/** The log in Redis. @param redis From `connectRedis`: its command timeout is what keeps calls from waiting for ever. */
export function createRedisStore(redis: Redis, { onCommand }: RedisStoreOptions = {}): LogStore {
  const willWrite = batchWrites(redis)
  const call = onCommand ? timed(onCommand) : plain
  const headFields = ['at', 'status', 'first', 'length', 'heartbeat'] as const

  return {
    append: (input) =>
      call('append', async () => {
        const { ref, epoch, seq, entries } = input
        const last = seq + entries.length - 1
        willWrite()
        const reply = await runScript(redis, scripts.append, logKeys(ref), [
          updatesChannel(ref.sessionId),
          payloadPrefix(input),
          `${epoch}.${seq - 1}`,
          `${epoch}.${last}`,
          seq,
          ...entries,
        ])
        return toReply(reply, { epoch, seq: last })
      }),

    open: ({ ref, epoch, entry, length }) =>
      call('open', async () => {
        const args = [updatesChannel(ref.sessionId), payloadPrefix({ ref, epoch }), epoch, length, ttlMs, entry]
        return toReply(await runScript(redis, scripts.open, logKeys(ref), args), { epoch, seq: 1 })
      }),

    end: ({ ref, epoch, seq, entries, length, status }) =>
      call('end', async () => {
        const head = [updatesChannel(ref.sessionId), payloadPrefix({ ref, epoch }), epoch, seq, length, status, ttlMs]
        const reply = await runScript(redis, scripts.end, logKeys(ref), [...head, ...entries])
        return toReply(reply, { epoch, seq: seq + entries.length - 1 })
      }),

    // Sent in one go: ioredis writes them back to back, and a cluster client would route each to its node.
    heartbeat: (beats) =>
      call('heartbeat', () =>
        Promise.all(
          beats.map(async ({ ref, epoch, length }) =>
            toReply(await runScript(redis, scripts.heartbeat, logKeys(ref), [epoch, ttlMs, length ?? '']), nowhere),
          ),
        ),
      ),

    heads: (refs) =>
      call('heads', () =>
        Promise.all(refs.map(async (ref) => toHead(await redis.hmget(statusKey(ref), ...headFields)))),
      ),

    page: (ref, from, limit) =>
      call('page', async () => {
        // A list has indexes, not seqs. Index = seq - 1 unless the log begins later, which the first view tells.
        const view = await readView(ref, from - 1, limit)
        if (!view || view.head.firstSeq === 1) return view
        const index = Math.max(0, from - view.head.firstSeq)
        const again = await readView(ref, index, limit)
        return again?.head.firstSeq === view.head.firstSeq ? again : view && { head: view.head, entries: [] }
      }),

    publish: (channel, payload) => call('publish', async () => void (await redis.publish(channel, payload))),
    setTask: (ref, jobId) => call('set_task', async () => void (await redis.set(taskKey(ref), jobId, 'PX', ttlMs))),
    readTask: (ref) => call('read_task', async () => (await redis.get(taskKey(ref))) ?? undefined),

    scanKeys: (cursor, count) =>
      call('scan', async () => {
        const [next, keys] = await redis.scan(cursor, 'MATCH', keyPattern, 'COUNT', count)
        return { cursor: next, keys }
      }),

    removeIf: (ref, epoch) =>
      call('remove', async () => {
        const keys = [...logKeys(ref), taskKey(ref)]
        return (await runScript(redis, scripts.remove, keys, [epoch])) === 1
      }),
  }

  /** Head and entries in one transaction: without it a new epoch could slip in between and lend its seqs to old text. */
  async function readView(ref: StreamRef, index: number, limit: number): Promise<Page | undefined> {
    const [log, status] = logKeys(ref)
    const results = await redis
      .multi()
      .hmgetBuffer(status, ...headFields)
      .llen(log)
      .lrangeBuffer(log, index, index + limit - 1)
      .exec()
    if (!results) throw new Error('The transaction was not executed')
    const [fields, size, entries] = results.map(([error, value]) => {
      if (error) throw error
      return value
    }) as [(Buffer | null)[], number, Buffer[]]
    const head = toHead(fields.map((field) => field?.toString() ?? null))
    if (!head) return undefined
    // A log that lost entries under a living status hash must not lend wrong seqs to what is left of it.
    if (size !== head.at.seq - head.firstSeq + 1) return { head: { ...head, firstSeq: head.at.seq + 1 }, entries: [] }
    return { head, entries }
  }
}

const nowhere: Position = { epoch: 0, seq: 0 }
const logKeys = (ref: StreamRef): [string, string] => [logKey(ref), statusKey(ref)]
const payloadPrefix = ({ ref, epoch }: Pick<AppendInput, 'ref' | 'epoch'>): string => `${ref.messageId}:${epoch}.`

const codes = ['ok', 'dup', 'stale', 'closed', 'gap'] as const

function toReply(reply: unknown, written: Position): StoreReply {
  if (reply === 0) return { code: 'ok', at: written }
  const [code, epoch, seq] = reply as [number, number, number]
  const name = codes[code]
  if (!name)
    throw new AppError('internal', `The stream store answered with an unknown code for ${formatPosition(written)}`)
  return { code: name, at: { epoch, seq } }
}

function toHead([at, status, first, length, heartbeat]: (string | null)[]): StoredHead | undefined {
  // Of an ended log it is "<epoch>.<seq> end", so that no append's comparison can match.
  const position = at ? parsePosition(at.replace(/ end$/, '')) : undefined
  const known = MessageStatus.safeParse(status)
  if (!position || !known.success) return undefined
  return {
    at: position,
    status: known.data,
    firstSeq: Number(first ?? 1),
    length: Number(length ?? 0),
    heartbeatMs: Number(heartbeat ?? 0),
  }
}

/** Whatever ioredis throws becomes `unavailable`; our own errors (a bad id) stay what they are. */
async function plain<T>(_name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('unavailable', 'The stream store does not answer', { cause })
  }
}

const timed =
  (onCommand: (name: string, ms: number) => void): typeof plain =>
  async (name, run) => {
    const began = performance.now()
    try {
      return await plain(name, run)
    } finally {
      onCommand(name, performance.now() - began)
    }
  }
