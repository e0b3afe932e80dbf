import { type Position, origin } from '@continuo/contract'
import { at, type FrameRecord, type History, type ViewRecord } from '../history.ts'
import { endEvents } from '../shown.ts'
import type { Violation } from './violation.ts'

const key = (view: ViewRecord, messageId: string) => `client of ${view.sessionId ?? 'the feed'}, message ${messageId}`
const spell = ({ epoch, seq }: Position) => `${epoch}.${seq}`

/** I4 and I6: what each client was sent, message by message, over all its connections. */
export function* checkFrames(history: History): Iterable<Violation> {
  for (const view of history.views) {
    const messages = Map.groupBy(view.frames.filter(isOfMessage), ({ data }) => String(data.message_id))
    for (const [messageId, frames] of messages) {
      yield* checkAddresses(view, messageId, frames)
      yield* checkOrder(view, messageId, frames)
    }
  }
}

/** Lifecycle frames and `drain` have no place in a message. */
export const isOfMessage = ({ data }: FrameRecord): boolean => data.message_id !== undefined && data.seq !== undefined

function* checkAddresses(view: ViewRecord, messageId: string, frames: readonly FrameRecord[]): Iterable<Violation> {
  for (const { id, data } of frames) {
    if (view.sessionId && data.session_id !== view.sessionId)
      yield { rule: 'I4', what: `${key(view, messageId)}: a frame of session ${String(data.session_id)}` }
    const expected = `${messageId}:${spell(at(data))}`
    // a frame that is news but no progress may go without an id
    if (id !== undefined && id !== expected)
      yield { rule: 'I4', what: `${key(view, messageId)}: id ${id} on the event at ${spell(at(data))}` }
  }
}

/** Strictly rising, without a gap, openings announced, nothing after the end. */
function* checkOrder(view: ViewRecord, messageId: string, frames: readonly FrameRecord[]): Iterable<Violation> {
  const who = key(view, messageId)
  let last = origin
  let ended: string | undefined
  for (const frame of frames) {
    const { event, data } = frame
    const here = at(data)
    const step = `${spell(last)} → ${event ?? 'no event'} ${spell(here)}`
    if (ended) {
      const rule = ended === 'cancelled' ? 'I6' : 'I4'
      yield { rule, what: `${who}: ${event ?? 'a frame'} after ${ended}` }
      continue
    }
    const isNews = event === 'status' && here.epoch === last.epoch && here.seq === last.seq
    if (!isNews) {
      if (!rises(last, here)) yield { rule: 'I4', what: `${who}: does not rise, ${step}` }
      else if (!follows(last, frame)) yield { rule: 'I4', what: `${who}: something is missing, ${step}` }
      last = here
    }
    if (event && endEvents.includes(event)) ended = event
  }
}

const rises = (last: Position, here: Position) =>
  here.epoch > last.epoch || (here.epoch === last.epoch && here.seq > last.seq)

function follows(last: Position, { event, data }: FrameRecord): boolean {
  const here = at(data)
  if (event === 'snapshot') return true
  if (here.epoch > last.epoch) return event === 'reset' && here.seq === 1
  return Number(data.first_seq ?? here.seq) === last.seq + 1
}

/** I8: nobody is shown what belongs to somebody else. */
export function* checkOwners(history: History): Iterable<Violation> {
  const owners = new Map<string, string>()
  for (const { reply, user } of history.posts) if (reply) owners.set(reply.session_id, user)
  for (const view of history.views) {
    for (const { data } of view.frames) {
      const owner = owners.get(String(data.session_id))
      if (owner !== undefined && owner !== view.user)
        yield { rule: 'I8', what: `${view.user} was sent a frame of ${owner}'s session ${String(data.session_id)}` }
    }
  }
  for (const row of history.rows) {
    const owner = owners.get(row.session_id)
    if (owner !== undefined && owner !== row.user)
      yield { rule: 'I8', what: `${row.user} could list a message of ${owner}` }
  }
}
