import { createCoalescer } from '@continuo/stream-log/coalesce'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { createWriter } from '@continuo/stream-log/writer'
import { Redis } from 'ioredis'
import { createResumableStreamContext } from 'resumable-stream/ioredis'
import { answer, chunkText, pace, readShape, refOf, usage } from './shared.ts'

/** Plays the generators: makes chunks at the shape's pace and hands them to the design under test. */
const shape = readShape()
const indexes = Array.from({ length: shape.streams }, (_, index) => index)

async function openContinuo() {
  const redis = connectRedis(shape.redisUrl, 'producer', { name: 'bench', onError: () => {} })
  await new Promise((resolve) => redis.once('ready', resolve))
  const writer = createWriter(createRedisStore(redis))
  const coalescers = await Promise.all(
    indexes.map(async (index) => {
      const opened = await writer.open({ ref: refOf(index), epoch: 1, opening: { type: 'reset', reason: 'bench' } })
      if (opened.kind !== 'ok') throw new Error(opened.kind)
      return createCoalescer({ append: opened.stream.append })
    }),
  )
  return (index: number) => coalescers[index]?.push({ type: 'delta', text: chunkText() })
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

const emit = shape.design === 'continuo' ? await openContinuo() : await openResumable()
answer({ start: () => pace(shape, emit), usage })
