import { AppError, type LifecycleEvent, type Position, origin } from '@continuo/contract'
import { delay } from '@continuo/runtime'
import { currentSpan, outsideSpans } from '@continuo/telemetry/tracing'
import { composeNotice } from '@continuo/stream-log/frame'
import type { GatewayEvents, StreamKind } from '../events.ts'
import { type CallFacts, type Reply, callerOf } from '../http/operation.ts'
import { networkOf } from '../limits/client-address.ts'
import type { StreamCursors } from './cursors.ts'
import type { OpenStreams } from './open-streams.ts'
import type { Transport } from './stream-sink.ts'
import { type Target, type TargetDeps, findTargets, listActive } from './targets.ts'
import { type Viewer, type ViewerDeps, createViewer } from './viewer.ts'

export interface StreamDeps extends TargetDeps, Pick<ViewerDeps, 'hub' | 'line'> {
  streams: OpenStreams
  events: GatewayEvents
  limits: { heartbeatMs: number; maxUnsentBytes: number; recheckMs: number }
}

export interface StreamScope {
  readonly kind: StreamKind
  /** Only this session's messages, and an end when none of them is active; undefined: all of the user's, for ever. */
  readonly sessionId: string | undefined
  readonly cursors: StreamCursors
  readonly transport: Transport
}

type Listener = (news: LifecycleEvent | 'missed') => void

/** Without Redis nothing acknowledges the subscription; what it would have told is then found by looking again. */
const subscribeWaitMs = 500

/**
 * Serves a stream: looks up what there is to tell (what fails until then is answered as a problem), opens the
 * response, follows. News of the user's other sessions are hints; what is active is asked again and again.
 */
export async function serveStream(deps: StreamDeps, call: CallFacts, scope: StreamScope): Promise<Reply | undefined> {
  const { userId } = callerOf(call)
  const giveBack = deps.streams.take(userId, networkOf(call.req.ip))
  const early: (LifecycleEvent | 'missed')[] = []
  let take: Listener = (news) => void early.push(news)
  const news = deps.hub.listenFeed(userId, { event: (event) => take(event), missed: () => take('missed') })
  const release = () => {
    news.close()
    giveBack()
  }
  try {
    // listening first: nothing can be accepted between the look-up and the first news without being noticed
    let listening = false
    const ready = news.ready.then(() => (listening = true))
    await Promise.race([ready, delay(subscribeWaitMs, call.gone)])
    const targets = await findTargets(deps, call, { ...scope, cursors: scope.cursors.positions })
    if (call.gone.aborted || (scope.sessionId !== undefined && targets.length === 0)) {
      release()
      return { status: 204 }
    }
    const request = currentSpan().traceparent
    // what a stream does for hours is no part of the request that opened it
    take = outsideSpans(() => openStream(deps, call, scope, { targets, release, request }))
    for (const known of early) take(known)
    if (!listening) void ready.then(() => take('missed'))
    return undefined
  } catch (error) {
    release()
    throw error
  }
}

/** From here on the headers are out. @returns what news are to be given to. */
function openStream(
  deps: StreamDeps,
  call: CallFacts,
  { kind, sessionId, cursors, transport }: StreamScope,
  { targets, release, request }: { targets: readonly Target[]; release: () => void; request: string | undefined },
): Listener {
  const { events, limits } = deps
  const began = performance.now()
  const sent = { frames: 0, bytes: 0 }
  const labels = { kind, transport: transport.name }

  const sink = transport.open({
    ...limits,
    onWrite: (facts) => {
      sent.frames += facts.frames
      sent.bytes += facts.bytes
      events.wrote(facts)
    },
    onDrain: () => viewer.resume(),
    onClose: (reason) => {
      clearInterval(rechecking)
      viewer.close()
      release()
      forget()
      events.openStreams.dec(labels)
      events.streamsEnded.inc({ ...labels, reason })
      if (reason === 'slow') events.slowClients.inc()
      const ms = Math.round(performance.now() - began)
      events.streamSeconds.observe(labels, ms / 1_000)
      call.log.info({ ...labels, session_id: sessionId, reason, ...sent, ms }, 'stream closed')
    },
  })
  call.signedOut.addEventListener('abort', () => sink.end('signed_out'), { once: true })
  events.streamsOpened.inc({ ...labels, resumed: String(cursors.resumed) })
  events.openStreams.inc(labels)
  const forget = deps.streams.add(sink)
  const viewer: Viewer = createViewer(
    { hub: deps.hub, line: deps.line, messages: deps.api.messages, events },
    { sink, call, request, onIdle: () => sessionId !== undefined && void recheck() },
  )
  const rechecking = setInterval(() => void recheck(), limits.recheckMs)

  let asking = false
  /** What is active now is the truth that news only hint at. Without an answer the next time will do. */
  async function recheck() {
    if (asking || sink.closed) return
    asking = true
    try {
      const active = await listActive(deps, call, sessionId)
      viewer.compare(new Set(active.map(({ ref }) => ref.messageId)))
      for (const { ref, traceparent } of active) viewer.follow(ref, cursorOf(ref.messageId), traceparent)
      if (sessionId !== undefined && viewer.following === 0) sink.end('done')
    } catch (error) {
      if (sessionId !== undefined && error instanceof AppError && error.code === 'not_found') sink.end('done')
      call.log.debug({ err: error }, 'active streams not known')
    } finally {
      asking = false
    }
  }

  const cursorOf = (messageId: string): Position => cursors.positions.get(messageId) ?? origin

  function take(news: LifecycleEvent | 'missed') {
    if (sink.closed) return
    if (news === 'missed') return void recheck()
    if (sessionId !== undefined && news.session_id !== sessionId) return
    if (sessionId === undefined) {
      const { type, ...body } = untraced(news)
      sink.send(composeNotice(type, body))
    }
    if (news.type === 'message_accepted')
      viewer.follow(
        { sessionId: news.session_id, messageId: news.message_id },
        cursorOf(news.message_id),
        news.traceparent,
      )
    if (news.type === 'session_deleted') {
      viewer.dropSession(news.session_id)
      if (sessionId !== undefined) sink.end('done')
    }
  }

  for (const { ref, after, traceparent } of targets) viewer.follow(ref, after, traceparent)
  return take
}

/** Browsers are not told about traces. */
function untraced(news: LifecycleEvent): LifecycleEvent {
  if (news.type !== 'message_accepted') return news
  const { traceparent: _, ...told } = news
  return told
}
