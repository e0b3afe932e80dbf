import { AppError } from '@continuo/contract'
import { isUniqueViolation } from '../db/errors.ts'
import { inTransaction } from '../db/transaction.ts'
import { type Entered, type NewLogin, insertLogin, welcome, revokeAllLogins } from './login-store.ts'
import { isFirstAdmin, makeAccount } from './make-account.ts'
import { networkOf } from './network.ts'
import type { AccountCall } from './options.ts'
import { isCommonPassword } from './passwords/common.ts'

const wrong = () => new AppError('wrong_credentials', 'The address or the password is wrong')

function assertUncommon(password: string, personal: readonly string[]): void {
  if (isCommonPassword(password, personal))
    throw new AppError('bad_request', 'password: is one that anybody would try; take a rarer one')
}

export interface SignUpCommand {
  readonly email: string
  readonly password: string
  readonly name: string | undefined
  readonly login: NewLogin
  /** The guest who becomes an account. */
  readonly guestId: string | undefined
}

/**
 * Makes a local account with its first login.
 * @throws {AppError} `bad_request`: the password is a common one. `conflict`: the address is taken, or the guest is none.
 */
export async function signUp(deps: AccountCall, command: SignUpCommand): Promise<Entered> {
  const { db, hasher, options, logger, audit } = deps
  const { email, password, name = null, login, guestId } = command
  assertUncommon(password, [email, name ?? ''])
  // before anybody looks whether the address is taken: both answers take as long
  const hash = await hasher.hash(password)
  try {
    const entered = await inTransaction(db, async (trx) => {
      const role = (await isFirstAdmin(trx, email, options.adminEmails)) ? ('admin' as const) : ('user' as const)
      const user = await makeAccount(trx, { email, name, role }, guestId)
      await trx('credentials').insert({ user_id: user.id, email, hash })
      await audit(trx, {
        action: guestId === undefined ? 'account_made' : 'account_upgraded',
        actorId: user.id,
        facts: { by: 'password', role, network: networkOf(login.address) },
      })
      return { user, login: await insertLogin(trx, { userId: user.id, kind: 'password', login }, options) }
    })
    logger.info({ user_id: entered.user.id, role: entered.user.role, upgraded: guestId !== undefined }, 'account made')
    return entered
  } catch (error) {
    if (isUniqueViolation(error, 'credentials_email'))
      throw new AppError('conflict', 'An account with this address cannot be made', { cause: error })
    throw error
  }
}

export interface LogInCommand {
  readonly email: string
  readonly password: string
  readonly login: NewLogin
}

/**
 * @throws {AppError} `wrong_credentials`, whatever it is that is wrong, after the same time. `too_many_requests`: one
 * client has tried this account too often. `unavailable`: too many sign in at once.
 */
export async function logIn(deps: AccountCall, { email, password, login }: LogInCommand): Promise<Entered> {
  const { db, hasher, throttle, options, logger, audit } = deps
  await throttle.begin(email, login.address)
  const known = await db('credentials')
    .join('users', 'users.id', 'credentials.user_id')
    .where('credentials.email', email)
    .where(welcome)
    .first<{ user_id: string; hash: string } | undefined>('credentials.user_id', 'credentials.hash')
  const { ok, fresh } = await hasher.verify(password, known?.hash)
  if (!ok || !known) {
    logger.info({ user_id: known?.user_id }, 'sign-in refused')
    // of whom nobody knows too: both answers take as long
    await audit(db, {
      action: 'sign_in_refused',
      subjectId: known?.user_id ?? null,
      facts: { network: networkOf(login.address) },
    })
    throw wrong()
  }
  await throttle.succeeded(email, login.address)
  return inTransaction(db, async (trx) => {
    // a password that was changed meanwhile is wrong now; the lock keeps the two apart
    const still = await trx('credentials')
      .where({ user_id: known.user_id, hash: known.hash })
      .forUpdate()
      .first('user_id')
    const user = still && (await trx('users').where({ id: known.user_id }).where(welcome).first('*'))
    if (!user) throw wrong()
    if (fresh) await trx('credentials').where({ user_id: user.id }).update({ hash: fresh })
    await audit(trx, {
      action: 'signed_in',
      actorId: user.id,
      facts: { by: 'password', network: networkOf(login.address) },
    })
    return { user, login: await insertLogin(trx, { userId: user.id, kind: 'password', login }, options) }
  })
}

export interface ChangePasswordCommand {
  readonly userId: string
  readonly current: string
  readonly password: string
  readonly login: NewLogin
}

/**
 * Ends every login of the user and makes one in place of that of the call.
 * @throws {AppError} as `logIn`; `conflict` for whoever has no password; `bad_request` for a common one.
 */
export async function changePassword(deps: AccountCall, command: ChangePasswordCommand): Promise<Entered> {
  const { db, hasher, options, logger, audit } = deps
  const { userId, current, password, login } = command
  const known = await assertPassword(deps, { userId, password: current, address: login.address })
  assertUncommon(password, [known.email])
  const hash = await hasher.hash(password)
  const entered = await inTransaction(db, async (trx) => {
    const changed = await trx('credentials')
      .where({ user_id: userId, hash: known.hash })
      .update({ hash, changed_at: trx.fn.now(3) })
    const user = await trx('users').where({ id: userId }).where(welcome).first('*')
    if (changed === 0 || !user) throw wrong()
    await revokeAllLogins(trx, userId)
    await audit(trx, { action: 'password_changed', facts: { network: networkOf(login.address) } })
    return { user, login: await insertLogin(trx, { userId, kind: 'password', login }, options) }
  })
  logger.info({ user_id: userId }, 'password changed')
  return entered
}

/**
 * Asks a signed-in person once more.
 * @throws {AppError} `wrong_credentials`, `too_many_requests`, `unavailable`; `conflict` for whoever has no password.
 */
export async function assertPassword(
  { db, hasher, throttle, audit }: AccountCall,
  { userId, password, address }: { userId: string; password: string; address: string | undefined },
): Promise<{ email: string; hash: string }> {
  const known = await db('credentials').where({ user_id: userId }).first('email', 'hash')
  if (!known) throw new AppError('conflict', 'This account has no password')
  await throttle.begin(known.email, address)
  const { ok } = await hasher.verify(password, known.hash)
  if (!ok) {
    await audit(db, { action: 'sign_in_refused', facts: { network: networkOf(address) } })
    throw wrong()
  }
  await throttle.succeeded(known.email, address)
  return known
}
