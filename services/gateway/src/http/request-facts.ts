import { newId } from '@continuo/contract'
import type { Logger } from '@continuo/telemetry'
import { type Span, within } from '@continuo/telemetry/tracing'
import type { Request, RequestHandler, Response } from 'express'
import type { GatewayEvents } from '../events.ts'
import { type Caller, identityOf } from '../auth/caller.ts'
import type { CallFacts } from './operation.ts'
import { endRequestSpan, startRequestSpan } from './request-span.ts'

interface Locals {
  requestId: string
  log: Logger
  /** Route template, for logs and metrics: never a path with ids in it. */
  route: string
  span: Span
}
const localsOf = (res: Response) => res.locals as Locals

export const requestIdOf = (res: Response): string => localsOf(res).requestId
export const logOf = (res: Response): Logger => localsOf(res).log
export const setRoute = (res: Response, template: string): void => {
  localsOf(res).route = template
}

/** A stream has been opened: its request is done, whatever follows. */
export function endSpanEarly({ req, res }: Pick<CallFacts, 'req' | 'res'>): void {
  const { route, span } = localsOf(res)
  endRequestSpan(span, { method: req.method, route, status: res.statusCode })
}

const wellFormedId = /^[\w.-]{8,128}$/

/**
 * Gives every request an id (a trusted proxy's own is kept), its logger, and one line and one measurement at its end.
 * Paths, query values, bodies and cookies are never logged.
 */
export function requestFacts(deps: {
  logger: Logger
  events: GatewayEvents
  trustProxy: boolean
  /** Requests below it are traced; the page's files are not. */
  tracedPrefix: string
}): RequestHandler {
  return (req, res, next) => {
    const began = performance.now()
    const given = deps.trustProxy ? req.get('x-request-id') : undefined
    const requestId = given !== undefined && wellFormedId.test(given) ? given : newId()
    const span = startRequestSpan(req, requestId, deps.tracedPrefix)
    const locals: Locals = { requestId, log: deps.logger.child({ request_id: requestId }), route: 'unmatched', span }
    Object.assign(res.locals, locals)
    res.setHeader('x-request-id', requestId)
    deps.events.requestBegan()
    res.once('close', () => {
      const { route, log } = localsOf(res)
      const ms = performance.now() - began
      const isSocket = res.statusCode === 101 // its headers are not ours
      const status = res.headersSent || isSocket ? res.statusCode : 499 // the client went away before there was an answer
      const isStream = isSocket || res.getHeader('content-type')?.toString().startsWith('text/event-stream')
      deps.events.requestEnded({ method: req.method, route, status }, isStream ? undefined : ms)
      const facts = { method: req.method, route, status, ms: Math.round(ms), query: Object.keys(req.query) }
      within(span, () => log[status >= 500 ? 'warn' : 'info'](facts, 'request handled'))
      endRequestSpan(span, facts)
    })
    within(span, next)
  }
}

/** Made once: every request ends, and an error of its own with a stack would take 30 µs. */
const closed = new Error('The connection has been closed')

/** @param watch Tells when the login of a caller has ended; returns how to stop listening. */
export function factsOf(
  req: Request,
  res: Response,
  caller: Caller | undefined,
  watch?: (loginId: string, ended: () => void) => () => void,
): CallFacts {
  const { requestId, log } = localsOf(res)
  const gone = new AbortController()
  const signedOut = new AbortController()
  const stopWatching = caller && watch?.(caller.loginId, () => signedOut.abort())
  res.once('close', () => {
    gone.abort(closed)
    stopWatching?.()
  })
  const userId = caller?.userId
  return {
    req,
    res,
    requestId,
    log: userId === undefined ? log : log.child({ user_id: userId }),
    caller,
    userId,
    asCaller: { requestId, ...(caller ? identityOf(caller) : {}) },
    gone: AbortSignal.any([gone.signal, signedOut.signal]),
    signedOut: signedOut.signal,
  }
}
