import type { Knex } from 'knex'

/** What older releases have signed is good for so long: until then a revoked login is remembered. */
const rememberedFor = "interval '181 days'"

/** Removes what no longer says anything: ended logins and access tokens, counts of tries. @returns how many rows. */
export async function pruneLogins(db: Knex, limit: number): Promise<number> {
  const oldest = <T extends Knex.QueryBuilder>(query: T) => query.limit(limit)
  const logins = await db('logins')
    .whereIn(
      'id',
      oldest(
        db('logins')
          .whereRaw(`created_at < now() - ${rememberedFor}`)
          .whereRaw(`(revoked_at is not null or expires_at < now() or last_seen_at < now() - ${rememberedFor})`)
          .select('id'),
      ),
    )
    .delete()
  const tokens = await db('access_tokens')
    .whereIn('id', oldest(db('access_tokens').whereRaw('least(revoked_at, expires_at) < now()').select('id')))
    .delete()
  const tries = await db('password_tries')
    .whereIn('key', oldest(db('password_tries').where('resets_at', '<', db.fn.now()).select('key')))
    .delete()
  return logins + tokens + tries
}
