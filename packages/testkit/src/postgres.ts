import { createHash, randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
}

/**
 * An empty, migrated database for one test: a clone of a template that is migrated once per run, whichever worker comes
 * first. Cloning takes about 30 ms.
 * @param adminUrl A database of the same cluster with the right to create others.
 * @param migrate Brings an empty database to the newest schema.
 */
export async function createTestDatabase(
  adminUrl: string,
  migrate: (databaseUrl: string) => Promise<void>,
): Promise<TestDatabase> {
  const template = `template_${createHash('sha256').update(migrate.toString()).digest('hex').slice(0, 12)}`
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(adminUrl, async (admin) => {
    // one worker migrates the template, the others wait for it; also keeps clones from running during the migration
    await admin.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      await admin.query(`create database ${escapeIdentifier(template)}`)
      await migrate(withDatabase(adminUrl, template))
    }
    await admin.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`)
  })
  return {
    url: withDatabase(adminUrl, name),
    [Symbol.asyncDispose]: () =>
      withClient(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
      }),
  }
}

async function withClient(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
