import {
  type AnswerState,
  comparePositions,
  emptyAnswer,
  formatCursors,
  formatPosition,
  isTerminal,
  type MessageView,
} from '@continuo/contract'
import { log } from '../transport/log.ts'
import { addressOf, type AnswerFrame, applyFrame, storeAnswers } from './apply-event.ts'
import type { ChatDb } from './db.ts'
import { mergeMessage, stateOf } from './rows.ts'

export interface AnswersOptions {
  db: ChatDb
  /** An answer misses something: it has to be read again from where it stands. */
  onGap: (sessionId: string, messageId: string) => void
  /** Whether this tab stores what it folds; of several tabs with the same frames one is enough. Default: it does. */
  writes?: () => boolean
  /** Events came for a message whose row is not here. */
  onUnknown: () => void
  /** Ended and stored; called once per end seen on the wire. */
  onEnd: (sessionId: string, messageId: string, state: AnswerState) => void
  /** Runs a function soon, at most once per frame. Default: the next animation frame, 50 ms when hidden. */
  onNextFrame?: (run: () => void) => void
  /** Milliseconds between two writes of growing answers. Default 200; long texts wait longer. */
  storeEveryMs?: number
}

/** `arrivedAt`: when the oldest of what is new came in, by `performance.now()`. */
export type AnswersListener = (changed: ReadonlyMap<string, AnswerState>, arrivedAt: number) => void

interface Entry {
  sessionId: string
  state: AnswerState
  /** While a stop is on its way nothing more is shown; what comes is kept here. */
  held: AnswerFrame[] | undefined
}

/** How long the writing tab has to store an end before another one does, in milliseconds. */
const othersStoreMs = 2_000

export type Answers = ReturnType<typeof createAnswers>

/**
 * The answers that are being written, as far as the wire has told: ahead of the database by less than a second. Events
 * are folded at once, shown once per frame, stored a few times a second. The stored place decides what is still ahead,
 * so nothing shows twice, and after a reload the cursors of the database are exactly what was stored.
 */
export function createAnswers({ db, onGap, onUnknown, onEnd, ...options }: AnswersOptions) {
  const { onNextFrame = nextFrame, storeEveryMs = 200, writes = () => true } = options
  const entries = new Map<string, Entry>()
  const loading = new Map<string, Promise<Entry>>()
  const backlog = new Map<string, AnswerFrame[]>()
  const listeners = new Set<AnswersListener>()
  const endListeners = new Set<(id: string) => void>()
  let unshown = new Set<string>()
  let unshownSince = 0
  const unstored = new Set<string>()
  let storing: Promise<void> = Promise.resolve()
  let storeTimer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  function load(id: string, sessionId: string): Promise<Entry> {
    const started = loading.get(id)
    if (started) return started
    const promise = db.messages.get(id).then((row) => {
      const entry: Entry = { sessionId, state: row ? stateOf(row) : emptyAnswer, held: undefined }
      entries.set(id, entry)
      loading.delete(id)
      return entry
    })
    loading.set(id, promise)
    return promise
  }

  /** Takes one frame of any stream. Order per message is kept, also while its row is still being read. */
  function receive(frame: AnswerFrame): void {
    const { message_id: id, session_id: sessionId } = addressOf(frame)
    const entry = entries.get(id)
    if (entry) return fold(id, entry, frame)
    const waiting = backlog.get(id)
    if (waiting) return void waiting.push(frame)
    backlog.set(id, [frame])
    void load(id, sessionId).then((loaded) => {
      const frames = backlog.get(id) ?? []
      backlog.delete(id)
      for (const each of frames) fold(id, loaded, each)
    })
  }

  function fold(id: string, entry: Entry, frame: AnswerFrame): void {
    if (entry.held) return void entry.held.push(frame)
    const { state, verdict } = applyFrame(entry.state, frame)
    if (verdict === 'gap') {
      log.debug('gap', { message: id, at: entry.state.at })
      return onGap(entry.sessionId, id)
    }
    if (verdict === 'ignored') return
    entry.state = state
    changed(id)
    plan(state)
  }

  function plan(state: AnswerState): void {
    const isOver = isTerminal(state.status)
    // the tab that writes has stored the end by then; if it has not, this one does
    if (!writes()) return void (isOver && storeSoon(othersStoreMs))
    storeSoon(isOver ? 0 : Math.max(storeEveryMs, state.text.length / 200))
  }

  function changed(id: string): void {
    if (unshown.size === 0) {
      unshownSince = performance.now()
      onNextFrame(show)
    }
    unshown.add(id)
    unstored.add(id)
  }

  function show(): void {
    const ids = unshown
    unshown = new Set()
    const states = statesOf(ids)
    if (states.size > 0) for (const listener of listeners) listener(states, unshownSince)
  }

  function statesOf(ids: Iterable<string>): Map<string, AnswerState> {
    const states = new Map<string, AnswerState>()
    for (const id of ids) {
      const entry = entries.get(id)
      if (entry) states.set(id, entry.state)
    }
    return states
  }

  function storeSoon(inMs: number): void {
    if (inMs === 0) void store()
    else storeTimer ??= setTimeout(() => void store(), inMs)
  }

  /** Writes everything that is ahead of the database. Resolves when it is written. */
  function store(): Promise<void> {
    clearTimeout(storeTimer)
    storeTimer = undefined
    storing = storing.then(storeNow).catch((error: unknown) => {
      if (!closed) log.warn('answers could not be stored, they stay in memory', error)
    })
    return storing
  }

  /** What another tab stores is left to it until it has ended. */
  const isOurs = (id: string) => writes() || isTerminal(entries.get(id)?.state.status ?? 'queued')

  async function storeNow(): Promise<void> {
    if (unstored.size === 0 || closed) return
    const before = [...unstored].filter(isOurs)
    const states = statesOf(before)
    for (const id of before) unstored.delete(id)
    try {
      const { settled, missing } = await storeAnswers(db, states)
      log.debug('stored', { answers: settled.length, missing: missing.length })
      // a missing row keeps its text here until the next sync has brought it
      for (const id of missing) unstored.add(id)
      if (missing.length > 0) onUnknown()
      for (const id of settled) ended(id, states.get(id)!)
    } catch (error) {
      for (const id of before) unstored.add(id)
      throw error
    }
  }

  function ended(id: string, state: AnswerState): void {
    const entry = entries.get(id)
    if (!entry || entry.state !== state || !isTerminal(state.status)) return
    // stored before the next frame came: whoever listens must hear of the end all the same
    if (unshown.has(id)) show()
    entries.delete(id)
    for (const listener of endListeners) listener(id)
    if (writes()) onEnd(entry.sessionId, id, state)
  }

  return {
    receive,
    store,

    listen(listener: AnswersListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Hears of every end that was seen on the wire, once it is stored, in every tab. */
    listenEnds(listener: (id: string) => void): () => void {
      endListeners.add(listener)
      return () => endListeners.delete(listener)
    },

    /** The state of an answer that is being written, as far as it has been received. */
    peek: (id: string): AnswerState | undefined => entries.get(id)?.state,

    /** Where every unfinished answer stands, as the `cursor` of a stream. Reads what is stored first. */
    async cursors(): Promise<string> {
      const rows = await db.activeStreams.toArray()
      await Promise.all(
        rows.filter((row) => !entries.has(row.messageId)).map((row) => load(row.messageId, row.sessionId)),
      )
      const active = [...entries].filter(([, entry]) => !isTerminal(entry.state.status))
      return formatCursors(active.slice(-100).map(([id, entry]) => [id, entry.state.at] as const))
    },

    /** Where one answer stands. */
    async cursorOf(sessionId: string, id: string): Promise<string> {
      const { state } = entries.get(id) ?? (await load(id, sessionId))
      return formatCursors([[id, state.at]])
    },

    /** Another tab knows more of it; without a state, what is stored is all there is. */
    adopt(sessionId: string, id: string, state: AnswerState | undefined): void {
      if (!state) return forget([id])
      const entry = entries.get(id)
      if (entry && (entry.held || comparePositions(state.at, entry.state.at) <= 0)) return
      entries.set(id, { sessionId, state, held: undefined })
      changed(id)
      plan(state)
    },

    /** Holds the answer as it is on screen; returns its cursor for the stop request. */
    async hold(id: string, sessionId: string): Promise<string> {
      const entry = entries.get(id) ?? (await load(id, sessionId))
      entry.held ??= []
      show()
      return formatPosition(entry.state.at)
    },

    /** Lets a held answer go on, with everything that came meanwhile. */
    release(id: string): void {
      const entry = entries.get(id)
      if (!entry?.held) return
      const frames = entry.held
      entry.held = undefined
      for (const frame of frames) fold(id, entry, frame)
    },

    /** The server has told the end by another way: that is the truth, and later frames are late. */
    async settle(view: MessageView): Promise<void> {
      await db.transaction('rw', db.messages, db.activeStreams, async () => {
        await db.messages.put(mergeMessage(await db.messages.get(view.id), view))
        if (isTerminal(view.status)) await db.activeStreams.delete(view.id)
      })
      forget([view.id])
    },

    /** Rows were written by someone else (sync): start again from them where they have ended or gone. */
    forget,

    close(): void {
      closed = true
      clearTimeout(storeTimer)
      listeners.clear()
      endListeners.clear()
    },
  }

  function forget(ids: Iterable<string>): void {
    for (const id of ids) {
      entries.delete(id)
      unstored.delete(id)
    }
  }
}

function nextFrame(run: () => void): void {
  if (typeof document === 'undefined' || document.hidden) setTimeout(run, 50)
  else requestAnimationFrame(run)
}
