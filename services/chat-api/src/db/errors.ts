import { AppError } from '@continuo/contract'

/** SQLSTATE classes and codes that mean "not now": connection lost, server starting or stopping, limits, time-outs. */
const passing = /^(08|53|57P0|57014|55P03|25P03|25P04)/
const passingSystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
])
/** pg and tarn report these without a code. */
const passingMessages =
  /Connection terminated|Connection ended|timeout expired|Timeout acquiring|not queryable|aborted/i

/** Deadlock and serialization failure: the same transaction, run again, is expected to pass. */
export const isWorthRepeating = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error))

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** True when Postgres could not be asked, as opposed to having said no. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false
  const code = codeOf(error)
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  if (code !== '') return passing.test(code) || passingSystemCodes.has(code) || isWorthRepeating(error)
  return error.name === 'KnexTimeoutError' || passingMessages.test(error.message)
}

/** A database error as callers may see it; everything else passes unchanged. */
export function fromDatabase(error: unknown): unknown {
  if (isDatabaseAway(error))
    return new AppError('unavailable', 'The database does not answer; try again', { cause: error, retryAfterS: 1 })
  // the caller's login names a user that is gone
  if (codeOf(error) === '23503' && (error as { constraint?: string }).constraint === 'sessions_user_id_fkey')
    return new AppError('unauthenticated', 'This user does not exist any more', { cause: error })
  return error
}

/** A row with this key is there already. @param constraint Name of the key. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  codeOf(error) === '23505' && (error as { constraint?: string }).constraint === constraint
