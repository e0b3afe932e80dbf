import { type Connection, idle, type Input, nextTick, step } from './connection.ts'
import { asApiError } from './errors.ts'
import type { Incoming } from './frames.ts'
import type { Rung } from './sink.ts'

export interface FollowOptions {
  /** Opens a connection from the cursors of that moment. */
  open: Rung
  onFrame: (frame: Incoming) => void
  /** The machine moved; called with every new state. */
  onState?: (state: Connection) => void
  /** Refused for good (404, 400, …): following stops. 401 stops too until `start` is called again. */
  onRefused?: (error: ReturnType<typeof asApiError>) => void
  now?: () => number
  random?: () => number
}

export interface Follower {
  start: () => void
  stop: () => void
  /** Something is missing: read again from the cursors of now. */
  resume: () => void
  /** Another kind of connection is due: drop this one and open at once. */
  redial: () => void
  /** Somebody looks: do not sit out a long delay. */
  wake: () => void
  readonly state: Connection
}

/** Why a connection was aborted when nothing was heard on it for too long. */
export const silence = Symbol('silence')

/** Follows a stream through losses, silences and server restarts until it is stopped. */
export function follow(options: FollowOptions): Follower {
  const { now = Date.now, random = Math.random } = options
  let state = idle
  let open = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(input: Input) {
    const before = state
    state = step(state, input, { now: now(), random })
    if (state === before) return void (input.type === 'tick' && arm())
    const dropped = before.phase !== state.phase && (state.phase === 'waiting' || state.phase === 'stopped')
    if (dropped || state.dial !== before.dial) open.abort(input.type === 'tick' ? silence : undefined)
    arm()
    options.onState?.(state)
    if (state.dial !== before.dial) void connect((open = new AbortController()))
  }

  /** A timer may ring a little early; it is set again then. */
  function arm() {
    clearTimeout(timer)
    if (nextTick(state) < Infinity)
      timer = setTimeout(() => send({ type: 'tick' }), Math.max(0, Math.ceil(nextTick(state) - now())))
  }

  async function connect(own: AbortController) {
    const isOurs = () => own === open && !own.signal.aborted
    const whenOurs = (input: Input) => isOurs() && send(input)
    try {
      await options.open(own.signal, {
        opened: () => whenOurs({ type: 'opened' }),
        heard: () => whenOurs({ type: 'bytes' }),
        frame: (frame) => {
          if (frame.kind === 'drain') whenOurs({ type: 'drain', inMs: frame.reconnectInMs })
          else if (isOurs()) options.onFrame(frame)
        },
      })
      whenOurs({ type: 'lost' })
    } catch (cause) {
      if (!isOurs()) return
      const error = asApiError(cause)
      const refused = error.status >= 400 && !error.isTransient
      send(refused ? { type: 'stop' } : { type: 'lost', retryAfterMs: error.retryAfterMs })
      if (refused) options.onRefused?.(error)
    }
  }

  const stopListening = listenToBrowser(send)
  return {
    start: () => send({ type: 'start' }),
    stop: () => {
      stopListening()
      send({ type: 'stop' })
    },
    resume: () => send({ type: 'lost' }),
    redial: () => send({ type: 'redial' }),
    wake: () => send({ type: 'visible' }),
    get state() {
      return state
    },
  }
}

/** The browser's own news about network and visibility, where there is a browser. */
function listenToBrowser(send: (input: Input) => void): () => void {
  if (typeof window === 'undefined') return () => undefined
  const off = new AbortController()
  const { signal } = off
  window.addEventListener('online', () => send({ type: 'online' }), { signal })
  window.addEventListener('offline', () => send({ type: 'offline' }), { signal })
  window.addEventListener('pageshow', () => send({ type: 'visible' }), { signal })
  document.addEventListener('visibilitychange', () => document.hidden || send({ type: 'visible' }), { signal })
  if (!navigator.onLine) send({ type: 'offline' })
  return () => off.abort()
}
