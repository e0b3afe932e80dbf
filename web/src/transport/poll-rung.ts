import { type ActiveStreams, formatPosition, parseCursors, type PolledStatus, type Position } from '@continuo/contract'
import { asApiError } from './errors.ts'
import { frameOf } from './frames.ts'
import type { Http } from './http.ts'
import type { Rung, Sink } from './sink.ts'

/** Between two rounds of asking, in milliseconds: while something is being written, and while nothing is. */
const pauseMs = { busy: 1_000, idle: 2_000 }

type Stream = ActiveStreams['streams'][number]

/**
 * Short requests by the same cursors, for networks through which nothing long-lived gets. Each round asks what is being
 * written, and each of those answers what happened after the cursor. What was written by others comes by `/sync`.
 */
export const pollRung =
  (http: Http, cursors: () => Promise<string>): Rung =>
  async (signal, sink) => {
    let known = new Map<string, Stream>()
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const { streams } = await http.get<ActiveStreams>('/chat/active-streams', { timeoutMs: 10_000, signal })
      const ours = parseCursors(await cursors())
      for (const stream of streams)
        if (!known.has(stream.message_id) && !ours.has(stream.message_id)) accepted(sink, stream)
      const active = new Map(streams.map((stream) => [stream.message_id, stream]))
      // an answer that has left the list has ended: its last events are asked for once more
      const asked = new Map([...[...known].filter(([id]) => ours.has(id)), ...active])
      await Promise.all(
        [...asked.values()].map((stream) => ask(http, stream, ours.get(stream.message_id), signal, sink)),
      )
      if (isFirst) sink.opened()
      sink.heard()
      known = active
      await pause(streams.length > 0 ? pauseMs.busy : pauseMs.idle, signal)
    }
  }

async function ask(http: Http, stream: Stream, at: Position | undefined, signal: AbortSignal, sink: Sink) {
  const path = `/chat/status/${stream.session_id}/${stream.message_id}`
  const query = { cursor: formatPosition(at ?? { epoch: 0, seq: 0 }) }
  try {
    const { events } = await http.get<PolledStatus>(path, { query, timeoutMs: 10_000, signal })
    for (const { event, data } of events) {
      const frame = frameOf(event, data)
      if (frame && !signal.aborted) sink.frame(frame)
    }
  } catch (cause) {
    // deleted, or another answer has its place: `/sync` tells
    if (asApiError(cause).status !== 404) throw cause
  }
}

const accepted = (sink: Sink, { session_id, message_id }: Stream): void =>
  sink.frame({
    kind: 'lifecycle',
    event: { type: 'message_accepted', session_id, message_id, user_message_id: null, replaces: null },
  })

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
