import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { origin } from '@continuo/contract'
import { createHub } from '@continuo/stream-log/hub'
import { composeFrame } from '@continuo/stream-log/frame'
import { createReader } from '@continuo/stream-log/reader'
import { connectRedis, createRedisStore, createRedisSubscriber } from '@continuo/stream-log/redis'
import { createMetrics, createRedisMetrics } from '@continuo/telemetry'
import { Redis } from 'ioredis'
import { createResumableStreamContext } from 'resumable-stream/ioredis'
import { createEvents } from '../../services/gateway/src/events.ts'
import { openSse } from '../../services/gateway/src/streams/sse-writer.ts'
import type { StreamSink } from '../../services/gateway/src/streams/stream-sink.ts'
import { answer, chunkText, pace, readShape, refOf, usage } from './shared.ts'

/** Serves stream n at /n with the gateway's own SSE writer; only where the events come from differs by design. */
const shape = readShape()
type Serve = (index: number, sse: StreamSink) => void
/** What is counted; undefined where nothing is. */
const metrics = shape.design === 'counted' ? createMetrics('gateway') : undefined
const events = metrics && createEvents(metrics)
const viewers = new Map<number, StreamSink[]>()
const onError = () => {}

function serveContinuo(): Serve {
  const redis = connectRedis(shape.redisUrl, 'command', { name: 'bench', onError })
  const connection = connectRedis(shape.redisUrl, 'subscriber', { name: 'bench', onError })
  const subscriber = createRedisSubscriber({ redis: connection, publisher: redis })
  const watched = metrics && createRedisMetrics(metrics)
  const store = createRedisStore(redis, watched ? { onCommand: watched.ran } : {})
  const told = events ? { onGap: events.gapFound, onDuplicates: events.duplicatesDropped } : {}
  const hub = createHub({ reader: createReader(store), subscriber, ...told })
  return (index, sse) =>
    void hub.follow({
      ref: refOf(index),
      after: origin,
      send(event) {
        if (events && event.type === 'snapshot') events.snapshots.inc()
        sse.send(event.frame())
      },
      ended: () => sse.end('done'),
      fallback: async () => [],
    })
}

function serveResumable(): Serve {
  const [publisher, subscriber] = [new Redis(shape.redisUrl), new Redis(shape.redisUrl)]
  const context = createResumableStreamContext({ waitUntil: null, publisher, subscriber })
  const send = async (index: number, sse: StreamSink) => {
    const stream = await context.resumeExistingStream(refOf(index).messageId)
    for await (const text of stream ?? []) sse.send(Buffer.from(`data: ${JSON.stringify({ text })}\n\n`))
  }
  return (index, sse) => void send(index, sse)
}

/** No Redis, no log: a timer in this process writes to the responses. */
function serveFloor(): Serve {
  return (index, sse) => void viewers.set(index, [...(viewers.get(index) ?? []), sse])
}

function emitFloor() {
  const seqs = new Uint32Array(shape.streams)
  pace(shape, (index) => {
    const { sessionId: session_id, messageId: message_id } = refOf(index)
    const seq = ++seqs[index]!
    const frame = composeFrame({ type: 'delta', text: chunkText(), session_id, message_id, epoch: 1, seq })
    for (const sse of viewers.get(index) ?? []) sse.send(frame)
  })
}

const serve = {
  floor: serveFloor,
  continuo: serveContinuo,
  counted: serveContinuo,
  'resumable-stream': serveResumable,
}[shape.design]()
const server = createServer((req, res) => {
  const options = {
    heartbeatMs: 15_000,
    maxUnsentBytes: 1_048_576,
    onClose: () => {},
    ...(events ? { onWrite: (facts: Parameters<typeof events.wrote>[0]) => events.wrote(facts) } : {}),
  }
  serve(Number(req.url?.slice(1)), openSse(res, options))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
answer({ port: () => (server.address() as AddressInfo).port, start: emitFloor, usage })
