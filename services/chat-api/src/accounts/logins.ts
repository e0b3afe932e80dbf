import { AppError, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { LoginRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { type Entered, type NewLogin, aliveLogins, insertLogin, revokeAllLogins } from './login-store.ts'
import type { AccountDeps, AccountOptions } from './options.ts'

export const logInGuest = ({ db, options }: AccountDeps, login: NewLogin): Promise<Entered> =>
  inTransaction(db, async (trx) => {
    const [user] = await trx('users').insert({ id: newId(), kind: 'guest' }).returning('*')
    return { user: user!, login: await insertLogin(trx, { userId: user!.id, kind: 'guest', login }, options) }
  })

export const listLogins = (db: Knex, userId: string, options: AccountOptions): Promise<LoginRow[]> =>
  aliveLogins(db, options).where({ user_id: userId }).orderBy('last_seen_at', 'desc').limit(200).select('*')

const revoke = (db: Knex, { userId, id }: { userId: string; id: string }): Promise<number> =>
  db('logins')
    .where({ id, user_id: userId })
    .update({ revoked_at: db.raw('coalesce(revoked_at, now())') })

/** Ends the login that the caller has come by. Repeatable. */
export async function logOut(db: Knex, which: { userId: string; id: string }): Promise<void> {
  await revoke(db, which)
}

/** @throws {AppError} `not_found` when it never was the user's. */
export async function revokeLogin(db: Knex, which: { userId: string; id: string }): Promise<void> {
  if ((await revoke(db, which)) === 0) throw new AppError('not_found', 'There is no such login')
}

export const revokeLogins = (db: Knex, userId: string): Promise<void> =>
  inTransaction(db, (trx) => revokeAllLogins(trx, userId))
