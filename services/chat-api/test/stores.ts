import { createTestDatabase } from '@continuo/testkit'
import { inject } from 'vitest'
import { migrateToLatest } from '../src/migrate.ts'

/** A migrated database of its own. */
export const createDatabaseForTest = () => createTestDatabase(inject('postgresUrl'), migrateToLatest)

/** All tests of a run share one Redis; ids keep them apart, and a logical database keeps other suites' workers away. */
export const redisUrl = (): string => new URL('/9', inject('redisUrl')).href
