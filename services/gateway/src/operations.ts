import type { AuthMethods } from '@continuo/contract'
import type { StreamReader } from '@continuo/stream-log/types'
import type { Hub } from '@continuo/stream-log/types'
import { adminOperations } from './admin/admin.routes.ts'
import { queueOperations } from './admin/queue.routes.ts'
import { accountOperations } from './auth/account.routes.ts'
import { authOperations } from './auth/auth.routes.ts'
import { exportChats } from './auth/export/export.route.ts'
import type { Logins } from './auth/logins.ts'
import { createFlowCookie } from './auth/oidc/flow-cookie.ts'
import { oidcOperations } from './auth/oidc/oidc.routes.ts'
import { createProvider } from './auth/oidc/provider.ts'
import { tokenOperations } from './auth/token.routes.ts'
import type { ChatApi } from './chat-api.ts'
import type { Config } from './config.ts'
import type { GatewayEvents } from './events.ts'
import { secureBy } from './http/is-secure.ts'
import type { Operation } from './http/operation.ts'
import type { Rates } from './limits/rates.ts'
import { usageOperations } from './limits/usage.routes.ts'
import { cancelMessage } from './messages/cancel.route.ts'
import { listModels } from './messages/models.route.ts'
import { postMessage } from './messages/post-message.route.ts'
import { retryMessage } from './messages/retry.route.ts'
import { sync } from './messages/sync.route.ts'
import { openApiDocument } from './openapi/document.route.ts'
import { sessionOperations } from './sessions/sessions.routes.ts'
import { activeStreams } from './streams/active-streams.route.ts'
import { feed } from './streams/feed.route.ts'
import type { OpenStreams } from './streams/open-streams.ts'
import type { QueueLine } from './streams/queue-line.ts'
import { sessionStream } from './streams/session-stream.route.ts'
import { feedSocket } from './streams/socket.route.ts'
import { messageStatus } from './streams/status.route.ts'
import { takeWebReport } from './web-reports/web-report.route.ts'

export interface Deps {
  config: Config
  api: ChatApi
  hub: Hub
  reader: StreamReader
  streams: OpenStreams
  line: QueueLine
  logins: Logins
  rates: Rates
  events: GatewayEvents
  /** Fires at a stop: whoever waits answers with what there is. */
  stop: AbortSignal
}

/** The HTTP API, whole: the routes and the OpenAPI document come from this list. */
export function apiOperations(deps: Deps): Operation[] {
  const { config } = deps
  const streaming = { ...deps, limits: config.streams }
  const auth = { ...deps, methods: methodsOf(config), reportShare: config.webReportShare }
  const operations = [
    postMessage({ ...deps, syncWaitMs: config.syncWaitMs }),
    cancelMessage(deps),
    retryMessage(deps),
    feed(streaming),
    feedSocket(streaming),
    sessionStream(streaming),
    messageStatus(deps),
    activeStreams(deps),
    ...sessionOperations(deps),
    sync(deps),
    ...authOperations(auth),
    ...oidc(deps),
    ...accountOperations(auth),
    ...tokenOperations(auth),
    exportChats(deps),
    listModels(deps),
    ...usageOperations(deps),
    ...adminOperations(deps),
    ...queueOperations(deps),
    takeWebReport(deps),
  ]
  return [...operations, openApiDocument(operations)]
}

const methodsOf = ({ login, oidc: provider }: Config): AuthMethods => ({
  local: login.local,
  oidc: provider ? { name: provider.name } : null,
  guests: login.guests,
  signup: login.local && login.signup,
})

/** None without a provider. */
function oidc(deps: Deps): Operation[] {
  const { oidc: settings, login, http } = deps.config
  if (!settings) return []
  const isSecure = secureBy(http.origins)
  return oidcOperations({
    ...deps,
    settings,
    provider: createProvider(settings),
    flows: createFlowCookie({ secret: login.secret, isSecure }),
    originOf: (req) => http.origins[0] ?? `${isSecure(req) ? 'https' : 'http'}://${req.host}`,
  })
}
