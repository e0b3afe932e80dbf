import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ServiceClientConstructor, loadPackageDefinition } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'

/** `proto/` stands at the root of the repository and of the image; this file may run from `src` or from `dist`. */
function protoRoot(): string {
  for (let dir = import.meta.dirname; dir !== dirname(dir); dir = dirname(dir))
    if (existsSync(join(dir, 'proto/chat/v1'))) return join(dir, 'proto')
  throw new Error('proto/ was not found in any folder above packages/rpc')
}

const definition = loadSync(
  ['accounts', 'sessions', 'messages', 'generations', 'maintenance', 'limits', 'admin'].map(
    (name) => `chat/v1/${name}.proto`,
  ),
  // the same options as in tools/proto-gen.ts, or the types lie
  { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true, includeDirs: [protoRoot()] },
)

export type ServiceName =
  | 'AccountService'
  | 'SessionService'
  | 'MessageService'
  | 'GenerationService'
  | 'MaintenanceService'
  | 'LimitService'
  | 'AdminService'

/** The services as grpc-js wants them; their types come from src/gen by way of `RpcClient` and `RpcHandlers`. */
export const { v1 } = loadPackageDefinition(definition).chat as unknown as {
  v1: Record<ServiceName, ServiceClientConstructor>
}
export type { ServiceClientConstructor } from '@grpc/grpc-js'
