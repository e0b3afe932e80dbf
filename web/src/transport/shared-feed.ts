import type { AnswerState } from '@continuo/contract'
import { idle } from './connection.ts'
import type { FeedState } from './feed.ts'
import type { Follower } from './follow.ts'
import type { Incoming } from './frames.ts'
import { type Leadership, seekLeadership } from './leader.ts'
import { log } from './log.ts'

/** What tabs of one user tell each other. `frame`, `state`, `answer` and `here` come from the leader. */
type Note =
  | { kind: 'frame'; frame: Incoming }
  | { kind: 'state'; state: FeedState }
  | { kind: 'answer'; sessionId: string; messageId: string; state: AnswerState | undefined }
  | { kind: 'here' }
  | { kind: 'there?' | 'start' | 'wake' | 'catch up' }
  | { kind: 'need'; sessionId: string; messageId: string }

export interface SharedFeedOptions {
  userId: string
  /** Opens the real connection; called when this tab becomes the leader. */
  open: (on: { onFrame: (frame: Incoming) => void; onState: (state: FeedState) => void }) => Follower
  onFrame: (frame: Incoming) => void
  onState: (state: FeedState) => void
  onLead: (leads: boolean) => void
  /** Another tab wants the server asked for what changed. */
  onCatchUp: () => void
  /** Where an answer stands as this tab knows it, for a tab that misses a part of it. */
  stateOf: (messageId: string) => AnswerState | undefined
  /** What the leader knows of an answer; undefined: no more than what is stored. */
  onAnswer: (sessionId: string, messageId: string, state: AnswerState | undefined) => void
}

/** A seen tab that has heard nothing of its leader for `quietMs` asks, and takes over when nothing comes for `deadMs`. */
const watch = { everyMs: 500, quietMs: 1_000, deadMs: 1_800 }

/**
 * One connection for all tabs of a browser: the leader's tab holds it and tells the others every frame as it came, so
 * that each folds the same events. What a tab misses it asks of the leader, never of the server.
 */
export function shareFeed(options: SharedFeedOptions) {
  const canShare = typeof BroadcastChannel !== 'undefined' && globalThis.navigator?.locks !== undefined
  const channel = canShare ? new BroadcastChannel(`continuo:${options.userId}`) : undefined
  const needed = new Set<string>()
  let leadership: Leadership | undefined
  let feed: Follower | undefined
  let state: FeedState = { ...idle, rung: 'sse' }
  let heardAt = Date.now()
  let watching: ReturnType<typeof setInterval> | undefined

  let isStopped = false
  const tell = (note: Note) => isStopped || channel?.postMessage(note)

  function setState(next: FeedState): void {
    state = next
    options.onState(next)
  }

  function lead(leads: boolean): void {
    log.debug(leads ? 'this tab leads' : 'another tab leads')
    if (leads) {
      needed.clear()
      feed = options.open({
        onFrame: (frame) => {
          tell({ kind: 'frame', frame })
          options.onFrame(frame)
        },
        onState: (next) => {
          tell({ kind: 'state', state: next })
          setState(next)
        },
      })
      options.onLead(true)
      feed.start()
    } else {
      feed?.stop()
      feed = undefined
      heardAt = Date.now()
      options.onLead(false)
    }
  }

  function heardAsLeader(note: Note): void {
    if (note.kind === 'there?') {
      tell({ kind: 'here' })
      tell({ kind: 'state', state })
    } else if (note.kind === 'need') tell({ ...note, kind: 'answer', state: options.stateOf(note.messageId) })
    else if (note.kind === 'start') feed?.start()
    else if (note.kind === 'wake') feed?.wake()
    else if (note.kind === 'catch up') options.onCatchUp()
  }

  function heardAsFollower(note: Note): void {
    if (note.kind === 'frame') options.onFrame(note.frame)
    else if (note.kind === 'state') setState(note.state)
    else if (note.kind === 'answer' && needed.delete(note.messageId))
      options.onAnswer(note.sessionId, note.messageId, note.state)
    else if (note.kind !== 'here') return
    heardAt = Date.now()
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Note>) =>
    feed ? heardAsLeader(data) : heardAsFollower(data),
  )

  /** Only a tab that is seen has timers to trust, and somebody who waits. */
  function look(): void {
    if (feed || globalThis.document?.hidden) return void (heardAt = Date.now())
    const quiet = Date.now() - heardAt
    if (quiet >= watch.deadMs) {
      heardAt = Date.now()
      leadership?.seize()
    } else if (quiet >= watch.quietMs) tell({ kind: 'there?' })
  }

  const wake = () => globalThis.document?.hidden || tell({ kind: 'wake' })

  return {
    /** Connects, or asks the tab that holds the connection to do so: at the start, and after signing in. */
    start(): void {
      if (leadership) {
        if (feed) feed.start()
        else tell({ kind: 'start' })
        return
      }
      leadership = seekLeadership({ name: `continuo:feed:${options.userId}`, onChange: lead })
      if (!channel) return
      tell({ kind: 'there?' })
      watching = setInterval(look, watch.everyMs)
      globalThis.document?.addEventListener('visibilitychange', wake)
    },

    stop(): void {
      clearInterval(watching)
      globalThis.document?.removeEventListener('visibilitychange', wake)
      feed?.stop()
      feed = undefined
      leadership?.stop()
      isStopped = true
      channel?.close()
    },

    /** A part of an answer is missing here: the leader reads again from its cursors, others ask the leader. */
    recover(sessionId: string, messageId: string): void {
      if (feed) return feed.resume()
      if (needed.has(messageId)) return
      needed.add(messageId)
      tell({ kind: 'need', sessionId, messageId })
    },

    /** Has the server asked for what changed by the tab that leads; false when that is this tab. */
    askLeader(): boolean {
      if (feed || !channel) return false
      tell({ kind: 'catch up' })
      return true
    },

    get leads(): boolean {
      return feed !== undefined
    },
    get state(): FeedState {
      return state
    },
  }
}
