import type { AnswerState } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { asApiError } from '../transport/errors.ts'
import { type FeedState, openFeed } from '../transport/feed.ts'
import type { Http } from '../transport/http.ts'
import { log } from '../transport/log.ts'
import { shareFeed } from '../transport/shared-feed.ts'
import { retryAnswer, stopAnswer } from './actions.ts'
import { createAnswers } from './answers.ts'
import { createAutoRetry } from './auto-retry.ts'
import { ChatDb } from './db.ts'
import { createFinished } from './finished.ts'
import { applyLifecycle } from './lifecycle.ts'
import { createNotices } from './notices.ts'
import { createOutbox } from './outbox.ts'
import { createReads } from './reads.ts'
import { createSessions } from './sessions.ts'
import { createStorage } from './storage.ts'
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

/** How often the server is asked what changed when no lasting connection gets through. Milliseconds. */
const askEveryMs = 10_000

/** When what failed is tried again, unless the server said when. */
const retryInMs = () => 3_000 + Math.random() * 4_000

export type ChatClient = ReturnType<typeof createChatClient>

/**
 * One user's chats in this browser: the database, and everything that keeps it true. Readable at once, also without a
 * network; `start` connects it.
 */
export function createChatClient({ userId, http, api, ...timing }: ChatClientOptions) {
  const db = new ChatDb(userId)
  const storage = createStorage(db)
  const stateListeners = new Set<(state: FeedState) => void>()
  let closed = false
  let catchUpTimer: ReturnType<typeof setTimeout> | undefined
  let catchUpAt = 0

  const answers = createAnswers({
    db,
    onGap: (sessionId, messageId) => feed.recover(sessionId, messageId),
    writes: () => feed.leads,
    onUnknown: () => catchUpSoon(),
    onEnd: (sessionId, messageId, state) => void ended(sessionId, messageId, state).catch(warn),
    ...timing,
  })
  const finished = createFinished()
  const notices = createNotices()
  const sync = createSync({ db, api, have: finished.cursors, onSettled: answers.forget })
  const outbox = createOutbox({ db, api, onNews: () => catchUpSoon(), onNotice: notices.tell })
  const sessions = createSessions({ db, api, onRemoved: answers.forget })
  const reads = createReads({ db, api, onLater: () => catchUpSoon(retryInMs()) })
  const deps = { db, api, answers }
  const autoRetry = createAutoRetry({
    db,
    retry: (answer) => retryAnswer(deps, answer),
    onError: (cause) => warn(cause),
  })

  async function ended(sessionId: string, messageId: string, state: AnswerState): Promise<void> {
    await autoRetry.plan(sessionId, messageId, state)
    const outcome = await verifyEnd({ db, api }, { sessionId, messageId, state })
    if (outcome === 'same') finished.add(messageId, state.at)
    else notices.tell({ type: 'mended' })
  }

  const feed = shareFeed({
    userId,
    open: (on) => openFeed({ http, cursors: () => answers.cursors(), ...on }),
    onFrame: (frame) => {
      if (frame.kind === 'event' || frame.kind === 'skipped') answers.receive(frame)
      else if (frame.kind === 'lifecycle' && feed.leads)
        void applyLifecycle({ db, sync: () => catchUpSoon(), onRemoved: answers.forget }, frame.event).catch(warn)
    },
    onState: (state) => {
      const isBack = state.phase === 'live' && (connection.phase !== 'live' || !connection.online) && state.online
      if (state.phase !== connection.phase)
        log.debug('feed', { phase: state.phase, rung: state.rung, failures: state.failures })
      connection = state
      for (const listener of stateListeners) listener(state)
      if (isBack && feed.leads) void catchUp()
    },
    // what the leader before had not stored yet
    onLead: (leads) => leads && void answers.store(),
    onCatchUp: () => catchUpSoon(),
    stateOf: answers.peek,
    onAnswer: (sessionId, messageId, state) => answers.adopt(sessionId, messageId, state),
  })
  let connection = feed.state

  /** Takes everything that happened elsewhere, then sends what waits. Tries again by itself while the feed lives. */
  async function catchUp(): Promise<void> {
    clearTimeout(catchUpTimer)
    catchUpTimer = undefined
    try {
      await Promise.all([
        // what has ended meanwhile must be known before anything is told to have been read
        sync()
          .then(() => answers.store())
          .then(reads.flush),
        outbox.flush(),
        sessions.flushDeletes(),
      ])
      // news that only a lasting connection brings are asked for instead
      if (connection.phase === 'live' && connection.rung === 'poll') catchUpSoon(askEveryMs)
    } catch (cause) {
      if (closed) return
      if (asApiError(cause).code === 'protocol') warn(cause)
      catchUpSoon(asApiError(cause).retryAfterMs ?? retryInMs())
    }
  }

  function catchUpSoon(inMs = 150): void {
    if (closed || feed.askLeader()) return
    const at = Date.now() + inMs
    if (catchUpTimer !== undefined && at >= catchUpAt) return
    clearTimeout(catchUpTimer)
    catchUpAt = at
    catchUpTimer = setTimeout(() => void catchUp(), inMs)
  }

  const warn = (cause: unknown) => {
    if (!closed) log.warn('background work failed', cause)
  }

  return {
    userId,
    http,
    api,
    db,
    storage,
    answers,
    outbox,
    sessions,
    reads,
    catchUp,

    /** Resolves when the database can be read. Rejects with `NewerDatabase`. */
    open: () => storage.open(),

    /** Connects (again): after signing in, or at the start of the page. */
    start(): void {
      if (closed) return
      feed.start()
      void outbox.recheck().catch(warn)
    },

    get connection(): FeedState {
      return connection
    },
    onConnection(listener: (state: FeedState) => void): () => void {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },

    /** What its own work meets with, for the page's reports. */
    onNotice: notices.listen,

    stop: (answer: { sessionId: string; id: string }) => stopAnswer(deps, answer),
    retry: (answer: { sessionId: string; id: string }) => retryAnswer(deps, answer),

    /** Stops everything and writes what is still in memory. */
    async close(): Promise<void> {
      clearTimeout(catchUpTimer)
      outbox.close()
      autoRetry.close()
      await answers.store()
      feed.stop()
      closed = true
      answers.close()
      db.close()
    },
  }
}
