import { AppError } from '@continuo/contract'
import type { CallInfo, ChatApiHandlers } from '@continuo/rpc'
import { type Rule, policy } from './policy.ts'

type AnyHandler = (request: unknown, call: CallInfo) => Promise<unknown>

/** All handlers, each of them reached only by whom the policy lets in. */
export const authoriseAll = (handlers: ChatApiHandlers): ChatApiHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([service, methods]) => [
      service,
      Object.fromEntries(
        Object.entries(methods as Record<string, AnyHandler>).map(([method, handler]) => [
          method,
          authorised(handler, ruleOf(service, method)),
        ]),
      ),
    ]),
  ) as unknown as ChatApiHandlers

const ruleOf = (service: string, method: string): Rule | undefined =>
  (policy as unknown as Record<string, Record<string, Rule>>)[service]?.[method]

const authorised =
  (handler: AnyHandler, rule: Rule | undefined): AnyHandler =>
  async (request, call) => {
    assertMay(rule, call)
    return handler(request, call)
  }

/**
 * @throws {AppError} `unauthenticated` when a person is needed and the gateway calls for itself; `forbidden` for every
 * other wrong role, and for an access token that does not go so far.
 */
export function assertMay(rule: Rule | undefined, { roles, scopes }: Pick<CallInfo, 'roles' | 'scopes'>): void {
  if (!rule) throw new AppError('forbidden', 'This call is for nobody')
  if (!roles.includes(rule.role)) {
    if (rule.role === 'user' && roles.includes('gateway'))
      throw new AppError('unauthenticated', 'This call needs a signed-in user')
    throw new AppError('forbidden', 'This call is not for you')
  }
  if (scopes !== undefined && (rule.scope === undefined || !scopes.includes(rule.scope)))
    throw new AppError('forbidden', 'This access token does not allow that')
}
