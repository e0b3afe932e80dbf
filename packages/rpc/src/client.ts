import { type ChannelCredentials, Metadata, type ServiceError, connectivityState, credentials } from '@grpc/grpc-js'
import { AppError } from '@continuo/contract'
import type { GenerationServiceDefinition } from './gen/chat/v1/GenerationService.ts'
import type { MaintenanceServiceDefinition } from './gen/chat/v1/MaintenanceService.ts'
import type { MessageServiceDefinition } from './gen/chat/v1/MessageService.ts'
import type { SessionServiceDefinition } from './gen/chat/v1/SessionService.ts'
import { type ServiceClientConstructor, v1 } from './protos.ts'
import { fromStatus } from './status.ts'
import type { CallOptions, RpcClient } from './types.ts'

export const readDeadlineMs = 2_000
export const writeDeadlineMs = 5_000

const isRead = (method: string) => /^(Get|List|Sync|Describe)/.test(method)

/** A lost reply of these would be done twice by a resend, so the caller decides. */
const neverResent = ['Claim', 'Release', 'CreateGuest']

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

export interface ChatApiClient extends Disposable {
  sessions: RpcClient<SessionServiceDefinition>
  messages: RpcClient<MessageServiceDefinition>
  generations: RpcClient<GenerationServiceDefinition>
  maintenance: RpcClient<MaintenanceServiceDefinition>
  /** True while a connection to chat-api stands, or can be made at once. Asks for one when idle. */
  connected(): boolean
}

/**
 * Calls to chat-api. Every call has a deadline; what fails throws the AppError that the server threw, or `unavailable` or
 * `timeout` when there was no server or no answer.
 * @param address e.g. `dns:///chat-api:50051`.
 */
export function createChatApiClient(
  address: string,
  channelCredentials: ChannelCredentials = credentials.createInsecure(),
): ChatApiClient {
  const open = (service: ServiceClientConstructor) => new service(address, channelCredentials, channelOptions(service))
  const channels = {
    sessions: open(v1.SessionService),
    messages: open(v1.MessageService),
    generations: open(v1.GenerationService),
    maintenance: open(v1.MaintenanceService),
  }
  return {
    sessions: promised<SessionServiceDefinition>(channels.sessions, v1.SessionService),
    messages: promised<MessageServiceDefinition>(channels.messages, v1.MessageService),
    generations: promised<GenerationServiceDefinition>(channels.generations, v1.GenerationService),
    maintenance: promised<MaintenanceServiceDefinition>(channels.maintenance, v1.MaintenanceService),
    connected: () => channels.messages.getChannel().getConnectivityState(true) === connectivityState.READY,
    [Symbol.dispose]: () => {
      for (const channel of Object.values(channels)) channel.close()
    },
  }
}

type Channel = InstanceType<ServiceClientConstructor>

function promised<Definition>(channel: Channel, { service }: ServiceClientConstructor): RpcClient<Definition> {
  const methods = Object.entries(service).map(([name, method]) => {
    const call = (request: unknown, options: CallOptions = {}) =>
      new Promise((resolve, reject) => {
        const deadlineMs = options.deadlineMs ?? (isRead(name) ? readDeadlineMs : writeDeadlineMs)
        const metadata = new Metadata()
        if (options.userId) metadata.set('x-user-id', options.userId)
        if (options.requestId) metadata.set('x-request-id', options.requestId)
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
    return [name.charAt(0).toLowerCase() + name.slice(1), call] as const
  })
  return Object.fromEntries(methods) as RpcClient<Definition>
}
