import { createTestDatabase } from '@continuo/testkit'
import { inject } from 'vitest'
import { migrateToLatest } from '../src/migrate.ts'

/** A migrated database of its own. */
export const createDatabaseForTest = () => createTestDatabase(inject('postgresUrl'), migrateToLatest)

/**
 * All tests of a run share one Redis; a logical database of the worker's own keeps apart what runs at the same time.
 * @param first Above 7, which the log's tests use; at most 4 workers count on from it.
 */
export const redisUrl = (first = 20): string =>
  new URL(`/${first + Number(process.env['VITEST_POOL_ID'])}`, inject('redisUrl')).href
