import type { KeyObject } from 'node:crypto'
import { Metadata, type ServiceError, connectivityState } from '@grpc/grpc-js'
import { AppError } from '@continuo/contract'
import { inSpan } from '@continuo/telemetry/tracing'
import { type Signer, signIdentity } from './identity/identity.ts'
import { type ServiceClientConstructor, v1 } from './protos.ts'
import { type Definitions, serviceNames } from './services.ts'
import { fromStatus } from './status.ts'
import type { TlsFiles } from './tls/certificate-files.ts'
import { clientCredentials } from './tls/credentials.ts'
import { asClient } from './tracing.ts'
import type { CallOptions, RpcClient } from './types.ts'

export const readDeadlineMs = 2_000
export const writeDeadlineMs = 5_000

const isRead = (method: string) => /^(Get|List|Sync|Describe)/.test(method)

/** A lost reply of these would be done twice by a resend, so the caller decides. */
const neverResent = [
  'Claim',
  'Release',
  'CreateGuest',
  'LogInGuest',
  'SignUp',
  'LogIn',
  'LogInByIdentity',
  'ChangePassword',
  'CreateAccessToken',
]

/**
 * Channel settings. `round_robin` needs an address that resolves to all pods (a headless Service); new pods are found
 * because the server ends connections by age. Keepalive tells a frozen peer in 13 s at most.
 */
function channelOptions(service: ServiceClientConstructor) {
  const name = Object.values(service.service)[0]!.path.split('/')[1]!
  const resent = Object.keys(service.service).filter((method) => !neverResent.includes(method))
  return {
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 3_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    'grpc.dns_min_time_between_resolutions_ms': 2_000,
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.service_config': JSON.stringify({
      loadBalancingConfig: [{ round_robin: {} }],
      methodConfig: [
        {
          name: resent.map((method) => ({ service: name, method })),
          retryPolicy: {
            maxAttempts: 3,
            initialBackoff: '0.1s',
            maxBackoff: '1s',
            backoffMultiplier: 3,
            retryableStatusCodes: ['UNAVAILABLE'],
          },
        },
      ],
    }),
  }
}

/** A whole answer travels in one message: 200 k tokens are about 1 MB, and grpc-js stops at 4 MiB by default. */
export const maxMessageBytes = 16 * 1024 * 1024

export type ChatApiClient = Disposable & { [S in keyof Definitions]: RpcClient<Definitions[S]> } & {
  /** True while a connection to chat-api stands, or can be made at once. Asks for one when idle. */
  connected(): boolean
}

export interface ChatApiClientOptions {
  /** E.g. `dns:///chat-api:50051`. */
  readonly address: string
  /** Which service this is, and the key that proves it. */
  readonly signer: Signer
  readonly key: KeyObject
  /** Undefined: no TLS. */
  readonly tls?: TlsFiles | undefined
}

/** Makes the `x-identity` of a call. */
type Sign = (call: CallOptions) => string

/**
 * Calls to chat-api. Every call has a deadline and a signed identity; what fails throws the AppError that the server
 * threw, or `unavailable` or `timeout` when there was no server or no answer.
 */
export function createChatApiClient({ address, signer, key, tls }: ChatApiClientOptions): ChatApiClient {
  const transport = clientCredentials(tls)
  const sign: Sign = ({ userId, loginId, scopes, requestId, roles = ['user'] }) =>
    signIdentity({ userId, loginId, scopes, requestId, roles: userId === undefined ? [signer] : roles }, key)
  const open = (service: ServiceClientConstructor) =>
    new service(address, transport.credentials, channelOptions(service))
  const channels = Object.entries(serviceNames).map(([name, service]) => ({
    name,
    service,
    channel: open(v1[service]),
  }))
  const clients = Object.fromEntries(
    channels.map(({ name, service, channel }) => [name, promised(channel, v1[service], sign)]),
  )
  return {
    ...(clients as { [S in keyof Definitions]: RpcClient<Definitions[S]> }),
    connected: () => channels[0]!.channel.getChannel().getConnectivityState(true) === connectivityState.READY,
    [Symbol.dispose]: () => {
      for (const { channel } of channels) channel.close()
      transport[Symbol.dispose]()
    },
  }
}

type Channel = InstanceType<ServiceClientConstructor>

function promised(channel: Channel, { service }: ServiceClientConstructor, sign: Sign): object {
  const methods = Object.entries(service).map(([name, method]) => {
    const send = (request: unknown, options: CallOptions, traceparent: string | undefined) =>
      new Promise((resolve, reject) => {
        const deadlineMs = options.deadlineMs ?? (isRead(name) ? readDeadlineMs : writeDeadlineMs)
        const metadata = new Metadata()
        metadata.set('x-identity', sign(options))
        if (traceparent !== undefined) metadata.set('traceparent', traceparent)
        if (options.signal?.aborted) return reject(new AppError('timeout', 'The caller has gone'))
        const running = channel.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          { deadline: Date.now() + deadlineMs },
          (error: ServiceError | null, reply?: unknown) => {
            options.signal?.removeEventListener('abort', cancel)
            if (error) reject(fromStatus(error))
            else resolve(reply)
          },
        )
        const cancel = () => running.cancel()
        options.signal?.addEventListener('abort', cancel, { once: true })
      })
    const call = (request: unknown, options: CallOptions = {}) =>
      inSpan(method.path.slice(1), asClient(method.path), (span) => send(request, options, span.traceparent))
    return [name.charAt(0).toLowerCase() + name.slice(1), call] as const
  })
  return Object.fromEntries(methods)
}
