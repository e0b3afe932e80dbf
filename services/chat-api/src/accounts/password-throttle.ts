import { createHash } from 'node:crypto'
import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import { clientOf } from './network.ts'

/** Tries of one client at one account. Others, its owner too, are not touched by what somebody does elsewhere. */
export interface Throttle {
  /**
   * Counts a try, before its password is looked at: parallel ones cannot slip through.
   * @throws {AppError} `too_many_requests` with the time of the next try.
   */
  begin(email: string, address: string | undefined): Promise<void>
  /** The password was right: what was counted is forgotten. */
  succeeded(email: string, address: string | undefined): Promise<void>
}

const maxTries = 10
const windowMs = 15 * 60_000

export function createThrottle(db: Knex): Throttle {
  // not to be read back from a dump; an address that nobody has is counted like any other
  const keyOf = (email: string, address: string | undefined) =>
    createHash('sha256')
      .update(`${email}\n${clientOf(address)}`)
      .digest()

  return {
    async begin(email, address) {
      const { rows } = await db.raw<{ rows: { tries: number; wait_s: number }[] }>(
        `insert into password_tries as t (key, tries, resets_at)
         values (:key, 1, now() + :windowMs * interval '1 millisecond')
         on conflict (key) do update set
           tries = case when t.resets_at <= now() then 1 else t.tries + 1 end,
           resets_at = case when t.resets_at <= now() then excluded.resets_at else t.resets_at end
         returning tries, extract(epoch from resets_at - now())::float8 as wait_s`,
        { key: keyOf(email, address), windowMs },
      )
      const { tries, wait_s } = rows[0]!
      if (tries > maxTries)
        throw new AppError('too_many_requests', 'Too many tries; wait before the next one', {
          retryAfterS: Math.ceil(wait_s),
        })
    },
    async succeeded(email, address) {
      await db('password_tries')
        .where({ key: keyOf(email, address) })
        .delete()
    },
  }
}
