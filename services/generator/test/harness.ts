import { generateJobId, jobNames, newId, titleJobId } from '@continuo/contract'
import { startStandIn } from '@continuo/model-stand-in'
import { type Service, createContext } from '@continuo/runtime'
import { createControl } from '@continuo/stream-log/control'
import { createReader } from '@continuo/stream-log/reader'
import { connectRedis, createRedisStore } from '@continuo/stream-log/redis'
import { type StreamRef, createWriter } from '@continuo/stream-log/writer'
import type { Registry } from '@continuo/telemetry'
import { identityKeys } from '@continuo/testkit'
import { Queue } from 'bullmq'
import { createGenerator, readConfig } from '../src/service.ts'
import { type FakeChatApi, startFakeChatApi } from './fake-chat-api.ts'
import { type OwnRedis, startOwnRedis } from './own-redis.ts'

/** A generator between a real Redis, the stand-in model server and a chat-api that keeps its books in memory. */
export interface Harness extends AsyncDisposable {
  readonly redis: OwnRedis
  readonly api: FakeChatApi
  readonly standIn: Awaited<ReturnType<typeof startStandIn>>
  readonly reader: ReturnType<typeof createReader>
  readonly writer: ReturnType<typeof createWriter>
  readonly control: ReturnType<typeof createControl>
  /** Starts one more generator; disposed with the harness, if not before. */
  start(env?: Record<string, string>): Promise<Service>
  /** The registry of the generator that was started last. */
  metrics(): Registry
  /** A new message with this prompt, put into the queue. */
  send(prompt: string): Promise<StreamRef>
  sendTitle(): Promise<void>
  dispatch(messageId: string, dispatchNo: number): Promise<void>
}

const quick = {
  NODE_ENV: 'test',
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  MODEL_IS_STAND_IN: 'true',
  DRAIN_MS: '0',
  LEASE_RENEW_MS: '300',
  HEARTBEAT_MS: '500',
  CHECKPOINT_MS: '200',
}

export async function openHarness(tempo: { tps?: number; ttftMs?: number } = {}): Promise<Harness> {
  await using made = new AsyncDisposableStack()
  const redis = made.use(await startOwnRedis())
  const api = made.use(await startFakeChatApi())
  const standIn = made.use(await startStandIn({ tps: 0, ttftMs: 0, ...tempo }))
  const client = made.adopt(connectRedis(redis.url, 'command', { name: 'test', onError: () => {} }), (connection) =>
    connection.disconnect(),
  )
  const store = createRedisStore(client)
  const queues = (['chat', 'default'] as const).map((name) => {
    const queue = new Queue(name, { connection: { url: redis.url, retryStrategy: () => 100 } })
    queue.on('error', () => {})
    return made.adopt(queue, (open) => open.disconnect())
  })
  const [chat, side] = queues as [Queue, Queue]
  const dispatch = async (messageId: string, dispatchNo: number) => {
    const session_id = api.messages.get(messageId)!.sessionId
    const data = { message_id: messageId, session_id, dispatch_no: dispatchNo, request_id: 'r-1' }
    await chat.add(jobNames.generate, data, { jobId: generateJobId(messageId, dispatchNo) })
  }
  api.onRelease = (messageId, dispatchNo) => void dispatch(messageId, dispatchNo).catch(() => {})
  const all = made.move()
  const generators: Service[] = []
  let registry: Registry | undefined
  return {
    metrics: () => registry!,
    redis,
    api,
    standIn,
    reader: createReader(store),
    writer: createWriter(store),
    control: createControl(store),
    dispatch,
    async start(env = {}) {
      const config = readConfig({
        ...quick,
        REDIS_URL: redis.url,
        CHAT_API_ADDRESS: api.address,
        IDENTITY_PRIVATE_KEY: identityKeys.privateKeys.worker,
        ANTHROPIC_BASE_URL: standIn.url,
        ...env,
      })
      const context = createContext('generator', config, AbortSignal.timeout(600_000))
      registry = context.metrics.registry
      const service = await createGenerator(config, context)
      generators.push(service)
      return service
    },
    async send(prompt) {
      const [sessionId, messageId] = [newId(), newId()]
      const kept = { epoch: 0, seq: 0, text: '' }
      api.messages.set(messageId, { sessionId, prompt, epoch: 0, attempts: 0, status: 'queued', dispatchNo: 1, kept })
      await dispatch(messageId, 1)
      return { sessionId, messageId }
    },
    async sendTitle() {
      const ids = { session_id: newId(), message_id: newId() }
      await side.add(jobNames.title, ids, { jobId: titleJobId(ids.message_id) })
    },
    async [Symbol.asyncDispose]() {
      api.onRelease = () => {}
      await Promise.all(generators.map((service) => service[Symbol.asyncDispose]()))
      await all.disposeAsync()
    },
  }
}
