import type { Connection } from './connection.ts'
import { ApiError, asApiError } from './errors.ts'
import { follow, type Follower, type FollowOptions, silence } from './follow.ts'
import type { Http } from './http.ts'
import { betterRungs, type Evidence, ladderTiming, onTop, type RungName, stepLadder } from './ladder.ts'
import { log } from './log.ts'
import { pollRung } from './poll-rung.ts'
import type { Rung, Sink } from './sink.ts'
import { socketRung } from './socket-rung.ts'
import { heldBack, sseRung } from './sse-rung.ts'

/** How the feed stands, and by which kind of connection. */
export interface FeedState extends Connection {
  readonly rung: RungName
}

export interface FeedOptions extends Pick<FollowOptions, 'onFrame' | 'onRefused' | 'now' | 'random'> {
  http: Http
  /** The cursors of every answer that is not over, as the `cursor` query; asked for each connection. */
  cursors: () => Promise<string>
  onState: (state: FeedState) => void
}

/**
 * The one long-lived connection of a browser: everything that happens to this user's answers and sessions, by the best
 * kind of connection that the network lets through.
 */
export function openFeed({ http, cursors, onState, now = Date.now, ...options }: FeedOptions): Follower {
  const rungs: Record<RungName, Rung> = {
    sse: sseRung(http, '/chat/stream', cursors),
    socket: socketRung(http, '/chat/socket', cursors),
    poll: pollRung(http, cursors),
  }
  let ladder = onTop
  let climbTimer: ReturnType<typeof setTimeout> | undefined
  let climbing = new AbortController()

  function learn(evidence: Evidence): void {
    const before = ladder
    ladder = stepLadder(ladder, evidence, now())
    if (ladder.rung === before.rung && ladder.climbAt === before.climbAt) return
    log.debug('rung', { was: before.rung, is: ladder.rung, because: evidence.type })
    clearTimeout(climbTimer)
    if (ladder.climbAt < Infinity) climbTimer = setTimeout(() => void climb(), Math.max(0, ladder.climbAt - now()))
  }

  /** Tries rung after rung until one opens, as long as it is the kind of connection that is at fault. */
  const open: Rung = async (signal, sink) => {
    for (;;) {
      const { rung } = ladder
      const drained = { is: false }
      const { heldMs, error } = await attempt(rungs[rung], signal, noteDrain(sink, drained), now)
      const wasDropped = signal.aborted && signal.reason !== silence
      if (wasDropped || drained.is) return
      if (heldMs === undefined ? !isSuspicious(error) : heldMs >= ladderTiming.youngMs) {
        if (heldMs !== undefined) learn({ type: 'broke', heldMs })
        if (error === undefined) return
        throw asApiError(error)
      }
      if (await shortRequestsPass(http)) learn(heldMs === undefined ? { type: 'blocked' } : { type: 'broke', heldMs })
      if (heldMs !== undefined || ladder.rung === rung || signal.aborted) throw asLost(error)
    }
  }

  /** Looks whether a better rung opens now; the present one goes on until then. */
  async function climb(): Promise<void> {
    climbing = new AbortController()
    const { signal } = climbing
    for (const rung of betterRungs(ladder)) {
      const isOpen = await opens(rungs[rung], signal, now)
      if (signal.aborted) return
      if (!isOpen) continue
      learn({ type: 'climbed', rung })
      return follower.redial()
    }
    learn({ type: 'stayed' })
  }

  const follower = follow({
    ...options,
    now,
    open,
    onState: (state) => onState({ ...state, rung: ladder.rung }),
  })
  return {
    ...follower,
    get state() {
      return follower.state
    },
    stop: () => {
      clearTimeout(climbTimer)
      climbing.abort()
      follower.stop()
    },
  }
}

interface Attempt {
  /** How long it was open; undefined when it never was, or only seemed to be. */
  heldMs: number | undefined
  error: unknown
}

/** One connection. Never rejects; without a first byte in time it is given up. */
async function attempt(rung: Rung, signal: AbortSignal, sink: Sink, now: () => number): Promise<Attempt> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ladderTiming.firstByteMs)
  let openedAt: number | undefined
  const opened = () => {
    clearTimeout(timer)
    openedAt = now()
    sink.opened()
  }
  const error = await rung(AbortSignal.any([signal, late.signal]), { ...sink, opened }).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  clearTimeout(timer)
  const seemedOpen = error instanceof ApiError && error.code === heldBack
  return { heldMs: openedAt === undefined || seemedOpen ? undefined : now() - openedAt, error }
}

/** Whether a connection of this kind brings its first bytes in time; it is closed again at once. */
async function opens(rung: Rung, signal: AbortSignal, now: () => number): Promise<boolean> {
  const done = new AbortController()
  const ignore: Sink = { opened: () => done.abort(), heard: () => undefined, frame: () => undefined }
  const { heldMs } = await attempt(rung, AbortSignal.any([signal, done.signal]), ignore, now)
  return heldMs !== undefined
}

const noteDrain = (sink: Sink, drained: { is: boolean }): Sink => ({
  ...sink,
  frame: (frame) => {
    if (frame.kind === 'drain') drained.is = true
    sink.frame(frame)
  },
})

/** Refusals of our server are its word; silence, losses and pages of somebody else may be the path's doing. */
const isSuspicious = (error: unknown): boolean => error === undefined || !asApiError(error).isOurServers

/** What a path did is no reason to stop: it is tried again. */
function asLost(error: unknown): Error {
  const known = error === undefined ? undefined : asApiError(error)
  return known?.isOurServers ? known : new ApiError('network', 'The connection was lost', { cause: error })
}

/** Whether the server can be reached at all, without anything long-lived. */
async function shortRequestsPass(http: Http): Promise<boolean> {
  if (globalThis.navigator?.onLine === false) return false
  return http.get('/auth/me', { timeoutMs: 3_000 }).then(
    () => true,
    (cause: unknown) => asApiError(cause).isOurServers && asApiError(cause).status < 500,
  )
}

export interface SessionStreamOptions extends Omit<FollowOptions, 'open'> {
  http: Http
  sessionId: string
  cursors: () => Promise<string>
}

/** One session's stream: ends by itself when nothing in it is active (204, or the server closes after the end). */
export const openSessionStream = ({ http, sessionId, cursors, ...options }: SessionStreamOptions): Follower =>
  follow({ ...options, open: sseRung(http, `/chat/stream/${sessionId}`, cursors) })
