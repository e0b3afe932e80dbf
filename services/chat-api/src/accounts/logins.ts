import { AppError, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { LoginRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Audit } from '../audit/audit.ts'
import { type Entered, type NewLogin, aliveLogins, insertLogin, revokeAllLogins } from './login-store.ts'
import { networkOf } from './network.ts'
import type { AccountCall, AccountOptions } from './options.ts'

export const logInGuest = ({ db, options, audit }: AccountCall, login: NewLogin): Promise<Entered> =>
  inTransaction(db, async (trx) => {
    const [user] = await trx('users').insert({ id: newId(), kind: 'guest' }).returning('*')
    await audit(trx, {
      action: 'signed_in',
      actorId: user!.id,
      facts: { by: 'guest', network: networkOf(login.address) },
    })
    return { user: user!, login: await insertLogin(trx, { userId: user!.id, kind: 'guest', login }, options) }
  })

export const listLogins = (db: Knex, userId: string, options: AccountOptions): Promise<LoginRow[]> =>
  aliveLogins(db, options).where({ user_id: userId }).orderBy('last_seen_at', 'desc').limit(200).select('*')

interface Which {
  readonly userId: string
  readonly id: string
}

/** @returns whether it ever was the user's. */
const revoke = (db: Knex, audit: Audit, { userId, id }: Which): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const login = await trx('logins').where({ id, user_id: userId }).forUpdate().first('revoked_at')
    if (!login) return false
    if (login.revoked_at !== null) return true
    await trx('logins')
      .where({ id })
      .update({ revoked_at: trx.fn.now(3) })
    await audit(trx, { action: 'signed_out', actorId: userId })
    return true
  })

/** Ends the login that the caller has come by. Repeatable. */
export async function logOut(db: Knex, audit: Audit, which: Which): Promise<void> {
  await revoke(db, audit, which)
}

/** @throws {AppError} `not_found` when it never was the user's. */
export async function revokeLogin(db: Knex, audit: Audit, which: Which): Promise<void> {
  if (!(await revoke(db, audit, which))) throw new AppError('not_found', 'There is no such login')
}

export const revokeLogins = (db: Knex, audit: Audit, userId: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    await revokeAllLogins(trx, userId)
    await audit(trx, { action: 'signed_out_everywhere', actorId: userId })
  })
