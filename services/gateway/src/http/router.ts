import { AppError, limits } from '@continuo/contract'
import { type Request, type RequestHandler, Router } from 'express'
import type { Caller } from '../auth/caller.ts'
import { readJson } from './json-body.ts'
import type { Call, CallFacts, Operation, Reply } from './operation.ts'
import { endSpanEarly, factsOf, setRoute } from './request-facts.ts'
import { validate } from './validate.ts'

export interface RouterDeps {
  /** Where the router is mounted; part of the route template in logs and metrics. */
  prefix: string
  /** Throws unless the request may write; called before anything else of what is not a plain GET. */
  assertMayWrite: (req: Request) => void
  /** Throws unless the request may read what is its user's. */
  assertMayRead: (req: Request) => void
  /** Counts the request for the limits. @throws {AppError} `too_many_requests`. */
  count: (op: Operation, facts: CallFacts) => Promise<void>
  /** @throws {AppError} `unauthenticated`; `unavailable` when nobody can say. */
  authenticate: (req: Request) => Promise<Caller>
  /** Calls `ended` when the login is over. @returns stops watching. */
  watch: (loginId: string, ended: () => void) => () => void
}

/** Express routes for a table of operations; other methods of the same paths are answered with 405. */
export function createRouter(operations: readonly Operation[], deps: RouterDeps): Router {
  const router = Router({ caseSensitive: true })
  const paths = Map.groupBy(operations, (op) => op.path)
  for (const [path, ops] of paths) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
    route.all((_req, res, next) => {
      setRoute(res, `${deps.prefix}${path}`)
      next()
    })
    for (const op of ops) route[op.method](op.onRefused ? telling(op.onRefused, run(op, deps)) : run(op, deps))
    route.all(refuseMethod(ops.map((op) => op.method.toUpperCase())))
  }
  return router
}

const refuseMethod =
  (allowed: string[]): RequestHandler =>
  (req, res) => {
    res.setHeader('allow', allowed.join(', '))
    throw new AppError('method_not_allowed', `${req.method} is not one of ${allowed.join(', ')}`)
  }

const isStream = (op: Operation) => Object.values(op.replies).some((reply) => reply.stream)

const run =
  (op: Operation, deps: RouterDeps): RequestHandler =>
  async (req, res) => {
    // Express answers HEAD by the GET handler, and a stream has no end to wait for
    if (req.method === 'HEAD' && isStream(op)) return refuseMethod(['GET'])(req, res, () => {})
    if (op.method !== 'get' || op.sameOrigin) deps.assertMayWrite(req)
    else if (op.access !== 'public') deps.assertMayRead(req)
    const caller = op.access === 'public' ? undefined : await deps.authenticate(req)
    if (caller) assertMay(op, caller)
    // what ends the caller's own login must still answer
    const facts = factsOf(req, res, caller, op.access === 'user' ? deps.watch : undefined)
    await deps.count(op, facts)
    const reply = await op.handle((await callOf(op, facts)) as Call<never, never, never>)
    if (!reply) return endSpanEarly(facts)
    if (facts.signedOut.aborted) throw new AppError('unauthenticated', 'This login has ended meanwhile')
    send(facts, reply)
  }

const telling =
  (onRefused: NonNullable<Operation['onRefused']>, handle: ReturnType<typeof run>): RequestHandler =>
  async (req, res, next) => {
    try {
      await handle(req, res, next)
    } catch (cause) {
      onRefused(cause instanceof AppError ? cause.code : 'internal')
      throw cause
    }
  }

/** @throws {AppError} `forbidden`: only an administrator may, or the access token does not go so far. */
function assertMay({ access, method }: Operation, { scopes, isAdmin }: Caller): void {
  if (access === 'admin' && !isAdmin) throw new AppError('forbidden', 'This is for administrators')
  if (scopes === undefined) return
  const needed = method === 'get' ? 'chat:read' : 'chat:write'
  if (access === 'login') throw new AppError('forbidden', 'This needs a login; access tokens do not reach the account')
  if (!scopes.includes(needed)) throw new AppError('forbidden', `This access token lacks ${needed}`)
}

async function callOf(op: Operation, facts: CallFacts): Promise<Call<unknown, unknown, unknown>> {
  const { req } = facts
  const params = op.params && validate(op.params, req.params, 'path')
  const query = op.query && validate(op.query, req.query, 'query')
  const body =
    op.body && ((await readJson(req, op.bodyBytes ?? limits.bodyBytes)) ?? (op.bodyOptional ? {} : undefined))
  return { ...facts, params, query, body: op.body && validate(op.body, body, 'body') }
}

function send({ res }: CallFacts, { status, body, headers = {} }: Reply): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  res.status(status)
  if (body === undefined) res.end()
  else res.json(body)
}
