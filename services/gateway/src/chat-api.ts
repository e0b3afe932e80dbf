import { AppError, asAppError } from '@continuo/contract'
import { type ChatApiClient, createChatApiClient } from '@continuo/rpc'
import type { Config } from './config.ts'
import type { GatewayEvents } from './events.ts'
import { createGate } from './gate.ts'

export type ChatApi = Pick<ChatApiClient, 'accounts' | 'sessions' | 'messages' | 'limits' | 'admin' | 'connected'> &
  Disposable

const maxRunning = 200
const maxWaiting = 10_000
const maxWaitMs = 1_000

/**
 * chat-api as the gateway asks it: at most 200 calls run at once, the rest waits a second at most, so that a frozen
 * chat-api costs a bounded time and memory. What fails to answer is `unavailable`, with a hint when to ask again.
 */
export function connectChatApi(config: Config['chatApi'], events: GatewayEvents): ChatApi {
  const client = createChatApiClient({ ...config, signer: 'gateway' })
  const gate = createGate({ maxRunning, maxWaiting, maxWaitMs })
  const shed = () => {
    events.rpcShed.inc()
    return new AppError('unavailable', 'Too many requests are waiting; try again', { retryAfterS: 1 })
  }

  const guarded = <T extends object>(service: T): T =>
    Object.fromEntries(
      Object.entries(service as Record<string, (...args: unknown[]) => Promise<unknown>>).map(([method, call]) => [
        method,
        async (...args: unknown[]) => {
          if (!(await gate.enter())) throw shed()
          const stopTimer = events.rpcSeconds.startTimer({ method })
          try {
            const reply = await call(...args)
            stopTimer({ code: 'ok' })
            return reply
          } catch (error) {
            const app = asAppError(error)
            stopTimer({ code: app.code })
            throw app.code === 'timeout' || app.code === 'unavailable'
              ? new AppError('unavailable', app.message, { cause: app, retryAfterS: app.retryAfterS ?? 2 })
              : app
          } finally {
            gate.leave()
          }
        },
      ]),
    ) as T

  return {
    accounts: guarded(client.accounts),
    sessions: guarded(client.sessions),
    messages: guarded(client.messages),
    limits: guarded(client.limits),
    admin: guarded(client.admin),
    connected: () => client.connected(),
    [Symbol.dispose]: () => client[Symbol.dispose](),
  }
}
