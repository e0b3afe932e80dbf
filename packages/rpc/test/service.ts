import { AppError } from '@continuo/contract'
import { identityKeys } from '@continuo/testkit'
import { type ChatApiClientOptions, createChatApiClient } from '../src/client.ts'
import { readPrivateKey, readPublicKeys } from '../src/identity/keys.ts'
import { type ChatApiHandlers, type RpcServerOptions, startRpcServer } from '../src/server.ts'
import { rpcMethods } from '../src/services.ts'

export type Given = { [S in keyof ChatApiHandlers]?: Partial<ChatApiHandlers[S]> }

/** Handlers that refuse everything but what a test gives. */
function handlers(given: Given): ChatApiHandlers {
  const missing = (service: object = {}) =>
    new Proxy(service, {
      get: (target, name) =>
        Reflect.get(target, name) ?? (() => Promise.reject(new AppError('internal', 'not in this test'))),
    })
  const services = new Set(rpcMethods().map(({ service }) => service))
  return Object.fromEntries([...services].map((name) => [name, missing(given[name])])) as unknown as ChatApiHandlers
}

export const gateway: Pick<ChatApiClientOptions, 'signer' | 'key'> = {
  signer: 'gateway',
  key: readPrivateKey(identityKeys.privateKeys.gateway),
}

/** A server with the given handlers, and a gateway's client of it. */
export async function connect(
  given: Given,
  options: Partial<RpcServerOptions> = {},
  clientOptions: Partial<ChatApiClientOptions> = {},
) {
  const keys = readPublicKeys(identityKeys.publicKeys)
  const server = await startRpcServer(handlers(given), { host: '127.0.0.1', port: 0, keys, ...options })
  const address = `127.0.0.1:${server.port}`
  const client = createChatApiClient({ address, ...gateway, ...clientOptions })
  return {
    address,
    client,
    server,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]()
      await server.drain(500)
    },
  }
}
