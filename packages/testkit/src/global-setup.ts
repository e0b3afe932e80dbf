import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@continuo/devstack/postgres'
import { startRedis } from '@continuo/devstack/redis'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database `continuo` of a PostgreSQL of this run; `createTestDatabase` makes others beside it. */
    postgresUrl: string
    redisUrl: string
  }
}

/** One PostgreSQL and one Redis for all files of the run, gone with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'continuo-it-'))
  const [postgres, redis] = await Promise.all([
    startPostgres({ dataDir: join(dataDir, 'postgres-18'), unsafeFast: true }),
    startRedis({ dataDir: join(dataDir, 'redis'), durable: false }),
  ])
  project.provide('postgresUrl', postgres.url)
  project.provide('redisUrl', redis.url)
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()])
    await rm(dataDir, { recursive: true, force: true })
  }
}
