import { type Position, isAfter, origin } from './cursor.ts'
import { type AddressedEvent, type EventBody, isOpening } from './events.ts'
import { isTerminal, type MessageStatus } from './status.ts'

/** What is known of one answer: the same fold in the browser, in the replay, and wherever a log becomes text. */
export interface AnswerState {
  readonly at: Position
  readonly status: MessageStatus
  readonly text: string
  readonly thinking: string
  readonly recovering: boolean
  /** The last `status` event's wait, for the page; undefined when nothing is awaited. */
  readonly wait?: AnswerWait
  readonly completed?: EventBody<'completed'>
  readonly cancelled?: EventBody<'cancelled'>
  readonly error?: EventBody<'error'>
}

export interface AnswerWait {
  reason?: string | undefined
  waitS?: number | undefined
  /** Unix ms, by the writer's clock. */
  waitUntil?: number | undefined
  queuePosition?: number | undefined
  /** Seconds, as of when it was told. */
  estimateS?: number | undefined
}

export const emptyAnswer: AnswerState = { at: origin, status: 'queued', text: '', thinking: '', recovering: false }

/**
 * `applied`: the state moved on. `ignored`: already seen, or of an older epoch, or after the end; nothing to do.
 * `gap`: something in between is missing; the caller must resume from `state.at`.
 */
export type Verdict = 'applied' | 'ignored' | 'gap'

/** Folds one event into a state. Pure; never throws; a `gap` or `ignored` event leaves the very same state object. */
export function applyEvent(state: AnswerState, event: AddressedEvent): { state: AnswerState; verdict: Verdict } {
  const at = { epoch: event.epoch, seq: event.seq }
  if (isTerminal(state.status)) return { state, verdict: 'ignored' }
  // A gateway tells what it knows of a queued message at its present place: news, but no progress.
  if (event.type === 'status' && at.epoch === state.at.epoch && at.seq === state.at.seq)
    return { state: fold(state, event, at), verdict: 'applied' }
  if (!isAfter(at, state.at)) return { state, verdict: 'ignored' }
  if (!follows(state.at, event)) return { state, verdict: 'gap' }
  return { state: fold(state, event, at), verdict: 'applied' }
}

/** True when nothing can be missing between `last` and this event. */
export function follows(last: Position, event: AddressedEvent): boolean {
  // A snapshot holds everything up to its seq, so it may come anywhere, and opens any newer epoch.
  if (event.type === 'snapshot') return true
  if (event.epoch > last.epoch) return isOpening(event) && event.seq === 1
  const first = 'first_seq' in event && event.first_seq ? event.first_seq : event.seq
  return first === last.seq + 1
}

function fold(state: AnswerState, event: AddressedEvent, at: Position): AnswerState {
  const { wait: _wait, ...calm } = state
  switch (event.type) {
    case 'reset':
      return { at, status: 'generating', text: '', thinking: '', recovering: false }
    case 'snapshot':
      return {
        at,
        // the end has an event of its own, which carries the hash; until it comes the answer is not over
        status: isTerminal(event.status) ? 'generating' : event.status,
        text: event.text,
        thinking: event.thinking ?? '',
        recovering: event.recovering ?? false,
      }
    case 'delta':
      return { ...calm, at, status: 'generating', recovering: false, text: state.text + event.text }
    case 'thinking':
      return { ...calm, at, status: 'generating', recovering: false, thinking: state.thinking + event.text }
    case 'status':
      return {
        ...calm,
        at,
        // as with a snapshot: only the end's own event ends the answer
        status: isTerminal(event.status) ? 'generating' : event.status,
        recovering: event.recovering ?? false,
        wait: {
          reason: event.reason,
          waitS: event.wait_s,
          waitUntil: event.wait_until,
          queuePosition: event.queue_position,
          estimateS: event.wait_estimate_s,
        },
      }
    case 'completed':
      return { ...calm, at, status: 'completed', recovering: false, completed: bodyOnly(event) }
    case 'cancelled':
      return { ...calm, at, status: 'cancelled', recovering: false, cancelled: bodyOnly(event) }
    case 'error':
      return { ...calm, at, status: 'error', recovering: false, error: bodyOnly(event) }
    default:
      // An event of a later version: nothing to show, but its place is taken, or the next one would look like a gap.
      return { ...state, at }
  }
}

function bodyOnly<E extends AddressedEvent>(event: E) {
  const { type: _t, session_id: _s, message_id: _m, epoch: _e, seq: _q, ...body } = event
  return body
}
