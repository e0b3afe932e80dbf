import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestDatabase } from '@continuo/testkit'
import { expect, inject, test } from 'vitest'
import { createDatabase } from '../src/db/knex.ts'
import { requiredMigration } from '../src/db/migrations/index.ts'
import { migrateToLatest, schemaProblem } from '../src/migrate.ts'
import { dumpSchema } from './dump-schema.ts'
import { createDatabaseForTest } from './stores.ts'

const schemaFile = join(import.meta.dirname, '../src/db/schema.sql')

/** A database without any schema. */
const emptyDatabase = () => createTestDatabase(inject('postgresUrl'), async () => {})

test('schema.sql is what the migrations make (to write it anew: UPDATE_SCHEMA=1)', async () => {
  await using database = await createDatabaseForTest()
  await using db = open(database.url)
  const dump = await dumpSchema(db.knex)
  if (process.env.UPDATE_SCHEMA) await writeFile(schemaFile, dump)
  expect(dump).toBe(await readFile(schemaFile, 'utf8'))
})

test('two runners at once migrate once, and a run on a finished schema changes nothing', async () => {
  await using database = await emptyDatabase()
  await using db = open(database.url)
  expect(await schemaProblem(db.knex)).toContain(requiredMigration)
  await Promise.all([1, 2, 3].map(() => migrateToLatest(database.url)))
  expect(await schemaProblem(db.knex)).toBeUndefined()
  const names = await db.knex('schema_migrations').orderBy('id').pluck<string[]>('name')
  expect(names).toEqual([...new Set(names)])
  await migrateToLatest(database.url)
  expect(await db.knex('schema_migrations').pluck('name')).toHaveLength(names.length)
})

test('a runner that was killed leaves no lock behind', async () => {
  await using database = await emptyDatabase()
  await using db = open(database.url)
  await migrateToLatest(database.url)
  // the lock table of the migration library, as a crash in the midst of an older release would have left it
  await db.knex('schema_migrations_lock').update({ is_locked: 1 })
  await db.knex('schema_migrations').delete()
  await db.knex.raw(`
    do $$ declare made record; begin
      for made in select tablename from pg_tables
        where schemaname = 'public' and tablename not like 'schema_migrations%' loop
        execute format('drop table %I cascade', made.tablename);
      end loop;
      drop function stamp_change, forget_whose_usage, keep_audit_events;
    end $$;
  `)
  await migrateToLatest(database.url)
  expect(await schemaProblem(db.knex)).toBeUndefined()
})

test('a schema that is newer than the code serves it', async () => {
  await using database = await createDatabaseForTest()
  await using db = open(database.url)
  await db.knex('schema_migrations').insert({ name: '9999-future', batch: 9, migration_time: new Date() })
  expect(await schemaProblem(db.knex)).toBeUndefined()
  await migrateToLatest(database.url)
})

test('the schema itself refuses states that must never be', async () => {
  await using database = await createDatabaseForTest()
  await using db = open(database.url)
  const [user, session] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
  await db.knex('users').insert({ id: user, kind: 'guest' })
  await db.knex('sessions').insert({ id: session, user_id: user })
  const answer = {
    id: session,
    session_id: session,
    user_id: user,
    role: 'assistant' as const,
    position: 1,
    reply_to: user,
  }
  const insert = (fields: object) => db.knex('messages').insert({ ...answer, status: 'queued', ...fields })
  await expect(insert({ status: 'done' })).rejects.toMatchObject({ constraint: 'messages_status_check' })
  await expect(insert({ status: 'completed' })).rejects.toMatchObject({ constraint: 'messages_end' })
  await expect(insert({ status: 'error', completed_at: new Date() })).rejects.toMatchObject({
    constraint: 'messages_error',
  })
  await expect(insert({ lease_owner: 'w' })).rejects.toMatchObject({ constraint: 'messages_lease' })
  await expect(insert({ reply_to: null })).rejects.toMatchObject({ constraint: 'messages_answer' })
})

function open(url: string) {
  const knex = createDatabase({ url })
  return { knex, [Symbol.asyncDispose]: () => knex.destroy() }
}
