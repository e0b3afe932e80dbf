import { pathToFileURL } from 'node:url'
import { createDatabase } from './db/knex.ts'
import { migrationSource, requiredMigration } from './db/migrations/index.ts'

const tableName = 'schema_migrations'

/** Any number, the same in every release: whoever migrates waits for whoever migrates already. */
const migrationLock = 7_236_411

/**
 * Brings the schema to what this code needs. Everything is one transaction under an advisory lock: several runners at
 * once are safe, a killed runner leaves nothing behind.
 * @throws when a migration fails; the schema is then what it was.
 */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = createDatabase({ url: databaseUrl, poolMax: 2 })
  try {
    await db.transaction(async (trx) => {
      // waiting for another runner and rewriting a large table may take longer than a request may
      await trx.raw('set local lock_timeout = 0')
      await trx.raw('set local statement_timeout = 0')
      await trx.raw('select pg_advisory_xact_lock(?)', [migrationLock])
      // who holds the advisory lock is alone: a row that says otherwise was left by a crash
      await trx.migrate.forceFreeMigrationsLock({ tableName })
      // an older release meets a newer schema during a roll-back, and leaves it alone
      await trx.migrate.latest({ migrationSource, tableName, disableMigrationsListValidation: true })
    })
  } finally {
    await db.destroy()
  }
}

/** Why the schema cannot serve this code; undefined when it can. A newer schema is fine. */
export async function schemaProblem(db: ReturnType<typeof createDatabase>): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { exists: boolean }[] }>('select to_regclass(?) is not null as exists', [
    tableName,
  ])
  const done = rows[0]?.exists ? await db(tableName).where({ name: requiredMigration }).pluck<string[]>('name') : []
  return done.length > 0 ? undefined : `the schema lacks migration ${requiredMigration}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL
  if (!url) {
    console.error('migrate: DATABASE_URL is not set')
    process.exitCode = 78
  } else {
    try {
      await migrateToLatest(url)
      console.log(`migrate: the schema is at ${requiredMigration}`)
    } catch (error) {
      // knex puts the whole statement before the reason
      console.error(`migrate: ${error instanceof Error ? error.message.split(' - ').at(-1) : String(error)}`)
      process.exitCode = 1
    }
  }
}
