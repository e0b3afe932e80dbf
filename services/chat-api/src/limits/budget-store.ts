import { AppError, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import type { BudgetRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Period } from './period.ts'

export interface BudgetFields {
  readonly userId: string | undefined
  readonly group: string | undefined
  readonly period: Period
  readonly tokens: number
}

/**
 * Makes or changes the one budget of a user or group for a period.
 * @throws {AppError} `not_found`: there is no such user.
 */
export const setBudget = (
  db: Knex,
  audit: Audit,
  { userId, group, period, tokens }: BudgetFields,
): Promise<BudgetRow> =>
  inTransaction(db, async (trx) => {
    const subject = { user_id: userId ?? null, group_name: group ?? null, period }
    if (userId !== undefined && !(await trx('users').where({ id: userId }).forKeyShare().first('id')))
      throw new AppError('not_found', 'There is no such user')
    const target =
      userId === undefined
        ? '(group_name, period) where group_name is not null'
        : '(user_id, period) where user_id is not null'
    const [row] = await trx('budgets')
      .insert({ id: newId(), ...subject, tokens })
      .onConflict(trx.raw(target))
      .merge({ tokens, changed_at: trx.fn.now(3) })
      .returning('*')
    await audit(trx, { action: 'budget_set', ...entryOf(row!) })
    return row!
  })

/** @throws {AppError} `not_found` */
export const deleteBudget = (db: Knex, audit: Audit, id: string): Promise<BudgetRow> =>
  inTransaction(db, async (trx) => {
    const [row] = await trx('budgets').where({ id }).delete().returning('*')
    if (!row) throw new AppError('not_found', 'There is no such budget')
    await audit(trx, { action: 'budget_removed', ...entryOf(row) })
    return row
  })

/** A group is nobody in particular. */
const entryOf = ({ user_id, group_name, period, tokens }: BudgetRow): Pick<AuditEntry, 'subjectId' | 'facts'> => ({
  subjectId: user_id,
  facts: { ...(group_name === null ? {} : { group: group_name }), period, tokens },
})

/** Newest first; ids are made in the order of time. */
export const listBudgets = (
  db: Knex,
  { userId, limit, before }: { userId: string | undefined; limit: number; before: string | undefined },
): Promise<BudgetRow[]> =>
  (userId === undefined ? db('budgets') : own(db, userId).budgets())
    .modify((query) => {
      if (before !== undefined) void query.where('id', '<', before)
    })
    .orderBy('id', 'desc')
    .limit(limit)
    .select('*')
