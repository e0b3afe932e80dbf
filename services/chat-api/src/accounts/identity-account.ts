import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Audit } from '../audit/audit.ts'
import { isUniqueViolation } from '../db/errors.ts'
import type { UserRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { type Entered, type NewLogin, insertLogin } from './login-store.ts'
import { isFirstAdmin, makeAccount } from './make-account.ts'
import { networkOf } from './network.ts'
import type { AccountCall } from './options.ts'

/** What an identity provider says of a person, checked by the gateway. */
export interface IdentityCommand {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly name: string | undefined
  readonly groups: string[]
  /** What the groups say about the role; undefined: they say nothing, and it stays what it is. */
  readonly admin: boolean | undefined
  readonly login: NewLogin
  /** The guest who becomes an account, when the person has none yet. */
  readonly guestId: string | undefined
}

/**
 * Lets in the person whom (issuer, subject) names, and makes an account at the first time. The address is for people to
 * read: whoever has the same one here stays somebody else.
 * @throws {AppError} `forbidden`: the account is disabled.
 */
export async function logInByIdentity(deps: AccountCall, command: IdentityCommand): Promise<Entered> {
  try {
    return await enter(deps, command)
  } catch (error) {
    // the same person came in twice at once for the first time: now the account is there
    if (isUniqueViolation(error, 'identities_pkey')) return enter(deps, command)
    throw error
  }
}

const enter = ({ db, options, logger, audit }: AccountCall, command: IdentityCommand): Promise<Entered> =>
  inTransaction(db, async (trx) => {
    const { issuer, subject, login, guestId } = command
    const facts = { by: 'oidc', network: networkOf(login.address) }
    const known = await trx('identities').where({ issuer, subject }).first('user_id')
    const user = known
      ? await greet(trx, audit, known.user_id, command)
      : await welcome(trx, command, options.adminEmails)
    if (known) await audit(trx, { action: 'signed_in', actorId: user.id, facts })
    else {
      const action = guestId === undefined ? 'account_made' : 'account_upgraded'
      await audit(trx, { action, actorId: user.id, facts: { ...facts, role: user.role } })
    }
    if (!known) logger.info({ user_id: user.id, role: user.role, upgraded: guestId !== undefined }, 'account made')
    return { user, login: await insertLogin(trx, { userId: user.id, kind: 'oidc', login }, options) }
  })

const roleOf = (admin: boolean): UserRow['role'] => (admin ? 'admin' : 'user')

async function greet(trx: Knex.Transaction, audit: Audit, userId: string, command: IdentityCommand): Promise<UserRow> {
  const { issuer, subject, email, name, groups, admin } = command
  const before = await trx('users').where({ id: userId }).forUpdate().first('role')
  const [user] = await trx('users')
    .where({ id: userId })
    .whereNull('disabled_at')
    .whereNull('deleted_at')
    .update({
      groups,
      ...(email === undefined ? {} : { email }),
      ...(name === undefined ? {} : { name }),
      ...(admin === undefined ? {} : { role: roleOf(admin) }),
    })
    .returning('*')
  if (!user) throw new AppError('forbidden', 'This account is disabled')
  if (before && before.role !== user.role)
    await audit(trx, {
      action: 'role_changed',
      actorId: null,
      subjectId: userId,
      facts: { by: 'oidc', from: before.role, to: user.role },
    })
  await trx('identities')
    .where({ issuer, subject })
    .update({ last_login_at: trx.fn.now(3) })
  return user
}

async function welcome(
  trx: Knex.Transaction,
  command: IdentityCommand,
  adminEmails: readonly string[],
): Promise<UserRow> {
  const { issuer, subject, email = null, emailVerified, name = null, groups, admin, guestId } = command
  const first = email !== null && emailVerified && (await isFirstAdmin(trx, email, adminEmails))
  const role = roleOf(admin ?? first)
  const user = await makeAccount(trx, { email, name, groups, role }, guestId)
  await trx('identities').insert({ issuer, subject, user_id: user.id })
  return user
}
