import type { Knex } from 'knex'
import * as foundation from './0001-foundation.ts'
import * as sync from './0002-sync.ts'
import * as operations from './0003-operations.ts'
import * as pinsAndUnread from './0004-pins-and-unread.ts'
import * as accounts from './0005-accounts.ts'
import * as limits from './0006-limits.ts'
import * as audit from './0007-audit.ts'
import * as queue from './0008-queue.ts'
import * as traces from './0009-traces.ts'

interface Migration {
  name: string
  up: (db: Knex) => Promise<void>
}

/** In order; a published one is never edited, only followed. There is no way down: the next release repairs forward. */
const migrations: readonly Migration[] = [
  { name: '0001-foundation', up: foundation.up },
  { name: '0002-sync', up: sync.up },
  { name: '0003-operations', up: operations.up },
  { name: '0004-pins-and-unread', up: pinsAndUnread.up },
  { name: '0005-accounts', up: accounts.up },
  { name: '0006-limits', up: limits.up },
  { name: '0007-audit', up: audit.up },
  { name: '0008-queue', up: queue.up },
  { name: '0009-traces', up: traces.up },
]

/** The newest migration this code relies on; a newer schema is fine (expand first, contract a release later). */
export const requiredMigration = migrations.at(-1)!.name

/** Hands knex the migrations as modules, so that they are type-checked and need no file system at run time. */
export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: async () => [...migrations],
  getMigrationName: ({ name }) => name,
  getMigration: async ({ up }) => ({
    up,
    down: () => Promise.reject(new Error('there is no way down')),
  }),
}
