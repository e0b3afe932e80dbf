import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import { revokeAllLogins, revokeAllTokens } from '../accounts/login-store.ts'
import { lockAdmins } from '../accounts/make-account.ts'
import type { Audit } from '../audit/audit.ts'
import type { UserRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'

export type ListedUser = UserRow & { last_seen_at: Date | null }

const listed = (db: Knex) =>
  db('users')
    .whereNull('users.deleted_at')
    .select<ListedUser[]>(
      'users.*',
      db.raw('(select max(last_seen_at) from logins where logins.user_id = users.id) as last_seen_at'),
    )

export interface UserFilter {
  /** A part of the address or of the name, or the beginning of an id. */
  readonly search: string | undefined
  readonly kind: UserRow['kind'] | undefined
  readonly limit: number
  readonly before: string | undefined
}

const literally = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Newest first; ids are made in the order of time. */
export const listUsers = (db: Knex, { search, kind, limit, before }: UserFilter): Promise<ListedUser[]> =>
  listed(db)
    .modify((query) => {
      if (kind !== undefined) void query.where({ kind })
      if (before !== undefined) void query.where('users.id', '<', before)
      if (search)
        void query.whereRaw('(users.email ilike :part or users.name ilike :part or users.id::text like :beginning)', {
          part: `%${literally(search)}%`,
          beginning: `${literally(search.toLowerCase())}%`,
        })
    })
    .orderBy('users.id', 'desc')
    .limit(limit)

const missing = () => new AppError('not_found', 'There is no such user')

export interface UserChange {
  readonly id: string
  readonly role: UserRow['role'] | undefined
  readonly disabled: boolean | undefined
}

/**
 * Whoever is disabled is out everywhere, and access tokens are gone for good.
 * @throws {AppError} `not_found`; `conflict`: a guest cannot administer, and somebody must.
 */
export const updateUser = (db: Knex, audit: Audit, { id, role, disabled }: UserChange): Promise<ListedUser> =>
  inTransaction(db, async (trx) => {
    await lockAdmins(trx)
    const user = await trx('users').where({ id }).whereNull('deleted_at').forUpdate().first('*')
    if (!user) throw missing()
    const after = { role: role ?? user.role, disabled: disabled ?? user.disabled_at !== null }
    if (after.role === 'admin' && user.kind === 'guest') throw new AppError('conflict', 'A guest cannot administer')
    const administers = user.role === 'admin' && user.disabled_at === null
    if (administers && (after.role !== 'admin' || after.disabled)) await assertOtherAdmin(trx, id)
    if (after.role !== user.role) {
      await trx('users').where({ id }).update({ role: after.role })
      await audit(trx, { action: 'role_changed', subjectId: id, facts: { from: user.role, to: after.role } })
    }
    if (after.disabled !== (user.disabled_at !== null)) {
      await trx('users')
        .where({ id })
        .update({ disabled_at: after.disabled ? trx.fn.now(3) : null })
      if (after.disabled) {
        await revokeAllLogins(trx, id)
        await revokeAllTokens(trx, id)
      }
      await audit(trx, { action: after.disabled ? 'user_disabled' : 'user_enabled', subjectId: id })
    }
    const changed = await listed(trx).where('users.id', id).first()
    if (!changed) throw missing()
    return changed
  })

async function assertOtherAdmin(trx: Knex.Transaction, id: string): Promise<void> {
  const other = await trx('users')
    .where({ role: 'admin', disabled_at: null, deleted_at: null })
    .whereNot({ id })
    .first('id')
  if (!other) throw new AppError('conflict', 'This is the last administrator; name another one first')
}

/** @throws {AppError} `not_found` */
export const signOutUser = (db: Knex, audit: Audit, id: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (!(await trx('users').where({ id }).whereNull('deleted_at').first('id'))) throw missing()
    await revokeAllLogins(trx, id)
    await audit(trx, { action: 'user_signed_out', subjectId: id })
  })
