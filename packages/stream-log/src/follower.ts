import { type AddressedEvent, isAfter, type Position } from '@continuo/contract'
import { type FollowInput as Input, isEnd, startFollowing, step } from './follow.ts'
import { syntheticEvent } from './log-event.ts'
import type { Following, FollowInput, LogEvent, StreamReader, StreamRef } from './types.ts'

export interface Follower extends Following {
  readonly ref: StreamRef
  /** Live and not waiting for anything: its position says something about what it has missed. */
  readonly settled: boolean
  joined(): void
  live(event: LogEvent): void
  doubt(): void
}

export interface FollowerDeps {
  readonly replay: StreamReader['replay']
  readonly retryMs: number
  readonly onError: (cause: unknown) => void
  readonly onGap: () => void
  readonly onDuplicates: (count: number) => void
  /** Called once, when the following is over. */
  readonly leave: () => void
}

/** The shell around `step`: runs its reads and hands its events to the viewer. */
export function createFollower(deps: FollowerDeps, { ref, after, send, ended, fallback }: FollowInput): Follower {
  let state = startFollowing<LogEvent>(after)
  let open = true
  /** Reads in a row that moved nothing; the next one waits longer. */
  let idleReads = 0
  let pause: NodeJS.Timeout | undefined

  function feed(input: Input<LogEvent>) {
    if (!open) return
    const { state: next, outputs } = step(state, input)
    tally(input, next)
    if (isAfter(next.at, state.at)) idleReads = 0
    state = next
    for (const output of outputs) {
      if (output.kind === 'send') {
        if (send(output.event) === false && !isEnd(output.event)) return feed({ kind: 'full', at: output.event })
      } else if (output.kind === 'read') {
        read()
      } else {
        close()
        ended()
      }
    }
  }

  /** What `step` made of live events, for those who count: it leaves out what was sent before, and reads where one is missing. */
  function tally(input: Input<LogEvent>, next: typeof state) {
    if (input.kind === 'live') {
      if (state.phase === 'live' && next.phase === 'reading') deps.onGap()
      else if (state.phase !== 'paused' && !isAfter(input.event, state.at)) deps.onDuplicates(1)
    } else if (input.kind === 'replayed' && state.waiting.length > 0) {
      const repeated = repeatedBy(input.events, state.waiting)
      if (repeated > 0) deps.onDuplicates(repeated)
    }
  }

  /** At once when the last read brought something, else after a growing pause: a log that cannot serve is not hammered. */
  function read() {
    clearTimeout(pause)
    const waitMs = idleReads === 0 ? 0 : deps.retryMs * Math.min(20, 2 ** (idleReads - 1)) * (0.5 + Math.random() / 2)
    idleReads++
    if (waitMs === 0) void ask(state.at)
    else pause = setTimeout(() => void ask(state.at), waitMs).unref()
  }

  async function ask(from: Position) {
    try {
      const replay = await deps.replay(ref, from)
      if (replay.kind === 'events') {
        if (!isAfter(replay.at, from)) idleReads = 0
        feed({ kind: 'replayed', events: replay.events, endsAt: replay.ended ? replay.at : undefined })
      } else if (open) {
        feed(stored(await fallback(ref, from)))
      }
    } catch (cause) {
      if (!open) return
      deps.onError(cause)
      read()
    }
  }

  /** What Postgres knows, as a read's answer. A status tells about the present: it belongs to where the viewer is. */
  function stored(events: readonly AddressedEvent[]): Input<LogEvent> {
    const last = events.at(-1)
    const here = (event: AddressedEvent) => (event.type === 'status' ? { ...event, ...state.at } : event)
    return {
      kind: 'replayed',
      events: events.map((event) => syntheticEvent(here(event))),
      endsAt: last && isEnd(last) ? { epoch: last.epoch, seq: last.seq } : undefined,
    }
  }

  function close() {
    if (!open) return
    open = false
    clearTimeout(pause)
    deps.leave()
  }

  return {
    ref,
    get at() {
      return state.at
    },
    get settled() {
      return state.phase === 'live'
    },
    joined: () => feed({ kind: 'joined' }),
    live: (event) => feed({ kind: 'live', event }),
    doubt: () => feed({ kind: 'doubt' }),
    resume: () => feed({ kind: 'drained' }),
    close,
  }
}

/** How many of the events that came live while a read was under way its answer holds too. */
function repeatedBy(read: readonly LogEvent[], waiting: readonly LogEvent[]): number {
  const last = read.at(-1)
  return last ? waiting.filter((event) => !isAfter(event, last)).length : 0
}
