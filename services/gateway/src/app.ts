import { AppError } from '@continuo/contract'
import type { Logger } from '@continuo/telemetry'
import express, { type Express } from 'express'
import { cors } from './http/cors.ts'
import { requestFacts } from './http/request-facts.ts'
import { secureBy } from './http/is-secure.ts'
import { problems } from './http/problem.ts'
import { createRouter } from './http/router.ts'
import { assertMayRead, assertMayWrite } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { networkOf } from './limits/client-address.ts'
import { apiPrefix } from './messages/accepted.ts'
import { docsPage } from './openapi/docs-page.ts'
import { type Deps, apiOperations } from './operations.ts'
import { serveWeb } from './web/static.ts'

/** The order of everything that a request passes. */
export function createApp(deps: Deps & { logger: Logger }): Express {
  const { config, logins, rates, logger, events, stop } = deps
  const { origins, trustedProxies, corsOrigins } = config.http
  const rules = { allowed: origins, trusted: corsOrigins }
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', trustedProxies)

  app.use(requestFacts({ logger, events, trustProxy: trustedProxies !== 0, tracedPrefix: apiPrefix }))
  app.use(securityHeaders(secureBy(origins)))
  app.use((_req, res, next) => {
    // a client that keeps its connection to a stopping pod would come back to a closed door
    if (stop.aborted) res.setHeader('connection', 'close')
    next()
  })
  app.use(apiPrefix, (_req, res, next) => {
    res.setHeader('cache-control', 'no-store')
    next()
  })
  app.use(apiPrefix, cors(corsOrigins))
  app.use(apiPrefix, async (req, res, next) => {
    await rates.count('address', networkOf(req.ip), res)
    next()
  })
  app.use(
    apiPrefix,
    createRouter(apiOperations(deps), {
      prefix: apiPrefix,
      assertMayWrite: (req) => assertMayWrite(rules, req, logins.hasCookie(req)),
      assertMayRead: (req) => assertMayRead(rules, req, logins.hasCookie(req)),
      count: (op, { req, res, userId }) => {
        const rate = op.rate ?? (op.access === 'public' && op.method === 'post' ? 'login' : 'request')
        return rates.count(rate, rate === 'login' || userId === undefined ? networkOf(req.ip) : userId, res)
      },
      authenticate: (req) => logins.require(req),
      watch: logins.watch,
    }),
  )
  app.use(apiPrefix, () => {
    throw new AppError('not_found', 'There is no such call; see /docs')
  })
  app.use('/docs', docsPage())
  app.use(serveWeb(config.web))
  app.use(() => {
    throw new AppError('not_found', 'There is nothing here')
  })
  app.use(problems)
  return app
}
