import knex, { type Knex } from 'knex'
import PgClient from 'knex/lib/dialects/postgres/index.js'
import { types } from 'pg'
import { LimitPassed, withLimit } from '../with-limit.ts'
import './tables.ts'

const int8 = 20
const xid8 = 5069

/** bigint as number: positions, milliseconds and tokens stay far below 2^53. xid8 stays text: it may not. */
const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number
    if (oid === xid8) return String
    return types.getTypeParser(oid, format) as (text: string) => unknown
  },
}

/** Milliseconds after which a query whose server says nothing at all counts as lost; above `statement_timeout`. */
const deadQueryMs = 7_000

interface RawConnection {
  __knex__disposed?: Error
  connection?: { stream?: { destroy(): void } }
}

/**
 * knex's Postgres client, but a connection that does not answer is thrown away. Without this a half-open connection (a
 * firewall that forgot it, a frozen server) goes back into the pool and swallows the next query too.
 */
class WatchedPgClient extends PgClient {
  override async _query(connection: RawConnection, query: unknown): Promise<unknown> {
    try {
      return await withLimit(super._query(connection, query), deadQueryMs)
    } catch (error) {
      if (!(error instanceof LimitPassed)) throw error
      const lost = new Error('Connection terminated: no answer to a query', { cause: error })
      connection.__knex__disposed = lost
      connection.connection?.stream?.destroy()
      throw lost
    }
  }
}

/** Tells how long each statement took. */
const timed = (onQuery: NonNullable<DatabaseOptions['onQuery']>) =>
  class extends WatchedPgClient {
    override async _query(connection: RawConnection, query: { sql?: string }): Promise<unknown> {
      const began = performance.now()
      try {
        return await super._query(connection, query)
      } finally {
        onQuery(query.sql ?? '', performance.now() - began)
      }
    }
  }

export interface DatabaseOptions {
  url: string
  /** Told of every statement that was answered or given up. */
  onQuery?: (sql: string, ms: number) => void
  /** Connections at most. Default 20. */
  poolMax?: number
}

/**
 * The pool. Opens no connection by itself. Limits: 2 s to get a connection, 3 s for a lock, 5 s for a statement, 10 s for
 * an idle transaction.
 */
export const createDatabase = ({ url, poolMax = 20, onQuery }: DatabaseOptions): Knex =>
  knex({
    client: onQuery ? timed(onQuery) : WatchedPgClient,
    connection: {
      connectionString: url,
      application_name: 'chat-api',
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
      statement_timeout: 5_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 10_000,
      types: typeParsers,
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolMax, acquireTimeoutMillis: 2_000, idleTimeoutMillis: 30_000, propagateCreateError: true },
    acquireConnectionTimeout: 2_000,
    // knex prints pool troubles by itself; they reach us as errors of the calls, which are logged once, with their ids
    log: { warn: () => {}, error: () => {}, debug: () => {}, deprecate: () => {} },
  })
