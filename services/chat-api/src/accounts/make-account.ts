import { AppError, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { UserRow } from '../db/tables.ts'
import { revokeAllLogins } from './login-store.ts'

export interface AccountFields {
  readonly email: string | null
  readonly name: string | null
  readonly groups?: string[]
  readonly role?: UserRow['role']
}

/**
 * Makes an account, or makes a guest one: same user, same chats. Whoever else held the guest's login is out, so that
 * nobody can plant a login in another person's browser and keep it.
 * @throws {AppError} `conflict`: that user is no guest (any more).
 */
export async function makeAccount(
  trx: Knex.Transaction,
  fields: AccountFields,
  guestId: string | undefined,
): Promise<UserRow> {
  if (guestId === undefined) {
    const [user] = await trx('users')
      .insert({ id: newId(), kind: 'account', ...fields })
      .returning('*')
    return user!
  }
  const [user] = await trx('users')
    .where({ id: guestId, kind: 'guest' })
    .whereNull('deleted_at')
    .whereNull('disabled_at')
    .update({ kind: 'account', ...fields })
    .returning('*')
  if (!user) throw new AppError('conflict', 'This is an account already')
  await revokeAllLogins(trx, guestId)
  return user
}

/** Any number, the same in every release. */
const adminsLock = 7_236_413

/** Until the transaction ends nobody else becomes an administrator, or ceases to be one by another's hand. */
export const lockAdmins = (trx: Knex.Transaction): Promise<unknown> =>
  trx.raw('select pg_advisory_xact_lock(?)', [adminsLock])

/** The administrator that a new installation begins with: one of the named addresses, and only while there is none. */
export async function isFirstAdmin(
  trx: Knex.Transaction,
  email: string,
  adminEmails: readonly string[],
): Promise<boolean> {
  if (!adminEmails.includes(email)) return false
  // of two people who begin at once the second waits, and finds the first
  await lockAdmins(trx)
  return (await trx('users').where({ role: 'admin' }).first('id')) === undefined
}
