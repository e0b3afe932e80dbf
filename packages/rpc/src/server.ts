import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js'
import { AppError, asAppError, isUuid } from '@continuo/contract'
import { HealthImplementation } from 'grpc-health-check'
import { maxMessageBytes } from './client.ts'
import type { GenerationServiceDefinition } from './gen/chat/v1/GenerationService.ts'
import type { MaintenanceServiceDefinition } from './gen/chat/v1/MaintenanceService.ts'
import type { MessageServiceDefinition } from './gen/chat/v1/MessageService.ts'
import type { SessionServiceDefinition } from './gen/chat/v1/SessionService.ts'
import { type ServiceClientConstructor, v1 } from './protos.ts'
import { toStatus } from './status.ts'
import type { CallInfo, RpcHandlers } from './types.ts'

export interface ChatApiHandlers {
  sessions: RpcHandlers<SessionServiceDefinition>
  messages: RpcHandlers<MessageServiceDefinition>
  generations: RpcHandlers<GenerationServiceDefinition>
  maintenance: RpcHandlers<MaintenanceServiceDefinition>
}

export interface CallReport {
  method: string
  /** `ok` or the code of the error table. */
  code: string
  ms: number
  requestId: string | undefined
  error: unknown
}

export interface RpcServerOptions {
  host: string
  /** 0 takes any free port. */
  port: number
  credentials?: ServerCredentials
  /** Connections end after this time, so that clients find new pods; milliseconds. Default 5 min, and 30 s to finish calls. */
  maxConnectionAgeMs?: number
  /** Told of every call when it has ended: for logs and metrics. */
  onCall?: (report: CallReport) => void
}

export interface RpcServer {
  readonly port: number
  /** What the standard health service says; NOT_SERVING at first. */
  setServing(serving: boolean): void
  /** Takes no more calls, lets running ones finish; after `limitMs` ends them. Default 20 s. */
  drain(limitMs?: number): Promise<void>
}

export async function startRpcServer(handlers: ChatApiHandlers, options: RpcServerOptions): Promise<RpcServer> {
  const { host, port, maxConnectionAgeMs = 300_000, onCall } = options
  const server = new Server({
    'grpc.max_connection_age_ms': maxConnectionAgeMs,
    'grpc.max_connection_age_grace_ms': 30_000,
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 3_000,
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
  })
  const serve = (constructor: ServiceClientConstructor, implementation: object) => {
    const { service } = constructor
    const unary = Object.fromEntries(
      Object.keys(service).map((name) => {
        const handler = (implementation as Record<string, Handler>)[name.charAt(0).toLowerCase() + name.slice(1)]
        if (!handler) throw new Error(`no handler for ${name}`)
        return [name, adapt(name, handler, onCall)]
      }),
    )
    server.addService(service, unary)
  }
  serve(v1.SessionService, handlers.sessions)
  serve(v1.MessageService, handlers.messages)
  serve(v1.GenerationService, handlers.generations)
  serve(v1.MaintenanceService, handlers.maintenance)
  const health = new HealthImplementation({ '': 'NOT_SERVING' })
  health.addToServer(server)

  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, options.credentials ?? ServerCredentials.createInsecure(), (error, taken) =>
      error ? reject(error) : resolve(taken),
    )
  })
  return {
    port: bound,
    setServing: (serving) => health.setStatus('', serving ? 'SERVING' : 'NOT_SERVING'),
    drain: (limitMs = 20_000) =>
      new Promise((resolve) => {
        health.setStatus('', 'NOT_SERVING')
        const force = setTimeout(() => server.forceShutdown(), limitMs)
        server.tryShutdown(() => {
          clearTimeout(force)
          resolve()
        })
      }),
  }
}

type Handler = (request: unknown, call: CallInfo) => Promise<unknown>

const first = (call: ServerUnaryCall<unknown, unknown>, key: string) => {
  const value = call.metadata.get(key)[0]
  return typeof value === 'string' ? value.slice(0, 128) : undefined
}

const adapt =
  (method: string, handler: Handler, onCall: RpcServerOptions['onCall']) =>
  (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>): void => {
    const began = performance.now()
    const gone = new AbortController()
    call.on('cancelled', () => gone.abort())
    const userId = first(call, 'x-user-id')
    const requestId = first(call, 'x-request-id')
    const report = (code: string, error?: unknown) =>
      onCall?.({ method, code, ms: performance.now() - began, requestId, error })
    const answer = async () => {
      if (userId !== undefined && !isUuid(userId)) throw new AppError('unauthenticated', 'x-user-id is not a user id')
      return handler(call.request, { userId, requestId, signal: gone.signal })
    }
    answer().then(
      (value) => {
        report('ok')
        reply(null, value)
      },
      (error: unknown) => {
        report(asAppError(error).code, error)
        reply(toStatus(error))
      },
    )
  }

/** The caller of a call that only a signed-in user may make. */
export function requireUser(call: CallInfo): string {
  if (!call.userId) throw new AppError('unauthenticated', 'This call needs a signed-in user')
  return call.userId
}
