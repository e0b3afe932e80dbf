import { AppError, accountLimits, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Audit } from '../audit/audit.ts'
import type { AccessTokenRow } from '../db/tables.ts'
import { inMs, inTransaction } from '../db/transaction.ts'
import { aliveTokens } from './login-store.ts'

export interface TokenCommand {
  readonly userId: string
  readonly name: string
  readonly scopes: string[]
  readonly days: number
  readonly tokenSha256: Buffer
}

const dayMs = 86_400_000

/** @throws {AppError} `conflict`: guests have none, and accounts not more than a few. */
export async function createAccessToken(db: Knex, audit: Audit, command: TokenCommand): Promise<AccessTokenRow> {
  const { userId, name, scopes, days, tokenSha256 } = command
  return inTransaction(db, async (trx) => {
    const user = await trx('users').where({ id: userId }).forUpdate().first('kind')
    // a guest may become an account of somebody who does not know of the token
    if (user?.kind !== 'account') throw new AppError('conflict', 'Only an account can have access tokens')
    const present = await aliveTokens(trx).where({ user_id: userId }).pluck<string[]>('id')
    if (present.length >= accountLimits.tokensPerUser)
      throw new AppError('conflict', `At most ${accountLimits.tokensPerUser} access tokens; revoke one first`)
    const [made] = await trx('access_tokens')
      .insert({
        id: newId(),
        user_id: userId,
        name,
        scopes,
        token_sha256: tokenSha256,
        expires_at: inMs(trx, days * dayMs),
      })
      .returning('*')
    await audit(trx, { action: 'token_made', actorId: userId, facts: { token: made!.id, scopes, days } })
    return made!
  })
}

export const listAccessTokens = (db: Knex, userId: string): Promise<AccessTokenRow[]> =>
  aliveTokens(db).where({ user_id: userId }).orderBy('created_at', 'desc').select('*')

/** @throws {AppError} `not_found` when it never was the user's. */
export async function revokeAccessToken(
  db: Knex,
  audit: Audit,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const token = await trx('access_tokens').where({ id, user_id: userId }).forUpdate().first('revoked_at')
    if (!token) throw new AppError('not_found', 'There is no such token')
    if (token.revoked_at !== null) return
    await trx('access_tokens')
      .where({ id })
      .update({ revoked_at: trx.fn.now(3) })
    await audit(trx, { action: 'token_revoked', actorId: userId, facts: { token: id } })
  })
}
