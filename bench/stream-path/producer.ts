import { createCoalescer } from '@continuo/stream-log/coalesce'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { type EpochWriter, createWriter } from '@continuo/stream-log/writer'
import { createMetrics, createRedisMetrics } from '@continuo/telemetry'
import { Redis } from 'ioredis'
import { createResumableStreamContext } from 'resumable-stream/ioredis'
import { type Events, createEvents } from '../../services/generator/src/events.ts'
import { answer, chunkText, pace, readShape, refOf, usage } from './shared.ts'

/** Plays the generators: makes chunks at the shape's pace and hands them to the design under test. */
const shape = readShape()
const indexes = Array.from({ length: shape.streams }, (_, index) => index)

type Append = EpochWriter['append']

/** As the generator's answer log does it. */
const counted =
  (append: Append, events: Events): Append =>
  async (batch) => {
    const began = performance.now()
    const result = await append(batch)
    const bytes = batch.reduce((sum, event) => sum + ('text' in event ? Buffer.byteLength(event.text) : 0), 0)
    events.appended(batch.length, bytes, performance.now() - began)
    return result
  }

async function openContinuo() {
  const redis = connectRedis(shape.redisUrl, 'producer', { name: 'bench', onError: () => {} })
  await new Promise((resolve) => redis.once('ready', resolve))
  const metrics = shape.design === 'counted' ? createMetrics('generator') : undefined
  const events = metrics && createEvents(metrics)
  const watched = metrics && createRedisMetrics(metrics)
  const writer = createWriter(createRedisStore(redis, watched ? { onCommand: watched.ran } : {}))
  const coalescers = await Promise.all(
    indexes.map(async (index) => {
      const opened = await writer.open({ ref: refOf(index), epoch: 1, opening: { type: 'reset', reason: 'bench' } })
      if (opened.kind !== 'ok') throw new Error(opened.kind)
      return createCoalescer({ append: events ? counted(opened.stream.append, events) : opened.stream.append })
    }),
  )
  if (!events) return (index: number) => coalescers[index]?.push({ type: 'delta', text: chunkText() })
  const lastAt = new Float64Array(shape.streams)
  return (index: number) => {
    const now = performance.now()
    events.nextText(now - lastAt[index]!)
    lastAt[index] = now
    coalescers[index]?.push({ type: 'delta', text: chunkText() })
  }
}

async function openResumable() {
  const [publisher, subscriber] = [new Redis(shape.redisUrl), new Redis(shape.redisUrl)]
  const context = createResumableStreamContext({ waitUntil: null, publisher, subscriber })
  const controllers: ReadableStreamDefaultController<string>[] = []
  for (const index of indexes) {
    const source = new ReadableStream<string>({ start: (controller) => void (controllers[index] = controller) })
    const own = await context.createNewResumableStream(refOf(index).messageId, () => source)
    void own?.pipeTo(new WritableStream())
  }
  return (index: number) => controllers[index]?.enqueue(chunkText())
}

const emit = shape.design === 'resumable-stream' ? await openResumable() : await openContinuo()
answer({ start: () => pace(shape, emit), usage })
