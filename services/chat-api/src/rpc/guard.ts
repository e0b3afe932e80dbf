import type { CallInfo, ChatApiHandlers } from '@continuo/rpc'
import { fromDatabase } from '../db/errors.ts'

type AnyHandler = (request: unknown, call: CallInfo) => Promise<unknown>

/** All handlers, so that a database that is away is `unavailable` to the caller and never an internal error. */
export const guardAll = (handlers: ChatApiHandlers): ChatApiHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, service]) => [name, guardEach(service as object)]),
  ) as unknown as ChatApiHandlers

const guardEach = <S extends object>(service: S): S =>
  Object.fromEntries(Object.entries(service).map(([name, handler]) => [name, guard(handler as AnyHandler)])) as S

const guard =
  (handler: AnyHandler): AnyHandler =>
  async (request, call) => {
    try {
      return await handler(request, call)
    } catch (error) {
      throw fromDatabase(error)
    }
  }
