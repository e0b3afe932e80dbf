import { Server, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js'
import { AppError, asAppError } from '@continuo/contract'
import { type Span, inSpan, within } from '@continuo/telemetry/tracing'
import { HealthImplementation } from 'grpc-health-check'
import { maxMessageBytes } from './client.ts'
import { type Identity, type TrustedKey, verifyIdentity } from './identity/identity.ts'
import { v1 } from './protos.ts'
import { type Definitions, serviceNames } from './services.ts'
import { toStatus } from './status.ts'
import type { TlsFiles } from './tls/certificate-files.ts'
import { serverCredentials } from './tls/credentials.ts'
import { asServer } from './tracing.ts'
import type { CallInfo, RpcHandlers } from './types.ts'

export type ChatApiHandlers = { [S in keyof Definitions]: RpcHandlers<Definitions[S]> }

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
  /** Whose identities are believed; a call without one is refused before its handler. */
  keys: readonly TrustedKey[]
  /** Undefined: no TLS. */
  tls?: TlsFiles | undefined
  /** How often the certificates' files are looked at; milliseconds. Default 10 s. */
  tlsCheckMs?: number
  /** Connections end after this time ± 10 %, so that clients find new pods; milliseconds. Default 45 s, and 30 s to finish calls. */
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
  const { host, port, maxConnectionAgeMs = 45_000, onCall, keys } = options
  const transport = serverCredentials(options.tls, options.tlsCheckMs)
  const server = new Server({
    'grpc.max_connection_age_ms': maxConnectionAgeMs,
    'grpc.max_connection_age_grace_ms': 30_000,
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 3_000,
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
  })
  for (const [name, serviceName] of Object.entries(serviceNames)) {
    const { service } = v1[serviceName]
    const implementation = handlers[name as keyof ChatApiHandlers] as Record<string, Handler>
    const unary = Object.keys(service).map((method) => {
      const handler = implementation[method.charAt(0).toLowerCase() + method.slice(1)]
      if (!handler) throw new Error(`no handler for ${method}`)
      return [method, adapt(method, handler, { keys, onCall })] as const
    })
    server.addService(service, Object.fromEntries(unary))
  }
  const health = new HealthImplementation({ '': 'NOT_SERVING' })
  health.addToServer(server)

  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, transport.credentials, (error, taken) =>
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
          transport[Symbol.dispose]()
          resolve()
        })
      }),
  }
}

type Handler = (request: unknown, call: CallInfo) => Promise<unknown>

/** @throws {AppError} as `verifyIdentity`. */
function identify({ metadata }: ServerUnaryCall<unknown, unknown>, keys: readonly TrustedKey[]): Identity {
  const [token, ...others] = metadata.get('x-identity')
  // two identities: nothing tells which of them a check before this one has looked at
  return verifyIdentity(typeof token === 'string' && others.length === 0 ? token : '', keys)
}

/** Made once: the end of every call aborts, and an error of its own with a stack would take 30 µs. */
const callerGone = new Error('The caller has gone')

const adapt =
  (method: string, handler: Handler, { keys, onCall }: Pick<RpcServerOptions, 'keys' | 'onCall'>) =>
  (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>): void => {
    const began = performance.now()
    const gone = new AbortController()
    call.on('cancelled', () => gone.abort(callerGone))
    let identity: Identity | undefined
    let span: Span | undefined
    const report = (code: string, error?: unknown) => {
      const tell = () =>
        onCall?.({ method, code, ms: performance.now() - began, requestId: identity?.requestId, error })
      if (span) within(span, tell)
      else tell()
    }
    const answer = async () => {
      const info = { ...(identity = identify(call, keys)), signal: gone.signal }
      const path = call.getPath()
      return inSpan(path.slice(1), asServer(path, call.metadata.get('traceparent')[0], info.requestId), (own) => {
        span = own
        return handler(call.request, info)
      })
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
