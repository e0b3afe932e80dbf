import { createParser } from 'eventsource-parser'
import { type Connection, idle, type Input, nextTick, step } from './connection.ts'
import { asApiError } from './errors.ts'
import { type Incoming, readFrame } from './frames.ts'

export interface FollowOptions {
  /** Opens the stream with the cursors of that moment; rejects with an `ApiError` when refused. */
  open: (signal: AbortSignal) => Promise<Response>
  onFrame: (frame: Incoming) => void
  /** The machine moved; called with every new state. */
  onState?: (state: Connection) => void
  /** The server ended the response by itself: true stops here, false reconnects. Default: reconnect. */
  isDone?: (response: Response) => boolean
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
  readonly state: Connection
}

/** Follows an event stream through losses, silences and server restarts until it is stopped. */
export function follow(options: FollowOptions): Follower {
  const { now = Date.now, random = Math.random } = options
  let state = idle
  let open = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(input: Input) {
    const before = state
    state = step(state, input, { now: now(), random })
    if (state === before) return
    const dropped = before.phase !== state.phase && (state.phase === 'waiting' || state.phase === 'stopped')
    if (dropped || state.dial !== before.dial) open.abort()
    clearTimeout(timer)
    if (nextTick(state) < Infinity)
      timer = setTimeout(() => send({ type: 'tick' }), Math.max(0, nextTick(state) - now()))
    options.onState?.(state)
    if (state.dial !== before.dial) void connect((open = new AbortController()))
  }

  async function connect(own: AbortController) {
    const stillOurs = () => own === open && !own.signal.aborted
    try {
      const response = await options.open(own.signal)
      if (!stillOurs()) return
      send({ type: 'opened' })
      await read(response, own, stillOurs)
      if (stillOurs()) send(options.isDone?.(response) ? { type: 'stop' } : { type: 'lost' })
    } catch (cause) {
      if (!stillOurs()) return
      const error = asApiError(cause)
      const refused = error.status >= 400 && !error.isTransient
      send(refused ? { type: 'stop' } : { type: 'lost', retryAfterMs: error.retryAfterMs })
      if (refused) options.onRefused?.(error)
    }
  }

  async function read(response: Response, own: AbortController, stillOurs: () => boolean) {
    const parser = createParser({
      onEvent: ({ event, data }) => {
        const frame = readFrame(event, data)
        if (!frame || !stillOurs()) return
        if (frame.kind === 'drain') send({ type: 'drain', inMs: frame.reconnectInMs })
        else options.onFrame(frame)
      },
    })
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    own.signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined), { once: true })
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done || !stillOurs()) return
      send({ type: 'bytes' })
      parser.feed(decoder.decode(chunk.value, { stream: true }))
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
