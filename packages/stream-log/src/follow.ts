import { comparePositions, isAfter, type Position } from '@continuo/contract'

/**
 * The way of one viewer along one message, as a pure function: what to send and when to read, whatever order replies,
 * live events and lost connections come in. The hub gives it a voice; property tests give it a hard time.
 *
 * joining: subscribed, not yet acknowledged · reading: a read is under way, live events wait · live: events pass
 * through · paused: the viewer is full, the log keeps what comes · ended.
 */
export interface FollowState<E extends FollowEvent> {
  readonly phase: 'joining' | 'reading' | 'live' | 'paused' | 'ended'
  /** Everything up to here has been sent. */
  readonly at: Position
  /** Live events that came while reading, as they came. */
  readonly waiting: readonly E[]
  /** Something happened that the read under way may not have seen: read once more. */
  readonly again: boolean
}

export interface FollowEvent extends Position {
  readonly firstSeq: number
  readonly type: string
}

export type FollowInput<E> =
  /** Redis has acknowledged the subscription. Before that a read would leave a hole between it and the first event. */
  | { readonly kind: 'joined' }
  /** From pub/sub: in any order, twice, or never. */
  | { readonly kind: 'live'; readonly event: E }
  /** A read's answer: from the log, or from Postgres when the log could not serve. `endsAt`: where the message ended. */
  | { readonly kind: 'replayed'; readonly events: readonly E[]; readonly endsAt?: Position | undefined }
  /** Events may have been missed: connection renewed, or the log stands further on. */
  | { readonly kind: 'doubt' }
  /** The viewer took the event at this position and nothing after it. */
  | { readonly kind: 'full'; readonly at: Position }
  | { readonly kind: 'drained' }

export type FollowOutput<E> =
  | { readonly kind: 'send'; readonly event: E }
  /** Read what comes after the position and answer with `replayed`. */
  | { readonly kind: 'read'; readonly after: Position }
  | { readonly kind: 'end' }

/** While reading, more than this is not kept: the log has it, and a second read costs less than the memory. */
export const maxWaiting = 256

export const startFollowing = <E extends FollowEvent>(after: Position): FollowState<E> => ({
  phase: 'joining',
  at: after,
  waiting: [],
  again: false,
})

export interface Step<E extends FollowEvent> {
  readonly state: FollowState<E>
  readonly outputs: readonly FollowOutput<E>[]
}

export function step<E extends FollowEvent>(state: FollowState<E>, input: FollowInput<E>): Step<E> {
  // Outputs that follow a refused send were never carried out: `full` takes the state back to what was really sent.
  if (state.phase === 'ended' && input.kind !== 'full') return { state, outputs: [] }
  switch (input.kind) {
    case 'live':
      return onLive(state, input.event)
    case 'replayed':
      return state.phase === 'paused' || state.phase === 'joining'
        ? { state, outputs: [] }
        : onReplayed(state, input.events, input.endsAt)
    case 'joined':
      return state.phase === 'joining' ? read(state) : { state, outputs: [] }
    case 'doubt':
      if (state.phase === 'live') return read(state)
      return { state: { ...state, again: true }, outputs: [] }
    case 'full':
      return { state: { phase: 'paused', at: input.at, waiting: [], again: false }, outputs: [] }
    case 'drained':
      return state.phase === 'paused' ? read(state) : { state, outputs: [] }
  }
}

const read = <E extends FollowEvent>(state: FollowState<E>): Step<E> => ({
  state: { ...state, phase: 'reading', again: false },
  outputs: [{ kind: 'read', after: state.at }],
})

function onLive<E extends FollowEvent>(state: FollowState<E>, event: E): Step<E> {
  if (state.phase === 'paused' || !isAfter(event, state.at)) return { state, outputs: [] }
  if (state.phase === 'live') {
    if (leadsOn(state.at, event)) return send(state, event, [])
    return read({ ...state, waiting: [event] })
  }
  if (state.waiting.length >= maxWaiting) return { state: { ...state, waiting: [], again: true }, outputs: [] }
  return { state: { ...state, waiting: [...state.waiting, event] }, outputs: [] }
}

function onReplayed<E extends FollowEvent>(
  before: FollowState<E>,
  events: readonly E[],
  endsAt: Position | undefined,
): Step<E> {
  const waiting = before.waiting.toSorted(comparePositions)
  const outputs: FollowOutput<E>[] = []
  let state: FollowState<E> = { ...before, phase: before.phase === 'reading' ? 'live' : before.phase, waiting: [] }
  let missing = false
  for (const [index, event] of [...events, ...waiting].entries()) {
    const fits = isAfter(event, state.at) ? leadsOn(state.at, event) : isNews(state.at, event) && index < events.length
    if (fits) state = send(state, event, outputs).state
    else if (isAfter(event, state.at)) missing = true
    if (state.phase === 'ended') return { state, outputs }
  }
  // A viewer who has the end already gets nothing more, only the end of the following.
  if (endsAt && !isAfter(endsAt, state.at))
    return { state: { ...state, phase: 'ended' }, outputs: [...outputs, { kind: 'end' }] }
  if (!before.again && !missing) return { state, outputs }
  const more = read(state)
  return { state: more.state, outputs: [...outputs, ...more.outputs] }
}

/** True when nothing can be missing between the position and the event: the reducer's `follows`, for any event. */
export function leadsOn(at: Position, event: FollowEvent): boolean {
  if (event.type === 'snapshot') return true
  if (event.epoch > at.epoch) return event.firstSeq === 1
  return event.firstSeq === at.seq + 1
}

/** A synthetic status at the viewer's own position tells something without moving it. */
const isNews = (at: Position, event: FollowEvent): boolean =>
  event.type === 'status' && comparePositions(event, at) === 0

const ends = new Set(['completed', 'error', 'cancelled'])
export const isEnd = ({ type }: { readonly type: string }): boolean => ends.has(type)

function send<E extends FollowEvent>(state: FollowState<E>, event: E, outputs: FollowOutput<E>[]): Step<E> {
  outputs.push({ kind: 'send', event })
  const at = { epoch: event.epoch, seq: event.seq }
  if (!isEnd(event)) return { state: { ...state, at }, outputs }
  outputs.push({ kind: 'end' })
  return { state: { ...state, phase: 'ended', at, waiting: [] }, outputs }
}
