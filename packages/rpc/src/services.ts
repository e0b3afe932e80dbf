import type { AccountServiceDefinition } from './gen/chat/v1/AccountService.ts'
import type { AdminServiceDefinition } from './gen/chat/v1/AdminService.ts'
import type { GenerationServiceDefinition } from './gen/chat/v1/GenerationService.ts'
import type { LimitServiceDefinition } from './gen/chat/v1/LimitService.ts'
import type { MaintenanceServiceDefinition } from './gen/chat/v1/MaintenanceService.ts'
import type { MessageServiceDefinition } from './gen/chat/v1/MessageService.ts'
import type { SessionServiceDefinition } from './gen/chat/v1/SessionService.ts'
import { type ServiceName, v1 } from './protos.ts'

/** The services of chat-api by the names that clients and handlers have for them. */
export interface Definitions {
  accounts: AccountServiceDefinition
  sessions: SessionServiceDefinition
  messages: MessageServiceDefinition
  generations: GenerationServiceDefinition
  maintenance: MaintenanceServiceDefinition
  limits: LimitServiceDefinition
  admin: AdminServiceDefinition
}

export const serviceNames: Record<keyof Definitions, ServiceName> = {
  accounts: 'AccountService',
  sessions: 'SessionService',
  messages: 'MessageService',
  generations: 'GenerationService',
  maintenance: 'MaintenanceService',
  limits: 'LimitService',
  admin: 'AdminService',
}

/** Every call that there is, by the names of handlers: `{ service: 'sessions', method: 'getSession' }`. */
export const rpcMethods = (): { service: keyof Definitions; method: string }[] =>
  (Object.keys(serviceNames) as (keyof Definitions)[]).flatMap((service) =>
    Object.keys(v1[serviceNames[service]].service).map((name) => ({
      service,
      method: name.charAt(0).toLowerCase() + name.slice(1),
    })),
  )
