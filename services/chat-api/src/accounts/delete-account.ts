import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import { inTransaction } from '../db/transaction.ts'
import { assertPassword } from './local-account.ts'
import type { AccountCall } from './options.ts'

export interface DeleteCommand {
  readonly userId: string
  readonly password: string | undefined
  readonly address: string | undefined
}

/**
 * Shuts the account and forgets who it was, at once; the chats go right after (see `purge.ts`).
 * @throws {AppError} `wrong_credentials` unless whoever has a password gives it; `too_many_requests`, `unavailable`.
 */
export async function deleteAccount(deps: AccountCall, { userId, password, address }: DeleteCommand): Promise<void> {
  const { db, logger, audit } = deps
  if (await db('credentials').where({ user_id: userId }).first('user_id')) {
    if (password === undefined) throw new AppError('wrong_credentials', 'password: is needed to delete this account')
    await assertPassword(deps, { userId, password, address })
  }
  await inTransaction(db, async (trx) => {
    await shutAccount(trx, userId)
    await audit(trx, { action: 'account_deleted' })
  })
  logger.info({ user_id: userId }, 'account deleted')
}

/** From the commit on nobody can sign in as this user, and all who are signed in are out. */
export async function shutAccount(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx('users')
    .where({ id: userId })
    .update({ deleted_at: trx.raw('coalesce(deleted_at, now())'), email: null, name: null, groups: [], role: 'user' })
  for (const table of ['credentials', 'identities', 'logins', 'access_tokens'] as const)
    await trx(table).where({ user_id: userId }).delete()
}
