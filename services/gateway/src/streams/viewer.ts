import { AppError, type AddressedEvent, type Position, isAfter, statusOfEnd } from '@continuo/contract'
import { composeFrame } from '@continuo/stream-log/frame'
import type { Following, Hub, LogEvent, StreamRef } from '@continuo/stream-log/types'
import type { ChatApi } from '../chat-api.ts'
import type { GatewayEvents } from '../events.ts'
import type { CallFacts } from '../http/operation.ts'
import { storedEvents } from '../messages/stored-events.ts'
import { traceDelivery } from './delivery-span.ts'
import type { QueueLine } from './queue-line.ts'
import type { StreamSink } from './stream-sink.ts'
import { createWaitingNews } from './waiting-news.ts'

export interface ViewerDeps {
  hub: Hub
  line: QueueLine
  messages: Pick<ChatApi['messages'], 'getMessage'>
  events: GatewayEvents
}

/** One connection's view of any number of messages, each followed once and to its end. */
export interface Viewer {
  /**
   * Nothing happens when the message is followed already, or when its end has been sent on this connection.
   * @param traceparent Of the message, when it is traced: then its delivery is, too.
   */
  follow(ref: StreamRef, after: Position, traceparent?: string): void
  /**
   * Compares with what chat-api calls active. A message that is missing there twice in a row has ended without this
   * viewer hearing of it: its end is told from Postgres. (With Redis away once is enough, for nobody else will tell it.)
   */
  compare(activeIds: ReadonlySet<string>): void
  /** The session is gone: nothing more is said about its messages. */
  dropSession(sessionId: string): void
  /** The connection has drained: those that were held back go on. */
  resume(): void
  close(): void
  readonly following: number
}

/** A replayed backlog is held back while more than this is unsent; the log keeps it. */
const pauseBytes = 262_144
/** Ended messages that are remembered, so that a list made a moment earlier does not bring them back. */
const rememberedEnds = 1_000

interface Followed {
  readonly ref: StreamRef
  readonly close: () => void
  readonly resume: () => void
  /** What has been sent. */
  readonly at: () => Position
  missing: boolean
}

export function createViewer(
  { hub, line, messages, events }: ViewerDeps,
  {
    sink,
    call,
    request,
    onIdle,
  }: { sink: StreamSink; call: CallFacts; request?: string | undefined; onIdle: () => void },
): Viewer {
  const followed = new Map<string, Followed>()
  const over = new Set<string>()
  let closed = false

  function finish(messageId: string) {
    if (closed || !followed.delete(messageId)) return
    over.add(messageId)
    if (over.size > rememberedEnds) over.delete(over.values().next().value ?? '')
    if (followed.size === 0) onIdle()
  }

  const count = (type: string) => {
    if (type === 'snapshot') events.snapshots.inc()
    else if (type === 'reset') events.resets.inc()
  }

  function sendLogged(event: LogEvent): boolean {
    count(event.type)
    const unsent = sink.send(event.frame())
    return event.firstSeq === event.seq || unsent <= pauseBytes
  }

  /** What Postgres knows; a message that is not there any more is not followed any more. */
  async function ask(ref: StreamRef, after: Position): Promise<readonly AddressedEvent[]> {
    events.fallbacks.inc()
    try {
      return storedEvents(
        await messages.getMessage({ id: ref.messageId, session_id: ref.sessionId }, call.asCaller),
        after,
      )
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error
      followed.get(ref.messageId)?.close()
      finish(ref.messageId)
      return []
    }
  }

  /** Tells what Postgres knows without the log. @returns what the viewer has then, and whether that is the end. */
  async function tellStored(ref: StreamRef, after: Position): Promise<{ at: Position; ended: boolean }> {
    let at = after
    let ended = false
    for (const event of await ask(ref, after)) {
      if (closed) break
      if (event.type !== 'status' && !isAfter(event, at)) continue
      count(event.type)
      sink.send(composeFrame(event))
      at = { epoch: event.epoch, seq: event.seq }
      ended = statusOfEnd(event.type) !== undefined
    }
    return { at, ended }
  }

  function tracedSend(ref: StreamRef, traceparent: string): (event: LogEvent) => boolean {
    const delivery = traceDelivery(ref, traceparent, request)
    return (event) => {
      const mayGoOn = sendLogged(event)
      delivery.sent(event)
      return mayGoOn
    }
  }

  function followLog(ref: StreamRef, after: Position, traceparent?: string) {
    if (closed) return
    const news = createWaitingNews({ line, sink, ask }, ref, () => following.at)
    const following: Following = hub.follow({
      ref,
      after,
      send: traceparent === undefined ? sendLogged : tracedSend(ref, traceparent),
      ended: () => {
        news[Symbol.dispose]()
        finish(ref.messageId)
      },
      fallback: news.fallback,
    })
    followed.set(ref.messageId, {
      ref,
      close: () => {
        news[Symbol.dispose]()
        following.close()
      },
      resume: () => following.resume(),
      at: () => following.at,
      missing: false,
    })
  }

  /** While Redis is away a newcomer is shown what Postgres has; the log takes over when it is back. */
  function followLater(ref: StreamRef, after: Position) {
    let gone = false
    followed.set(ref.messageId, {
      ref,
      close: () => (gone = true),
      resume: () => {},
      at: () => after,
      missing: false,
    })
    const goOn = ({ at, ended }: { at: Position; ended: boolean }) => {
      if (gone || closed) return
      if (ended) finish(ref.messageId)
      else followLog(ref, at)
    }
    tellStored(ref, after).then(goOn, () => goOn({ at: after, ended: false }))
  }

  /** Ends a following by what Postgres says; without an answer from there it goes on. */
  function settle(entry: Followed) {
    const { ref } = entry
    const at = entry.at()
    entry.close()
    tellStored(ref, at).then(
      (told) => (told.ended ? finish(ref.messageId) : followLog(ref, told.at)),
      () => followLog(ref, at),
    )
  }

  return {
    follow(ref, after, traceparent) {
      if (closed || followed.has(ref.messageId) || over.has(ref.messageId)) return
      if (hub.connected) followLog(ref, after, traceparent)
      else followLater(ref, after)
    },
    compare(activeIds) {
      for (const [messageId, entry] of followed) {
        if (activeIds.has(messageId)) entry.missing = false
        else if (entry.missing || !hub.connected) settle(entry)
        else entry.missing = true
      }
    },
    dropSession(sessionId) {
      for (const [messageId, { ref, close }] of followed) {
        if (ref.sessionId !== sessionId) continue
        close()
        finish(messageId)
      }
    },
    resume: () => {
      for (const { resume } of followed.values()) resume()
    },
    close() {
      closed = true
      for (const { close } of followed.values()) close()
      followed.clear()
    },
    get following() {
      return followed.size
    },
  }
}
