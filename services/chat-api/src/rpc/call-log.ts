import { AppError } from '@continuo/contract'
import type { CallReport } from '@continuo/rpc'
import type { Logger } from '@continuo/telemetry'
import { createSparing } from '../sparing.ts'

/**
 * What callers got wrong is theirs to log; what went wrong here is ours. An overload or an outage fails every call alike
 * and gets one line a second; metrics count them all.
 */
export function createCallLog(logger: Pick<Logger, 'debug' | 'warn' | 'error'>) {
  const sparing = createSparing()
  return ({ method, code, ms, requestId, error }: CallReport): void => {
    const facts = { method, code, ms: Math.round(ms), request_id: requestId }
    if (code === 'internal') logger.error({ ...facts, err: error }, 'call failed')
    else if (code === 'unavailable')
      sparing(code, (leftOut) =>
        logger.warn(
          { ...facts, ...leftOut, err: error instanceof AppError ? error.cause : error },
          'call not possible',
        ),
      )
    else logger.debug(facts, 'call answered')
  }
}
