import type { Knex } from 'knex'

/**
 * The rows of one person. Whatever is read or changed on behalf of a caller begins here, so that what belongs to somebody
 * else is never found, just like what never was.
 */
export const own = (db: Knex, userId: string) => ({
  sessions: () => db('sessions').where({ user_id: userId }),
  messages: () => db('messages').where({ user_id: userId }),
  tombstones: () => db('tombstones').where({ user_id: userId }),
  budgets: () => db('budgets').where({ user_id: userId }),
  usageDays: () => db('usage_days').where({ user_id: userId }),
  rows: (table: 'sessions' | 'messages' | 'tombstones') => db(table).where({ user_id: userId }),
})
