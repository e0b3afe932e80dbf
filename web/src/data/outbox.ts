import { type AcceptedMessage } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { type ApiError, asApiError } from '../transport/errors.ts'
import type { ChatDb } from './db.ts'
import type { Notice } from './notices.ts'
import { baseOf, enqueue, type NewTurn, nextPosition, turnRow } from './new-turn.ts'
import type { OutboxRow, StoredMessage, StoredSession } from './rows.ts'

export interface OutboxOptions {
  db: ChatDb
  api: Pick<Api, 'postMessage'>
  /** The server knows more than this browser (it has accepted something, or others have written): `/sync` tells. */
  onNews: () => void
  /** Hears what becomes of each turn. */
  onNotice?: (notice: Notice) => void
  now?: () => number
  random?: () => number
}

/**
 * Sends what waits, in order inside each session, until the server has said yes or no. A repeat is the same request
 * with the same id, so however often it is sent, it is one turn.
 */
export function createOutbox({ db, api, onNews, onNotice, now = Date.now, random = Math.random }: OutboxOptions) {
  let running: Promise<void> | undefined
  let again = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  /** Sends everything that waits. Resolves when nothing waits, or when the rest has to wait for the network. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    if (running) {
      again = true
      return running
    }
    running = exclusive(`outbox:${db.userId}`, async () => {
      do {
        again = false
        await sendWaiting()
      } while (again && !closed)
    }).finally(() => {
      running = undefined
    })
    return running
  }

  async function sendWaiting(): Promise<void> {
    const waiting = (await db.outbox.orderBy('order').toArray()).filter((row) => row.state === 'waiting')
    const bySession = Map.groupBy(waiting, (row) => row.sessionId)
    const later = await Promise.all([...bySession.values()].map(sendInOrder))
    const blocked = later.filter((error) => error !== undefined)
    if (blocked.length === 0) failures = 0
    else retryLater(blocked)
  }

  /** Returns what stopped it, when the rest of the session has to wait. */
  async function sendInOrder(rows: OutboxRow[]): Promise<ApiError | undefined> {
    for (const row of rows) {
      if (closed) return undefined
      try {
        const accepted = await api.postMessage(row.body)
        await accept(db, row, accepted)
        onNotice?.({ type: 'accepted', id: row.id, answerId: accepted.message_id })
        failures = 0
        onNews()
      } catch (cause) {
        const error = asApiError(cause)
        // without a login nothing is refused: it waits until there is one
        if (error.isTransient || error.status === 401) return error
        await refuse(db, row, error)
        onNotice?.({ type: 'refused', id: row.id })
        if (error.code === 'session_moved_on') onNews()
      }
    }
    return undefined
  }

  /** Nobody waits for this one: what waits stays stored, and a browser that cannot read it now may do so later. */
  function flushSoon(): void {
    flush().catch(() => retryLater([]))
  }

  function retryLater(errors: ApiError[]): void {
    if (closed) return
    failures = Math.min(failures + 1, 10)
    const asked = Math.max(0, ...errors.map((error) => error.retryAfterMs ?? 0))
    timer = setTimeout(flushSoon, asked + 250 + random() * Math.min(15_000, 500 * 2 ** failures))
  }

  return {
    flush,

    async send(turn: NewTurn): Promise<OutboxRow> {
      const atMs = performance.now()
      const row = await enqueue(db, turn, now())
      onNotice?.({ type: 'sent', id: row.id, atMs })
      flushSoon()
      return row
    },

    /** A refused turn once more, as it is. */
    async retry(id: string): Promise<void> {
      await db.transaction('rw', db.outbox, db.messages, async () => {
        await db.outbox.update(id, { state: 'waiting' })
        await mark(db, id, 'waiting')
      })
      await flush()
    },

    /** The session has moved on since it was written: it goes to the end of what is there now, and out again. */
    async continueAtEnd(id: string): Promise<void> {
      await db.transaction('rw', db.outbox, db.messages, async () => {
        const row = await db.outbox.get(id)
        if (!row) return
        const { base: _old, ...body } = row.body
        const base = await baseOf(db, row.sessionId)
        await db.messages.update(id, { position: await nextPosition(db, row.sessionId) })
        await db.outbox.update(id, { state: 'waiting', body: { ...body, ...(base ? { base } : {}) } })
        await mark(db, id, 'waiting')
      })
      await flush()
    },

    /** Gives a refused or waiting turn up; returns its text, for the composer. */
    discard: (id: string): Promise<string | undefined> =>
      db.transaction('rw', db.outbox, db.messages, async () => {
        const row = await db.outbox.get(id)
        if (!row || row.state === 'accepted') return undefined
        await db.outbox.delete(id)
        await db.messages.delete(id)
        return row.body.content
      }),

    /** Accepted long ago and never seen in a list: the answer may have been lost with a server. Asks again. */
    async recheck(): Promise<void> {
      const count = await db.outbox.filter((row) => row.state === 'accepted').modify({ state: 'waiting' })
      if (count > 0) await flush()
    },

    close(): void {
      closed = true
      clearTimeout(timer)
    },
  }
}

const accept = (db: ChatDb, row: OutboxRow, accepted: AcceptedMessage): Promise<void> =>
  db.transaction('rw', [db.messages, db.outbox, db.sessions, db.activeStreams], async () => {
    const own = await db.messages.get(row.id)
    if (await db.outbox.get(row.id)) await db.outbox.update(row.id, { state: 'accepted' })
    await mark(db, row.id, undefined)
    await db.sessions
      .where('id')
      .equals(row.sessionId)
      .modify((session: StoredSession) => void delete session.local)
    if (!own || (await db.messages.get(accepted.message_id))) return
    await db.messages.put({
      ...turnRow(row, { content: '' }, own.createdAt, own.position + 1),
      ...{ id: accepted.message_id, role: 'assistant', status: 'queued', replyTo: row.id, send: undefined },
    })
    await db.activeStreams.put({ messageId: accepted.message_id, sessionId: row.sessionId, startedAt: own.createdAt })
  })

const refuse = (db: ChatDb, row: OutboxRow, error: ApiError): Promise<void> =>
  db.transaction('rw', db.messages, db.outbox, async () => {
    await db.outbox.update(row.id, { state: 'failed' })
    await mark(db, row.id, 'failed', error)
  })

const mark = (db: ChatDb, id: string, send: StoredMessage['send'], error?: ApiError) =>
  db.messages
    .where('id')
    .equals(id)
    .modify((message: StoredMessage) => {
      delete message.send
      delete message.sendError
      if (send) message.send = send
      if (error) message.sendError = refusalOf(error)
      message.rev++
    })

const refusalOf = ({ code, message, requestId, resetsAt }: ApiError) => ({ code, message, requestId, resetsAt })

/** One tab at a time sends, where the browser can say so; elsewhere the ids make repeats harmless. */
async function exclusive(name: string, run: () => Promise<void>): Promise<void> {
  if (typeof navigator === 'undefined' || !navigator.locks) return run()
  await navigator.locks.request(name, run)
}
