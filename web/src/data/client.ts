import type { AnswerState } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { type Connection, idle } from '../transport/connection.ts'
import { asApiError } from '../transport/errors.ts'
import { openFeed } from '../transport/feed.ts'
import type { Http } from '../transport/http.ts'
import { log } from '../transport/log.ts'
import { retryAnswer, stopAnswer } from './actions.ts'
import { createAnswers } from './answers.ts'
import { ChatDb } from './db.ts'
import { applyLifecycle } from './lifecycle.ts'
import { createOutbox } from './outbox.ts'
import { pollActive } from './poll-active.ts'
import { createSessions } from './sessions.ts'
import { createSync } from './sync.ts'
import { verifyEnd } from './verify.ts'

export interface ChatClientOptions {
  userId: string
  http: Http
  api: Api
  /** Tests fold and store at once. */
  storeEveryMs?: number
  onNextFrame?: (run: () => void) => void
}

export type ChatClient = ReturnType<typeof createChatClient>

/**
 * One user's chats in this browser: the database, and everything that keeps it true. Readable at once, also without a
 * network; `start` connects it.
 */
export function createChatClient({ userId, http, api, ...timing }: ChatClientOptions) {
  const db = new ChatDb(userId)
  const stateListeners = new Set<(state: Connection) => void>()
  let connection = idle
  let reading: string | undefined
  let closed = false
  let catchUpTimer: ReturnType<typeof setTimeout> | undefined

  const answers = createAnswers({
    db,
    onGap: () => feed.resume(),
    onUnknown: () => catchUpSoon(),
    onEnd: (sessionId, messageId, state) => void ended(sessionId, messageId, state).catch(warn),
    ...timing,
  })
  const sync = createSync({ db, api, onSettled: answers.forget })
  const outbox = createOutbox({ db, api, onAccepted: () => catchUpSoon() })
  const sessions = createSessions({ db, api, onRemoved: answers.forget })
  const deps = { db, api, answers }

  const feed = openFeed({
    http,
    cursors: () => answers.cursors(),
    onFrame: (frame) => {
      if (frame.kind === 'event' || frame.kind === 'skipped') answers.receive(frame)
      else if (frame.kind === 'lifecycle')
        void applyLifecycle({ db, sync: () => catchUpSoon(), onRemoved: answers.forget }, frame.event).catch(warn)
    },
    onState: (state) => {
      const isBack = state.phase === 'live' && (connection.phase !== 'live' || !connection.online) && state.online
      if (state.phase !== connection.phase) log.debug('feed', { phase: state.phase, failures: state.failures })
      connection = state
      for (const listener of stateListeners) listener(state)
      if (isBack) void catchUp()
    },
  })

  /** Takes everything that happened elsewhere, then sends what waits. Tries again by itself while the feed lives. */
  async function catchUp(): Promise<void> {
    clearTimeout(catchUpTimer)
    catchUpTimer = undefined
    try {
      await Promise.all([sync().then(() => answers.store()), outbox.flush(), sessions.flushDeletes()])
    } catch (cause) {
      if (closed) return
      if (asApiError(cause).code === 'protocol') warn(cause)
      catchUpSoon(asApiError(cause).retryAfterMs ?? 3_000 + Math.random() * 4_000)
    }
  }

  function catchUpSoon(inMs = 150): void {
    if (!closed) catchUpTimer ??= setTimeout(() => void catchUp(), inMs)
  }

  async function ended(sessionId: string, messageId: string, state: AnswerState): Promise<void> {
    const isRead = reading === sessionId && !globalThis.document?.hidden
    if (!isRead && state.status !== 'cancelled') await db.sessions.update(sessionId, { unread: 1 })
    await verifyEnd({ db, api }, { sessionId, messageId, state })
  }

  const warn = (cause: unknown) => {
    if (!closed) log.warn('background work failed', cause)
  }

  return {
    userId,
    http,
    api,
    db,
    answers,
    outbox,
    sessions,
    catchUp,

    /** Resolves when the database can be read; rejects when this browser refuses to store. */
    open: () => db.open(),

    /** Connects (again): after signing in, or at the start of the page. */
    start(): void {
      if (closed) return
      feed.start()
      void outbox.recheck().catch(warn)
    },

    get connection(): Connection {
      return connection
    },
    onConnection(listener: (state: Connection) => void): () => void {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },

    /** This session is on screen: its ends are read as they come. Loads it when it is not in the cache. */
    read(sessionId: string): Promise<void> {
      reading = sessionId
      return sessions.open(sessionId)
    },
    leave(): void {
      reading = undefined
    },

    stop: (answer: { sessionId: string; id: string }) => stopAnswer(deps, answer),
    retry: (answer: { sessionId: string; id: string }) => retryAnswer(deps, answer),

    /** One round of asking instead of being told; for when no feed gets through. */
    async poll(): Promise<void> {
      answers.forget(await pollActive(db, api))
    },

    /** Stops everything and writes what is still in memory. */
    async close(): Promise<void> {
      feed.stop()
      clearTimeout(catchUpTimer)
      outbox.close()
      await answers.store()
      closed = true
      answers.close()
      db.close()
    },
  }
}
