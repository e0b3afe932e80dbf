import { join } from 'node:path'
import { startPostgres } from '../src/postgres.ts'
import { startRedis } from '../src/redis.ts'

/** Runs both stores in the folder it is given, tells their pids, and waits to be killed. */
const dir = process.argv[2] as string
const postgres = await startPostgres({ dataDir: join(dir, 'postgres-18'), unsafeFast: true })
const redis = await startRedis({ dataDir: join(dir, 'redis') })
process.stdout.write(`${postgres.pid} ${redis.pid}\n`)
process.stdin.resume()
