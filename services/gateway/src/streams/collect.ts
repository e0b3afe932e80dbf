import { type AddressedEvent, type Position, isAfter, isTerminal, statusOfEnd } from '@continuo/contract'
import { delay } from '@continuo/runtime'
import type { MessageReply } from '@continuo/rpc'
import type { Hub, StreamReader, StreamRef } from '@continuo/stream-log/types'
import { statusOf } from '../messages/message-view.ts'
import { storedEvents } from '../messages/stored-events.ts'

export interface CollectDeps {
  hub: Hub
  reader: StreamReader
}

/** A status at the reader's own place is news, but nothing to return early for. */
const isProgress = (event: AddressedEvent, after: Position) => isAfter(event, after)
export const endsMessage = (events: readonly AddressedEvent[]): boolean =>
  events.some((event) => statusOfEnd(event.type) !== undefined)

/** After the first event, what follows shortly after it comes along: a request for each token would be waste. */
const settleMs = 100

/**
 * What there is after a position now: from the log, else from Postgres. Never an end without its event: a message that
 * Postgres calls ended, and whose log has not said so yet, is told from Postgres.
 */
export async function eventsNow(
  { reader }: CollectDeps,
  row: MessageReply,
  after: Position,
): Promise<AddressedEvent[]> {
  const ref = { sessionId: row.session_id, messageId: row.id }
  const replay = await reader.replay(ref, after).catch(() => undefined)
  const logged = replay?.kind === 'events' ? replay.events.map((event) => event.event()) : undefined
  const complete = logged && (!isTerminal(statusOf(row)) || (replay?.kind === 'events' && replay.ended))
  if (complete) return logged
  return storedEvents(row, after).filter((event) => event.type === 'status' || isAfter(event, after))
}

/**
 * Waits for something to happen after a position.
 * @param until Ends the waiting: time is up, the client has gone, or this pod stops.
 * @returns Empty when nothing happened.
 */
export function eventsWithin(
  { hub }: CollectDeps,
  ref: StreamRef,
  after: Position,
  until: AbortSignal,
  ask: () => Promise<MessageReply>,
): Promise<AddressedEvent[]> {
  return new Promise((resolve) => {
    const events: AddressedEvent[] = []
    const finish = () => {
      following.close()
      until.removeEventListener('abort', finish)
      resolve(events)
    }
    const following = hub.follow({
      ref,
      after,
      send: (logged) => {
        const event = logged.event()
        if (!isProgress(event, after)) return
        if (events.push(event) === 1) void delay(settleMs, until).then(finish)
      },
      ended: () => queueMicrotask(finish),
      fallback: async (_ref, from) => storedEvents(await ask(), from),
    })
    if (until.aborted) finish()
    else until.addEventListener('abort', finish, { once: true })
  })
}
