import type { AppError } from '@continuo/contract'
import type { Turn } from '@continuo/rpc'
import type { Knex } from 'knex'
import type { Limits } from '../config.ts'
import type { MessageRow } from '../db/tables.ts'
import { estimateTokens } from './estimate.ts'
import { lockSubjects } from './locks.ts'
import { type Standings, budgetExceeded, findSpent, isPromised, readStandings } from './standing.ts'

export interface Need {
  readonly system: string | null | undefined
  readonly history: readonly Turn[]
  /** The longest answer that the worker asks the model for, in tokens. */
  readonly maxOutputTokens: number
}

/** `promised`: what is left may go to answers that are running; whoever waits until they have ended knows more. */
export type Reserved = { kind: 'reserved' } | { kind: 'promised' } | { kind: 'spent'; error: AppError }

/**
 * Sets aside what an answer may take of its user's budgets and of those of the user's groups, once a message, until it has
 * ended. It goes ahead while anything is left, and everybody who asks after it sees it: so the budgets are overdrawn by
 * this one answer at most, however many ask at the same time.
 */
export async function reserve(
  trx: Knex.Transaction,
  { id, user_id, claims }: Pick<MessageRow, 'id' | 'user_id' | 'claims'>,
  { system, history, maxOutputTokens }: Need,
  limits: Limits,
): Promise<Reserved> {
  const isFirst = claims === 0
  const standings = await read(trx, user_id, limits, isFirst)
  const spent = findSpent(standings)
  // an answer that has begun goes on: what it takes is set aside already
  if (isFirst && spent) return { kind: 'spent', error: budgetExceeded(spent, standings.nowMs) }
  if (isFirst && isPromised(standings)) return { kind: 'promised' }
  const prompt_tokens = estimateTokens(system ?? '', ...history.map(({ content }) => content))
  await trx('reservations')
    .insert({
      message_id: id,
      user_id,
      groups: [...standings.groups],
      tokens: prompt_tokens + maxOutputTokens,
      prompt_tokens,
    })
    .onConflict('message_id')
    .ignore()
  return { kind: 'reserved' }
}

async function read(trx: Knex.Transaction, userId: string, limits: Limits, locked: boolean): Promise<Standings> {
  const seen = await readStandings(trx, userId, limits)
  if (!locked || seen.budgets.length === 0) return seen
  await lockSubjects(
    trx,
    'budgets',
    seen.budgets.map(({ kind, subject }) => `${kind}:${subject}`),
  )
  return readStandings(trx, userId, limits)
}

/**
 * Before anything is stored: an answer that nobody could begin is refused.
 * @throws {AppError} `budget_exceeded`.
 */
export async function assertBudget(db: Knex, userId: string, limits: Limits): Promise<void> {
  const standings = await readStandings(db, userId, limits)
  const spent = findSpent(standings)
  if (spent) throw budgetExceeded(spent, standings.nowMs)
}
