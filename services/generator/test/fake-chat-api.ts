import { EventEmitter, once } from 'node:events'
import { AppError } from '@continuo/contract'
import type { Claimed } from '@continuo/rpc'
import { type ChatApiHandlers, readPublicKeys, startRpcServer } from '@continuo/rpc'
import { identityKeys } from '@continuo/testkit'

/** A message as chat-api would hold it, as far as a generator can notice. */
export interface FakeMessage {
  readonly sessionId: string
  readonly prompt: string
  epoch: number
  attempts: number
  status: 'queued' | 'generating' | 'completed' | 'error' | 'cancelled'
  dispatchNo: number
  kept: { epoch: number; seq: number; text: string }
}

export interface Call {
  readonly method: string
  /** The request as it came. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read whatever fields the method has
  readonly request: any
}

type Generations = ChatApiHandlers['generations']

export interface FakeChatApi extends AsyncDisposable {
  readonly address: string
  readonly calls: readonly Call[]
  readonly messages: Map<string, FakeMessage>
  /** The first call of the method, made or to come, for which the check holds. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as in Call
  waitFor(method: keyof Generations, check?: (request: any) => boolean): Promise<any>
  /** While it returns an error, the method throws it. */
  failing: Partial<Record<keyof Generations, () => AppError | undefined>>
  /** What a claim adds to or replaces in the defaults. */
  claimExtra: Partial<Claimed>
  /** The next claim gets this answer. */
  refuseOnce: { reason: string; retry_in_ms: number } | undefined
  /** Called when a message was released, with its new dispatch number. */
  onRelease: (messageId: string, dispatchNo: number) => void
  titleContext: { wanted: boolean; turns: { role: string; content: string }[] }
}

/** The rules of chat-api that a generator can see (epochs, attempts, fences), without a database. */
export async function startFakeChatApi(): Promise<FakeChatApi> {
  const calls: Call[] = []
  const messages = new Map<string, FakeMessage>()
  const news = new EventEmitter().setMaxListeners(0)
  const fenced = () => new AppError('fenced', 'A newer attempt owns this message')
  const own = (id: string, epoch: number): FakeMessage => {
    const message = messages.get(id)
    if (!message) throw new AppError('not_found', 'There is no such message')
    if (message.epoch !== epoch || message.status !== 'generating') throw fenced()
    return message
  }
  const rules: Generations = {
    claim: async ({ message_id, dispatch_no }) => {
      const refused = api.refuseOnce
      api.refuseOnce = undefined
      if (refused) return { refused }
      const message = messages.get(message_id)
      if (!message) return { refused: { reason: 'gone' } }
      if (message.status !== 'queued' && message.status !== 'generating') return { refused: { reason: 'terminal' } }
      if (dispatch_no < message.dispatchNo) return { refused: { reason: 'superseded' } }
      message.status = 'generating'
      message.epoch += 1
      message.attempts += 1
      return {
        claimed: {
          session_id: message.sessionId,
          message_id,
          user_id: message.sessionId,
          epoch: message.epoch,
          attempt: message.attempts,
          max_attempts: 3,
          lease_ms: 8_000,
          deadline_in_ms: 600_000,
          history: [{ role: 'user', content: message.prompt }],
          checkpoint_epoch: message.kept.epoch,
          checkpoint_seq: message.kept.seq,
          checkpoint_text: message.kept.text,
          ...api.claimExtra,
        },
      }
    },
    renewLeases: async ({ leases }) => ({
      lost_message_ids: leases
        .filter(({ message_id, epoch }) => {
          const message = messages.get(message_id)
          return message?.epoch !== epoch || message.status !== 'generating'
        })
        .map(({ message_id }) => message_id),
    }),
    renewEpoch: async ({ message_id, epoch }) => {
      const message = own(message_id, epoch)
      message.epoch += 1
      return { epoch: message.epoch }
    },
    checkpoint: async ({ message_id, epoch, seq, text }) => {
      own(message_id, epoch).kept = { epoch, seq, text }
      return {}
    },
    complete: async ({ message_id, epoch }) => {
      own(message_id, epoch).status = 'completed'
      return { status: 'completed' }
    },
    fail: async ({ message_id, epoch }) => {
      own(message_id, epoch).status = 'error'
      return { status: 'error' }
    },
    release: async ({ message_id, epoch, seq, text, reason }) => {
      const message = own(message_id, epoch)
      message.kept = { epoch, seq, text }
      message.dispatchNo += 1
      message.epoch += 1
      message.status = 'queued'
      if (reason === 'drain') message.attempts -= 1
      api.onRelease(message_id, message.dispatchNo)
      return {}
    },
    getTitleContext: async () => api.titleContext,
    setTitle: async () => ({ applied: true }),
    reportModels: async () => ({}),
  }
  const generations = Object.fromEntries(
    Object.entries(rules).map(([method, rule]) => [
      method,
      async (request: never, info: never) => {
        const error = api.failing[method as keyof Generations]?.()
        if (error) throw error
        const reply = await (rule as (request: never, info: never) => Promise<unknown>)(request, info)
        calls.push({ method, request })
        news.emit('call')
        return reply
      },
    ]),
  ) as unknown as Generations
  const refuse = () => Promise.reject(new AppError('internal', 'not in this test'))
  const absent = new Proxy({}, { get: () => refuse }) as never
  // typed whole, so that no service is forgotten here
  const handlers: ChatApiHandlers = {
    generations,
    accounts: absent,
    admin: absent,
    sessions: absent,
    messages: absent,
    maintenance: absent,
    limits: absent,
  }
  const server = await startRpcServer(handlers, {
    host: '127.0.0.1',
    port: 0,
    keys: readPublicKeys(identityKeys.publicKeys),
  })
  const api: FakeChatApi = {
    address: `127.0.0.1:${server.port}`,
    calls,
    messages,
    failing: {},
    claimExtra: {},
    refuseOnce: undefined,
    onRelease: () => {},
    titleContext: { wanted: true, turns: [] },
    async waitFor(method, check = () => true) {
      for (;;) {
        const found = calls.find((call) => call.method === method && check(call.request))
        if (found) return found.request
        await once(news, 'call')
      }
    },
    [Symbol.asyncDispose]: () => server.drain(200),
  }
  return api
}
