import { type LifecycleEvent, newId } from '@continuo/contract'
import { createContext } from '@continuo/runtime'
import { createControl } from '@continuo/stream-log/control'
import { createHub } from '@continuo/stream-log/hub'
import { createMemoryStore } from '@continuo/stream-log/memory'
import { createReader } from '@continuo/stream-log/reader'
import { identityKeys } from '@continuo/testkit'
import type { EpochWriter } from '@continuo/stream-log/types'
import { createWriter } from '@continuo/stream-log/writer'
import { readConfig } from '../src/config.ts'
import { createGateway } from '../src/service.ts'
import { openEventSocket } from './event-socket.ts'
import { openEventStream } from './event-stream.ts'
import { type ScriptedChatApi, sha256, startScriptedChatApi } from './scripted-chat-api.ts'

/** Tests ask as fast as they can; those of the limits set their own. */
const unlimited = {
  ...{ RATE_ADDRESS: '0', RATE_LOGINS: '0', RATE_SENDS: '0', RATE_STREAMS: '0', RATE_REQUESTS: '0' },
  RATE_REPORTS: '0',
}

/** The whole gateway behind its own door, with a scripted chat-api and the stream log in memory. */
export async function openScene(env: Record<string, string> = {}) {
  const chatApi = await startScriptedChatApi()
  const { store, subscriber: listening } = createMemoryStore()
  let redisAway = false
  const unlessAway =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    (...args: A) =>
      redisAway ? Promise.reject(new Error('Redis is away')) : read(...args)
  const subscriber: typeof listening = {
    subscribe: (channel, listener) => listening.subscribe(channel, listener),
    get connected() {
      return !redisAway
    },
    get channels() {
      return listening.channels
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  }
  const reader = createReader({
    ...store,
    page: unlessAway((ref, from, limit) => store.page(ref, from, limit)),
    heads: unlessAway((refs) => store.heads(refs)),
  })
  const control = createControl(store)
  const writer = createWriter(store)
  const hub = createHub({ reader, subscriber, checkMs: 200, retryMs: 20 })
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    HOST: '127.0.0.1',
    PORT: '0',
    CHAT_API_ADDRESS: `127.0.0.1:${chatApi.port}`,
    IDENTITY_PRIVATE_KEY: identityKeys.privateKeys.gateway,
    REDIS_URL: 'redis://127.0.0.1:1',
    LOGIN_SECRET: 'a secret of tests, long enough to be one',
    GUESTS_ENABLED: 'true',
    ...unlimited,
    RECHECK_MS: '100',
    DRAIN_MS: '100',
    ...env,
  })
  const stopping = new AbortController()
  const context = createContext('gateway', config, stopping.signal)
  const streamLog = { hub, reader, [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose]() }
  const gateway = await createGateway(config, context, { streamLog })
  const origin = `http://127.0.0.1:${gateway.port}`
  let stopped: Promise<void> | undefined

  async function signIn() {
    const response = await fetch(`${origin}/api/v1/auth/guest`, { method: 'POST' })
    const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
    const { user } = (await response.json()) as { user: { id: string } }
    return createUser({ origin, cookie, userId: user.id })
  }

  /** SIGTERM, as `runService` does it. */
  const stop = () => {
    stopping.abort()
    return (stopped ??= Promise.resolve(gateway[Symbol.asyncDispose]()))
  }

  return {
    origin,
    port: gateway.port,
    gateway,
    chatApi,
    hub,
    store,
    signIn,
    stop,
    /** Reads fail and nothing is connected; what is written meanwhile is there afterwards. */
    setRedisAway: (away: boolean) => (redisAway = away),
    registry: context.metrics.registry,
    metrics: () => context.metrics.registry.metrics(),
    tell: (userId: string, event: LifecycleEvent) => control.publishLifecycle(userId, event),
    generate: (messageId: string, epoch = 1) => generate({ chatApi, control, writer }, messageId, epoch),
    [Symbol.asyncDispose]: async () => {
      await stop()
      await chatApi.drain(100)
    },
  }
}
export type Scene = Awaited<ReturnType<typeof openScene>>

/** A signed-in browser: same-origin, with its cookie. */
function createUser({ origin, cookie, userId }: { origin: string; cookie: string; userId: string }) {
  const url = (path: string) => `${origin}/api/v1${path}`
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url(path), {
      method,
      headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    userId,
    cookie,
    call,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) => call('POST', path, body, headers),
    send: async (content = 'Hello', more: object = {}) =>
      (await call('POST', '/chat/messages', { content, ...more })).body,
    stream: (path: string, headers: Record<string, string> = {}) =>
      openEventStream(url(path), { headers: { cookie, ...headers } }),
    /** The feed by a WebSocket. */
    socket: (query = '', headers: Record<string, string> = {}) =>
      openEventSocket(`${url('/chat/socket').replace('http', 'ws')}${query}`, {
        headers: { cookie, origin, ...headers },
      }),
  }
}
export type User = Awaited<ReturnType<Scene['signIn']>>

interface World {
  chatApi: ScriptedChatApi
  control: ReturnType<typeof createControl>
  writer: ReturnType<typeof createWriter>
}

/** A generation under the test's hand: the log as a generator writes it, the row as chat-api keeps it. */
async function generate({ chatApi, control, writer }: World, messageId: string, epoch: number) {
  const row = chatApi.messages.get(messageId)!
  const ref = { sessionId: row.session_id, messageId }
  const opened = await writer.open({ ref, epoch, opening: { type: 'reset', reason: 'start' } })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  const stream: EpochWriter = opened.stream
  Object.assign(row, { status: 'generating' })
  let text = ''
  return {
    ref,
    write: async (...pieces: string[]) => {
      text += pieces.join('')
      await stream.append(pieces.map((piece) => ({ type: 'delta' as const, text: piece })))
    },
    /** Postgres knows; the log has not been told. */
    commit: () => {
      Object.assign(row, {
        status: 'completed',
        content: text,
        epoch,
        seq: stream.at.seq,
        sha256: sha256(text),
        usage: { input_tokens: 3, output_tokens: 5 },
        latency_ms: 120,
        first_token_ms: 40,
        stop_reason: 'end_turn',
        model: 'm1',
      })
      return row
    },
    announce: async () => {
      const usage = { input_tokens: 3, output_tokens: 5 }
      const facts = { latency_ms: 120, first_token_ms: 40, stop_reason: 'end_turn', model: 'm1' }
      const end = { type: 'completed' as const, length: text.length, sha256: sha256(text), usage, ...facts }
      await control.announceEnd({ ref, epoch, seq: stream.at.seq + 1, events: [end], length: text.length })
    },
    async complete() {
      this.commit()
      await this.announce()
    },
  }
}

export const someId = () => newId()
