/** knex ships its dialects without types; these are the two members that knex.ts touches. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import { knex } from 'knex'

  export default class PgClient extends knex.Client {
    _query(connection: unknown, query: unknown): Promise<unknown>
  }
}
